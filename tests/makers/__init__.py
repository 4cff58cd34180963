"""Makers: plain functions with unsurprising defaults; states are reached by calling actions."""
