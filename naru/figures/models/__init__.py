"""The tables of the figures: sources, readings with their records, uses and corrections."""

from naru.figures.models.readings import Reading, Record
from naru.figures.models.sources import Source
from naru.figures.models.uses import Correction, Use

__all__ = ["Correction", "Reading", "Record", "Source", "Use"]
