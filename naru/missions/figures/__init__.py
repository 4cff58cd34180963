"""What the missions can count."""

from naru.missions.figures import residents

__all__ = ["residents"]
