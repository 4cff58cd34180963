"""Every question asked of the agreements."""
