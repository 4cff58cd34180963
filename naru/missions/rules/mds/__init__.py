"""The daily report of an emergency medical team: items, columns, what counts where, and from whom. MDS-compatible.

Source of numbers, names and columns: WHO Emergency Medical Team Minimum Data Set (EMT MDS) v1.0, daily reporting form
(2019 revision), as three public implementations encode it; not yet checked against the official file (decision 0042).
"""
