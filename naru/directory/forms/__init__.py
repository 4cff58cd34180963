"""What a person types into the directory's screens."""
