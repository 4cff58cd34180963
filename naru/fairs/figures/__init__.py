"""What the fairs can count."""

from naru.fairs.figures import meetings, mous, outcomes

__all__ = ["meetings", "mous", "outcomes"]
