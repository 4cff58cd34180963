"""Whatever Wagtail does to a bulletin passes here: it gets its entry in history and its consequences."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from wagtail.models import ModelLogEntry
from wagtail.models.audit_log import ModelLogEntryManager

from naru.figures.book import cite, uncite
from naru.figures.models import Reading
from naru.history.book import note
from naru.newsroom.actions.backing import write_claims
from naru.newsroom.actions.telling import tell
from naru.newsroom.models import Board, Bulletin, Claim, Imprint, Tally
from naru.newsroom.queries.readings import said_in
from naru.newsroom.rules.paragraphs import attachments_in, codes_in, paragraphs
from naru.newsroom.rules.search import search_key

VERBS = {
    "wagtail.create": "wrote",
    "wagtail.edit": "edited",
    "wagtail.publish": "published",
    "wagtail.publish.scheduled": "published",
    "wagtail.publish.schedule": "scheduled",
    "wagtail.schedule.cancel": "unscheduled",
    "wagtail.unpublish": "unpublished",
    "wagtail.unpublish.scheduled": "unpublished",
    "wagtail.delete": "deleted",
    "wagtail.revert": "reverted",
    "wagtail.rename": "renamed",
    "wagtail.copy": "copied",
    "wagtail.lock": "locked",
    "wagtail.unlock": "unlocked",
    "wagtail.workflow.start": "submitted",
    "wagtail.workflow.approve": "approved",
    "wagtail.workflow.reject": "sent_back",
    "wagtail.workflow.resume": "submitted_again",
    "wagtail.workflow.cancel": "withdrew",
}
"""The word of history for what Wagtail calls an action."""


class Door(ModelLogEntryManager):
    """Wagtail's own log of bulletins, with our history noted in the same breath."""

    def log_action(self, instance: Any, action: str, **kwargs: Any) -> Any:
        """Write Wagtail's entry, and what follows from it, in one transaction."""
        with transaction.atomic():
            entry = super().log_action(instance, action, **kwargs)
            follow(instance, action=action, by=kwargs.get("user"), at=entry.timestamp, data=entry.data)
        return entry


class Log:
    """What Wagtail asks for as the table of a log."""

    objects = Door()


Log.objects.model = ModelLogEntry


@transaction.atomic
def follow(bulletin: Any, *, action: str, by: Any, at: datetime, data: dict[str, Any]) -> None:
    """Note in history what happened to a bulletin, and give it its number, imprint and citations."""
    verb = VERBS.get(action, action.removeprefix("wagtail.").replace(".", "_"))
    after: dict[str, Any] = {"title": bulletin.title, "language": bulletin.language}
    if action == "wagtail.create" and by is not None and bulletin.owner_id is None:
        Bulletin.objects.filter(pk=bulletin.pk).update(owner=by)
        bulletin.owner = by
    if verb == "published":
        _number(bulletin, at=at)
        _imprint(bulletin)
        write_claims(bulletin, at=at)
        _cite(bulletin, by=by, at=at)
        after["number"] = bulletin.number
    elif verb in {"unpublished", "deleted"}:
        _uncite(bulletin, by=by, at=at)
    if action == "wagtail.publish.schedule" and bulletin.go_live_at:
        after["go_live_at"] = bulletin.go_live_at.isoformat()
    comment = data.get("comment", "")
    note(by=by, verb=verb, subject=bulletin, at=at, why=comment, after=after)
    tell(bulletin, verb=verb, by=by, at=at, why=comment)


def _number(bulletin: Any, *, at: datetime) -> None:
    """Give a bulletin its number at its first publication: all its language versions bear the same."""
    fields: dict[str, Any] = {}
    if bulletin.number is None:
        Board.objects.get_or_create(pk=1)
        board = Board.objects.select_for_update().get(pk=1)
        known = (
            Bulletin.objects.versions_of(bulletin)
            .filter(number__isnull=False)
            .values_list("number", flat=True)
            .first()
        )
        if known is None:
            board.last += 1
            board.save(update_fields=["last"])
            known = board.last
        fields["number"] = known
    if bulletin.published_on is None:
        fields["published_on"] = timezone.localdate(at)
    if fields:
        Bulletin.objects.filter(pk=bulletin.pk).update(**fields)
        for name, value in fields.items():
            setattr(bulletin, name, value)


def _imprint(bulletin: Any) -> None:
    """Write down what the board and the search need of the version that is out."""
    raw = bulletin.body.get_prep_value()
    codes = codes_in(raw)
    said = said_in(bulletin.language, codes)
    parts = paragraphs(bulletin.title, bulletin.subtitle, raw, said)
    text = "\n".join(part["text"] for part in parts[1:] if part["text"])
    Imprint.objects.update_or_create(
        bulletin_id=bulletin.pk,
        defaults={
            "text": text,
            "key": search_key(f"{bulletin.title}\n{text}"),
            "attachments": attachments_in(raw),
            "readings": codes,
        },
    )
    Tally.objects.get_or_create(bulletin_id=bulletin.pk)


def _cite(bulletin: Any, *, by: Any, at: datetime) -> None:
    """Record the use of each reading quoted or bound to, which freezes it, and forget the uses of others."""
    bound = Claim.objects.filter(bulletin_id=bulletin.pk, reading__isnull=False)
    codes = {*codes_in(bulletin.body.get_prep_value()), *bound.values_list("reading__code", flat=True)}
    url = bulletin.get_absolute_url()
    readings = list(Reading.objects.filter(code__in=codes))
    for reading in readings:
        cite(reading, title=bulletin.title, url=url, language=bulletin.language, at=at, by=by)
    for reading in Reading.objects.filter(uses__url=url).exclude(code__in=codes).distinct():
        uncite(reading, url=url, language=bulletin.language, at=at, by=by)


def _uncite(bulletin: Any, *, by: Any, at: datetime) -> None:
    if url := bulletin.get_absolute_url():
        for reading in Reading.objects.filter(uses__url=url).distinct():
            uncite(reading, url=url, language=bulletin.language, at=at, by=by)
