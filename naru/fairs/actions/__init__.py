"""The only writing of the fairs' tables."""
