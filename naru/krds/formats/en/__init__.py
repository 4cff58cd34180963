"""Formats of the office's English."""
