"""What the fairs can count."""
