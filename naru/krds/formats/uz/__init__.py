"""Formats of Uzbek."""
