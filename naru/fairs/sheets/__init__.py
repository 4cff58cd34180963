"""What a spreadsheet of a fair or a forum holds."""
