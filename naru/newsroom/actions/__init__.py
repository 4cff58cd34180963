"""The only writing in the newsroom."""
