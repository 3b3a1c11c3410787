"""The same pages as static files that open from disk: no server, no script, nothing loaded from elsewhere."""
