"""The words and rules of the newsroom."""
