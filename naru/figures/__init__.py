"""Declared numbers: what they count, where they came from, who printed them."""
