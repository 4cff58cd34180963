"""Every question asked of the directory."""
