"""The commands of the activities."""
