"""The screens of the activities."""
