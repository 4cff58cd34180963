"""Every question asked of the newsroom's tables."""

from naru.newsroom.queries.backings import BackingQuerySet, ClaimQuerySet
from naru.newsroom.queries.bulletins import BulletinQuerySet
from naru.newsroom.queries.links import LinkQuerySet
from naru.newsroom.queries.visits import TallyQuerySet

__all__ = ["BackingQuerySet", "BulletinQuerySet", "ClaimQuerySet", "LinkQuerySet", "TallyQuerySet"]
