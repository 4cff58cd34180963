"""What a person types about missions."""
