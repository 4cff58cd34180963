"""Commands of letters, one a file."""
