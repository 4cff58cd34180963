"""Commands of figures."""
