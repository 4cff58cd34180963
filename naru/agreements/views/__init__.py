"""The screens of the agreements."""
