"""One file a screen: its address, its JSON, what its template shows."""
