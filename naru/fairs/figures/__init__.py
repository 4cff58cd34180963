"""What the fairs can count."""

from naru.fairs.figures import outcomes

__all__ = ["outcomes"]
