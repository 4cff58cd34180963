"""The directory's screens."""
