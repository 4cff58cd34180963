"""The fairs' part of the demo world."""
