"""The only writing in the activities."""
