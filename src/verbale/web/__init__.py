"""The local web application: a record to read, compare and review."""
