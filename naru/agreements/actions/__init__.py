"""The only writing in the agreements."""
