"""What stands first in the editor: what waits, the drafts, and the ways on."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.admin.ui.components import Component

from naru.newsroom.models import Bulletin, Link
from naru.newsroom.rules.desk import may
from naru.newsroom.views.release import editor_of
from naru.newsroom.views.translating import behind_count

SHOWN = 10
"""How many drafts stand on the first page; the list has them all."""


class Beginning(Component):
    """The first panel of the editor: a bulletin to write, what waits, the drafts last changed."""

    order = 100
    template_name = "newsroom/beginning.html"

    def get_context_data(self, parent_context: Mapping[str, Any]) -> Mapping[str, Any]:
        """Gather what the account may see."""
        account = parent_context["request"].user
        names = dict(settings.LANGUAGES)
        drafts = Bulletin.objects.visible_to(account).drafts()[:SHOWN]
        return {
            "may_write": may(account.roles, "add"),
            "waiting": [one for one in _waiting(account) if one[1]],
            "drafts": [
                {
                    "row": row,
                    "address": editor_of(row.pk),
                    "language": names.get(row.language, row.language),
                    "state": _("Waits for release") if row.is_submitted else _("Draft"),
                }
                for row in drafts
            ],
        }


def _waiting(account: Any) -> list[tuple[str, int, str]]:
    behind = behind_count(account)
    names = Link.objects.visible_to(account).waiting().count()
    return [
        (
            ngettext("translation is behind its original", "translations are behind their originals", behind),
            behind,
            f"{reverse('newsroom-desk:translations')}?behind=1",
        ),
        (
            ngettext(
                "name in the news waits to be confirmed", "names in the news wait to be confirmed", names
            ),
            names,
            f"{reverse('newsroom-desk:links')}?open=1",
        ),
    ]
