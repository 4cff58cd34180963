"""Questions about bulletins."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import BooleanField, Case, Exists, F, Func, IntegerField, OuterRef, Q, Value, When
from django.db.models.functions import Coalesce

from naru.newsroom.rules.search import search_key
from naru.newsroom.rules.words import LANGUAGES_IN_ORDER


def _order(language: str) -> list[str]:
    return [language, *(code for code in LANGUAGES_IN_ORDER if code != language)]


class IsBest(Func):
    """
    True for the version that a reader of a language is shown: in that language, or none stands before it.

    Written as SQL of its own: every public page asks it, and building it from Exists over two Case took
    longer than the database needs to answer. A version in the reader's language needs no second look.
    """

    output_field = BooleanField()

    def __init__(self, bulletins: Any, language: str) -> None:
        super().__init__(F("translation_key"), F("locale__language_code"))
        self.bulletins, self.language = bulletins, language

    def as_sql(self, compiler: Any, connection: Any, **_extra: Any) -> tuple[str, list[Any]]:  # type: ignore[override]
        """Write the condition over the columns of the row asked about."""
        (key, key_values), (own, own_values) = map(compiler.compile, self.get_source_expressions())
        order = _order(self.language)
        whens = " ".join(f"WHEN %s THEN {place}" for place in range(len(order)))
        rank = f"CASE {{}} {whens} ELSE {len(order)} END"
        table = connection.ops.quote_name(self.bulletins._meta.db_table)
        locales = connection.ops.quote_name(
            self.bulletins._meta.get_field("locale").related_model._meta.db_table
        )
        sql = (
            f"({own} = %s OR NOT EXISTS (SELECT 1 FROM {table} better"  # noqa: S608 - names of our own tables
            f" JOIN {locales} spoken ON spoken.id = better.locale_id"
            f" WHERE better.translation_key = {key} AND better.live AND better.number IS NOT NULL"
            f" AND {rank.format('spoken.language_code')} < {rank.format(own)}))"
        )
        values = [*own_values, self.language, *key_values, *order, *own_values, *order]
        return sql, values


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

    def drafts(self) -> BulletinQuerySet:
        """Keep what is not out, the last changed first; each says whether it was submitted."""
        submitted = self.model.objects.filter(pk=OuterRef("pk"), workflow_states__status="in_progress")
        rows = self.filter(live=False).annotate(is_submitted=Exists(submitted))
        return rows.select_related("locale", "latest_revision").order_by(
            "-latest_revision__created_at", "-pk"
        )

    def in_language(self, language: str) -> BulletinQuerySet:
        """Keep the versions in one language."""
        return self.filter(locale__language_code=language)

    def ranked(self, language: str) -> BulletinQuerySet:
        """Add `rank`: 0 for the reader's own language, then the order in which others stand in for it."""
        order = _order(language)
        return self.annotate(
            rank=Case(
                *(When(locale__language_code=code, then=Value(at)) for at, code in enumerate(order)),
                default=Value(len(order)),
                output_field=IntegerField(),
            )
        )

    def best_for(self, language: str) -> BulletinQuerySet:
        """Keep of each published bulletin the one version that a reader of a language is shown."""
        return self.out().filter(IsBest(self.model, language))

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
        # From its own day on, in the board's order: the database walks along the index and stops at the first.
        older = board.filter(Q(published_on__lt=day) | Q(number__lt=number), published_on__lte=day)
        newer = board.filter(Q(published_on__gt=day) | Q(number__gt=number), published_on__gte=day)
        return (
            older.order_by("-published_on", "-number").first(),
            newer.order_by("published_on", "number").first(),
        )
