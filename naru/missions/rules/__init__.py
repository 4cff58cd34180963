"""The words, tables and reasons of the missions."""
