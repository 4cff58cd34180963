"""The demo world’s mission."""
