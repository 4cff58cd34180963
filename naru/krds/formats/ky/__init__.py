"""Formats of Kyrgyz."""
