"""Every question asked of the fairs' tables."""
