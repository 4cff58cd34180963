"""The screens of fairs and forums."""
