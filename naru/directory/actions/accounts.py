"""Appointing people to posts and ending posts."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.db import transaction

from naru.directory.models import Account, Organisation, Post
from naru.history.book import note


@transaction.atomic
def appoint(
    account: Account,
    *,
    role: str,
    since: date,
    by: Any,
    at: datetime,
    organisation: Organisation | None = None,
    until: date | None = None,
) -> Post:
    """Give an account a role at an organisation from a day on, until a day (exclusive) if one is named."""
    post = Post.objects.create(
        account=account, role=role, organisation=organisation, since=since, until=until
    )
    account.__dict__.pop("roles", None)
    note(by=by, verb="appointed", subject=post, at=at, after={"role": role, "since": str(since)})
    return post
