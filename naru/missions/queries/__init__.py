"""Every question asked of the missions’ tables."""
