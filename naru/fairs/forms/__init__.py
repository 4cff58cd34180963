"""What a person types about fairs and forums."""
