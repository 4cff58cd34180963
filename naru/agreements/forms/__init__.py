"""What a person types about agreements."""
