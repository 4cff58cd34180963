"""The words and rules of the activities."""
