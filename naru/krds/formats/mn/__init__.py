"""Formats of Mongolian."""
