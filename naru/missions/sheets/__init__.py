"""What a spreadsheet holds of a mission."""
