"""The only writing of the missions."""
