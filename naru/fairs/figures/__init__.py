"""What the fairs can count."""

from naru.fairs.figures import booths, meetings, mous, outcomes

__all__ = ["booths", "meetings", "mous", "outcomes"]
