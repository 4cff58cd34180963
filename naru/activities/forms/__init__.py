"""What a person types about activities."""
