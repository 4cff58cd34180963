"""The bulletins of the demo world: our own words on the events that the five documents tell of."""

from naru.newsroom.demo.texts.conference import CONFERENCE
from naru.newsroom.demo.texts.coordinators import COORDINATORS
from naru.newsroom.demo.texts.fair import FAIR, FAIR_BEFORE
from naru.newsroom.demo.texts.mission import MISSION
from naru.newsroom.demo.texts.plans import PLANS
from naru.newsroom.demo.texts.story import Story, Text
from naru.newsroom.demo.texts.tags import TAGS
from naru.newsroom.demo.texts.waiting import DRAFT, SCHEDULED

__all__ = ["DRAFT", "FAIR", "FAIR_BEFORE", "SCHEDULED", "STORIES", "TAGS", "Story", "Text"]

STORIES = (CONFERENCE, PLANS, COORDINATORS, FAIR, MISSION)
"""The five bulletins, in the order of the board's dates."""
