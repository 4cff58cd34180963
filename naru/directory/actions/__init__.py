"""The only writing in the directory."""
