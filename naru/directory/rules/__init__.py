"""The words and rules of the directory."""
