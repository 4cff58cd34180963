"""What the newsroom hangs into Wagtail: the log's door, permissions, the editor, the figure chip."""

from __future__ import annotations

import json
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import reverse, reverse_lazy
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.rich_text.editors.draftail.features import EntityFeature
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import TaskState, WorkflowState
from wagtail.permissions import register_permission_policy
from wagtail.signals import task_submitted, workflow_approved, workflow_rejected, workflow_submitted
from wagtail.snippets.models import register_snippet

from naru.newsroom.actions import files
from naru.newsroom.actions.log import Log
from naru.newsroom.models import Bulletin
from naru.newsroom.models.printing import FigureChip
from naru.newsroom.views.dashboard import Beginning
from naru.newsroom.views.editor import CONVERSION, ByRole, Editor

register_permission_policy(Bulletin, ByRole(Bulletin))
register_snippet(Editor)


for signal, name in (
    (task_submitted, "group_approval_task_submitted"),
    (workflow_submitted, "workflow_state_submitted"),
    (workflow_rejected, "workflow_state_rejected"),
    (workflow_approved, "workflow_state_approved"),
):
    # Wagtail would mail these itself, unrecorded and whether wanted or not; actions.telling writes letters.
    signal.disconnect(
        sender=TaskState if signal is task_submitted else WorkflowState,
        dispatch_uid=f"{name}_email_notification",
    )


@hooks.register("register_log_actions")
def keep_history(actions: Any) -> None:
    """Let everything that Wagtail logs about a bulletin, a picture or a file pass through our doors."""
    actions.log_entry_models_by_type.register(Bulletin, value=Log)
    for model in (get_image_model(), get_document_model()):
        actions.log_entry_models_by_type.register(model, value=files.Log)


@hooks.register("after_bulk_action")
def keep_history_of_many(request: HttpRequest, kind: str, objects: Any, action: Any) -> None:
    """Note what was done to many pictures or files at once."""
    if action.models and issubclass(action.models[0], (get_image_model(), get_document_model())):
        verb = {"delete": "deleted"}.get(kind, "edited")
        files.changed_together(objects, verb=verb, by=request.user, at=timezone.now())


@hooks.register("register_rich_text_features")
def figure_chip(features: Any) -> None:
    """Let a writer quote a reading inside a sentence."""
    features.register_embed_type(FigureChip)
    features.register_editor_plugin(
        "draftail",
        "figure",
        EntityFeature(
            {"type": "FIGURE", "icon": "decimal", "description": _("Figure"), "attributes": ["code", "said"]},
            js=["newsroom/editor.js"],
            css={"all": ["newsroom/editor.css"]},
        ),
    )
    features.register_converter_rule("contentstate", "figure", CONVERSION)


@hooks.register("insert_global_admin_js")
def words() -> SafeString:
    """Give the dialog its words in the editor's language, and start the date fields."""
    return format_html(
        '<template id="newsroom-words" data-url="{}" data-title="{}" data-search="{}" data-none="{}" '
        'data-failed="{}" data-close="{}" data-choose="{}"></template><script src="{}" defer></script>',
        reverse("newsroom-readings"),
        gettext("Quote a figure"),
        gettext("Title, value, year or source"),
        gettext("No reading was found."),
        gettext("The server did not answer. Please try again."),
        gettext("Close"),
        gettext("Choose a reading"),
        static("newsroom/editor.js"),
    )


@hooks.register("insert_global_admin_js")
def numbers() -> SafeString:
    """Give the figure checker beside the text its words and its script."""
    words = {
        "url": reverse("newsroom-numbers"),
        "language": settings.LANGUAGE_CODE,
        "title": gettext("Numbers in the text"),
        "wait": gettext("The numbers are being checked."),
        "failed": gettext("The server did not answer. Please try again."),
        "changed": gettext("The text has changed; the list is new. Please choose again."),
        "noChipHere": gettext("A figure can be quoted only inside a paragraph, a point or a table."),
        "none": gettext("Nothing to show here."),
        "shown": gettext("Show"),
        "shown_open": gettext("Open ones"),
        "shown_counted": gettext("All that must be backed"),
        "shown_all": gettext("Every number"),
        "bind": gettext("Bind"),
        "bindAll": gettext("Bind all that agree (%s)") % "%n",
        "quote": gettext("Quote the reading"),
        "useNew": gettext("Use the new one: %s"),
        "choose": gettext("Choose a reading"),
        "cite": gettext("Cite a document"),
        "waive": gettext("Waive…"),
        "waiveAll": gettext("Waive all that are open…"),
        "letStand": gettext("Let it stand…"),
        "takeBack": gettext("Take back"),
        "also": gettext("Other readings"),
        "printed": gettext("In the text"),
        "expected": gettext("It should be"),
        "reason": gettext("Reason"),
        "document": gettext("Document, with page"),
        "address": gettext("Address of the document"),
        "save": gettext("Save"),
        "cancel": gettext("Cancel"),
    }
    return format_html(
        '<template id="newsroom-numbers" data-words="{}"></template><script src="{}" defer></script>',
        json.dumps(words),
        static("newsroom/numbers.js"),
    )


@hooks.register("insert_global_admin_css")
def look() -> SafeString:
    """Give the chip its look and the editor the fonts of every language we write."""
    return format_html(
        '<link rel="stylesheet" href="{}"><link rel="stylesheet" href="{}"><link rel="stylesheet" href="{}">',
        static("krds/vendor/fonts.css"),
        static("newsroom/editor.css"),
        static("newsroom/numbers.css"),
    )


@hooks.register("construct_homepage_panels")
def beginning(request: HttpRequest, panels: list[Any]) -> None:
    """Begin with our own panel; Wagtail's panels of pages have nothing to say where there are no pages."""
    panels[:] = [panel for panel in panels if panel.name not in ("recent_edits", "locked_pages")]
    panels.append(Beginning())


@hooks.register("construct_main_menu")
def without_help(request: HttpRequest, items: list[Any]) -> None:
    """Leave out Wagtail's own help: it tells, in English, of pages that the newsroom does not have."""
    items[:] = [item for item in items if item.name not in ("help", "reports")]


@hooks.register("register_admin_menu_item")
def to_desk() -> MenuItem:
    """Lead back to the desk."""
    return MenuItem(_("My desk"), reverse_lazy(settings.LOGIN_REDIRECT_URL), icon_name="home", order=10)


@hooks.register("register_admin_menu_item")
def to_translations() -> MenuItem:
    """Lead to the table of translations."""
    return MenuItem(
        _("Translations"), reverse_lazy("newsroom-desk:translations"), icon_name="globe", order=210
    )


@hooks.register("register_admin_menu_item")
def to_links() -> MenuItem:
    """Lead to the suggested links."""
    return MenuItem(_("Links to review"), reverse_lazy("newsroom-desk:links"), icon_name="link", order=220)


@hooks.register("register_admin_menu_item")
def to_numbers() -> MenuItem:
    """Lead to the numbers in print."""
    return MenuItem(
        _("Numbers in print"), reverse_lazy("newsroom-desk:claims"), icon_name="decimal", order=230
    )
