"""Spreadsheets in and out: one list of columns gives the blank form, the reading and the export."""
