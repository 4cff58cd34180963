"""Tests of history and of long work."""
