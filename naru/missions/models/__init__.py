"""The tables of the missions."""
