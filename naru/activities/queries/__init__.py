"""Every question asked of the activities."""
