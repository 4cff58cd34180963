"""What the directory does by itself: looking for duplicates, writing to many people."""

from __future__ import annotations

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from naru.directory.actions import confirming, duplicates
from naru.directory.models import OneTimeLink, Person
from naru.history.book import Refusal, Working, every, work


@every(minutes=24 * 60)
@work("directory.find_duplicates", title=_("Look for duplicates"))
def find_duplicates(job: Working) -> dict[str, Any]:
    """Look through the whole directory for entries that may be one."""
    count = duplicates.find_all(at=timezone.now(), say=lambda done, total: job.progress(done, total, ""))
    return {"pairs": count}


@work("directory.ask_to_confirm", title=_("Ask people to confirm their entries"))
def ask_to_confirm(job: Working, people: list[int]) -> dict[str, Any]:
    """Write to each of the people; whoever cannot be written to is passed over and counted."""
    sent, passed = 0, 0
    for done, key in enumerate(people, 1):
        person = Person.objects.filter(pk=key).first()
        asked = _asked_since(person, job)
        if person is not None and not asked:
            try:
                confirming.ask_to_confirm(person, by=job.row.by, at=timezone.now())
                sent += 1
            except Refusal:
                passed += 1
        job.progress(done, len(people), "")
    return {"sent": sent, "passed": passed}


def _asked_since(person: Person | None, job: Working) -> bool:
    """Say whether this very job has written to a person already: it may be run again after a fault."""
    if person is None:
        return True
    issued = OneTimeLink.objects.about(person).filter(purpose=confirming.PURPOSE)
    return bool(issued.filter(issued_at__gte=job.row.asked_at).exists())
