"""Commands of history, one a file."""
