"""The screens of the missions."""
