"""The directory's part of the demo world."""
