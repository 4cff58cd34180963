"""Questions about bulletins."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import Case, Exists, F, IntegerField, OuterRef, Q, Value, When
from django.db.models.functions import Coalesce

from naru.newsroom.rules.search import search_key
from naru.newsroom.rules.words import LANGUAGES_IN_ORDER


class BulletinQuerySet(models.QuerySet[Any]):
    """Bulletins: one row a language version."""

    def visible_to(self, account: Any) -> BulletinQuerySet:
        """Keep what an account may read: the office everything, everybody else what is out."""
        if account.is_authenticated and account.is_office:
            return self
        return self.out()

    def out(self) -> BulletinQuerySet:
        """Keep what is published now."""
        return self.filter(live=True, number__isnull=False)

    def in_review(self) -> BulletinQuerySet:
        """Keep what was submitted and waits for release."""
        return self.filter(workflow_states__status="in_progress").distinct()

    def in_language(self, language: str) -> BulletinQuerySet:
        """Keep the versions in one language."""
        return self.filter(locale__language_code=language)

    def ranked(self, language: str) -> BulletinQuerySet:
        """Add `rank`: 0 for the reader's own language, then the order in which others stand in for it."""
        order = [language, *(code for code in LANGUAGES_IN_ORDER if code != language)]
        return self.annotate(
            rank=Case(
                *(When(locale__language_code=code, then=Value(at)) for at, code in enumerate(order)),
                default=Value(len(order)),
                output_field=IntegerField(),
            )
        )

    def best_for(self, language: str) -> BulletinQuerySet:
        """Keep of each published bulletin the one version that a reader of a language is shown."""
        better = (
            self.model.objects.out()
            .ranked(language)
            .filter(translation_key=OuterRef("translation_key"), rank__lt=OuterRef("rank"))
        )
        return self.out().ranked(language).filter(~Exists(better))

    def versions_of(self, bulletin: Any) -> BulletinQuerySet:
        """Keep every language version of a bulletin, itself among them."""
        return self.filter(translation_key=bulletin.translation_key)

    def for_list(self) -> BulletinQuerySet:
        """Add what the board prints (views, attachments, language) and leave out the text."""
        return (
            self.select_related("locale", "tally", "imprint")
            .annotate(views=Coalesce(F("tally__before"), 0) + Coalesce(F("tally__counted"), 0))
            .defer("body", "imprint__text", "imprint__key")
        )

    def search(self, text: str) -> BulletinQuerySet:
        """Keep what has every word of the search in its title, subtitle or text, whatever case or accents."""
        rows = self
        for word in search_key(text).split():
            rows = rows.filter(imprint__key__contains=word)
        return rows

    def in_year(self, year: int) -> BulletinQuerySet:
        """Keep what the board dates in a year."""
        return self.filter(published_on__year=year)

    def tagged(self, slug: str) -> BulletinQuerySet:
        """Keep what bears a tag."""
        return self.filter(taggings__tag__slug=slug)

    def next_to(self, bulletin: Any, *, language: str) -> tuple[Any, Any]:
        """Give the bulletins before and after one on the board of a language, None at either end."""
        board = self.best_for(language).select_related("locale").defer("body")
        day, number = bulletin.published_on, bulletin.number
        older = board.filter(Q(published_on__lt=day) | Q(published_on=day, number__lt=number))
        newer = board.filter(Q(published_on__gt=day) | Q(published_on=day, number__gt=number))
        return (
            older.order_by("-published_on", "-number").first(),
            newer.order_by("published_on", "number").first(),
        )
