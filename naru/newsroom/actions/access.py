"""Letting an account into the editor: what Wagtail keeps as groups follows from the posts of the day."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.conf import settings
from django.contrib.auth.models import Group, Permission
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext
from wagtail.documents.models import Document
from wagtail.images.models import Image
from wagtail.models import (
    Collection,
    GroupApprovalTask,
    GroupCollectionPermission,
    Locale,
    Task,
    Workflow,
    WorkflowContentType,
    WorkflowTask,
)

from naru.history.book import note
from naru.newsroom.models import Bulletin
from naru.newsroom.rules.desk import DESK, FILES, MAY

FORMER = "Release"
"""What the workflow was called before it had a name in the office's language."""


def group_name(role: str) -> str:
    """Give the name of the group in which Wagtail keeps what a role may do."""
    return f"newsroom: {role}"


def _permission(model: Any, codename: str) -> Permission:
    kind = ContentType.objects.get_for_model(model)
    found, _made = Permission.objects.get_or_create(
        content_type=kind, codename=codename, defaults={"name": codename.replace("_", " ")}
    )
    return found


@transaction.atomic
def settle() -> None:
    """
    Make the groups, languages and the workflow of release that Wagtail needs, where they are missing.

    The workflow bears a name in the office's language: Wagtail keeps one name for all readers.
    """
    for code, _name in settings.LANGUAGES:
        Locale.objects.get_or_create(language_code=code)
    root = Collection.get_first_root_node() or Collection.add_root(name="Root")
    enter = Permission.objects.get(content_type__app_label="wagtailadmin", codename="access_admin")
    for role in DESK:
        group, made = Group.objects.get_or_create(name=group_name(role))
        if not made:
            continue
        group.permissions.add(enter, *(_permission(Bulletin, f"{deed}_bulletin") for deed in MAY[role]))
        for model, word in ((Image, "image"), (Document, "document")):
            for deed in FILES[role]:
                GroupCollectionPermission.objects.get_or_create(
                    group=group, collection=root, permission=_permission(model, f"{deed}_{word}")
                )
    with translation.override(settings.LANGUAGE_CODE):
        release = gettext("Release of bulletins")
    for table in (Workflow, Task):
        table.objects.filter(name=FORMER).update(name=release)
    kind = ContentType.objects.get_for_model(Bulletin)
    if not WorkflowContentType.objects.filter(content_type=kind).exists():
        workflow = Workflow.objects.create(name=release)
        task = GroupApprovalTask.objects.create(name=release)
        task.groups.set(Group.objects.filter(name__in=[group_name("editor"), group_name("head")]))
        WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=0)
        WorkflowContentType.objects.create(content_type=kind, workflow=workflow)


def admit(account: Any, *, by: Any, at: datetime) -> None:
    """
    Put an account into the groups of the roles it holds today, and out of all others of the newsroom.

    Called at the door of the editor. Nothing is written while they agree.
    """
    wanted = {group_name(role) for role in account.roles if role in DESK}
    has = set(account.groups.filter(name__startswith="newsroom: ").values_list("name", flat=True))
    if wanted != has:
        _regroup(account, wanted, has, by=by, at=at)


@transaction.atomic
def _regroup(account: Any, wanted: set[str], has: set[str], *, by: Any, at: datetime) -> None:
    if Group.objects.filter(name__in=wanted).count() < len(wanted):
        settle()
    account.groups.remove(*Group.objects.filter(name__in=has - wanted))
    account.groups.add(*Group.objects.filter(name__in=wanted - has))
    for cache in ("_perm_cache", "_user_perm_cache", "_group_perm_cache"):
        account.__dict__.pop(cache, None)
    note(
        by=by,
        verb="admitted",
        subject=account,
        at=at,
        before={"groups": sorted(has)},
        after={"groups": sorted(wanted)},
    )
