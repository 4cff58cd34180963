"""What the missions can count."""
