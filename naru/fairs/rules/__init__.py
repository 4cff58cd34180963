"""The words and rules of fairs and forums."""
