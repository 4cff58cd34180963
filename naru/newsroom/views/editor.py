"""The editor of bulletins: Wagtail's screens with our fields, our permissions and the figure chip."""

from __future__ import annotations

import json
from typing import Any

from django.contrib import messages
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from draftjs_exporter.dom import DOM
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    HelpPanel,
    MultiFieldPanel,
    ObjectList,
    PublishingPanel,
    TabbedInterface,
)
from wagtail.admin.rich_text.converters.html_to_contentstate import (
    KEEP_WHITESPACE,
    InlineEntityElementHandler,
)
from wagtail.admin.ui.tables import Column, LiveStatusTagColumn, LocaleColumn, UpdatedAtColumn
from wagtail.images.widgets import AdminImageChooser
from wagtail.permission_policies import ModelPermissionPolicy
from wagtail.snippets.views.snippets import EditView, SnippetViewSet

from naru.directory.rules.accounts import Role
from naru.newsroom.models import Bulletin
from naru.newsroom.queries.readings import said_in
from naru.newsroom.rules.desk import may, may_with
from naru.newsroom.views.release import AddBulletin, Held, ReleaseBulletin


class ByRole(ModelPermissionPolicy):
    """Who may do what with bulletins: from the roles of the day, never from stored permissions."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        """Say whether an account may do a deed with some bulletin."""
        return bool(user.is_active and may(user.roles, action))

    def user_has_any_permission(self, user: Any, actions: Any) -> bool:
        """Say whether an account may do one of the deeds with some bulletin."""
        return any(self.user_has_permission(user, action) for action in actions)

    def user_has_permission_for_instance(self, user: Any, action: str, instance: Any) -> bool:
        """Say whether an account may do a deed with this bulletin."""
        if not user.is_active:
            return False
        known = instance.pk is not None
        return may_with(
            user.roles,
            action,
            is_translation=known and hasattr(instance, "sync"),
            is_own_draft=instance.owner_id == user.pk and not instance.live,
        )

    def user_has_any_permission_for_instance(self, user: Any, actions: Any, instance: Any) -> bool:
        """Say whether an account may do one of the deeds with this bulletin."""
        return any(self.user_has_permission_for_instance(user, action, instance) for action in actions)

    def instances_user_has_any_permission_for(self, user: Any, actions: Any) -> Any:
        """Give the bulletins with which an account may do one of the deeds."""
        rows = Bulletin.objects.visible_to(user)
        if not self.user_has_any_permission(user, actions):
            return rows.none()
        if "view" in actions or user.holds(Role.EDITOR, Role.HEAD):
            return rows
        theirs = Q()
        if user.holds(Role.TRANSLATOR):
            theirs |= Q(sync__isnull=False)
        if user.holds(Role.OFFICER):
            theirs |= Q(owner=user, live=False)
        return rows.filter(theirs) if theirs else rows.none()


class ChipFromStored(InlineEntityElementHandler):
    """Turns a stored chip into the editor's entity, with the reading's value as its words."""

    mutability = "IMMUTABLE"

    def get_attribute_data(self, attrs: dict[str, str]) -> dict[str, str]:
        """Give the entity the reading's code."""
        return {"code": attrs.get("code", "")}

    def handle_starttag(self, name: str, attrs: Any, state: Any, contentstate: Any) -> None:
        """Open the entity and write its words."""
        super().handle_starttag(name, attrs, state, contentstate)
        code = dict(attrs).get("code", "")
        state.current_block.text += said_in("", [code])(code)
        state.leading_whitespace = KEEP_WHITESPACE


def to_stored(props: dict[str, Any]) -> Any:
    """Turn the editor's entity into the stored chip; its words are not kept, since the reading has them."""
    return DOM.create_element("embed", {"embedtype": "figure", "code": props["code"]})


CONVERSION = {
    "from_database_format": {'embed[embedtype="figure"]': ChipFromStored("FIGURE")},
    "to_database_format": {"entity_decorators": {"FIGURE": to_stored}},
}
"""How a chip passes between the editor and the database."""


class PictureField(AdminImageChooser):
    """Wagtail's picture field without its inline script: editor.js starts it."""

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        """Write the field, and beside it what the script needs to start it."""
        value_data = self.get_value_data(value)
        html = self.render_html(
            name, value_data, {**(attrs or {}), "id": (attrs or {}).get("id", f"id_{name}")}
        )
        mark = format_html(
            '<span hidden data-naru-picture="{}" data-config="{}"></span>',
            (attrs or {}).get("id", f"id_{name}"),
            json.dumps(self.base_js_init_options),
        )
        return SafeString(html + mark)


class EditBulletin(Held, EditView):  # type: ignore[misc]
    """Wagtail's edit screen, open for the one bulletin only to who may change it; others read it."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Lead to the reading screen whoever may not change this bulletin."""
        bulletin = get_object_or_404(Bulletin, pk=self.kwargs["pk"])
        if not ByRole(Bulletin).user_has_permission_for_instance(request.user, "change", bulletin):
            messages.error(request, _("You may read this bulletin, but not change it."))
            return redirect("wagtailsnippets_newsroom_bulletin:inspect", bulletin.pk)
        response: HttpResponse = super().dispatch(request, *args, **kwargs)
        return response


class Editor(SnippetViewSet):
    """Bulletins in Wagtail."""

    model = Bulletin
    icon = "doc-full"
    menu_label = _("Bulletins")
    menu_name = "bulletins"
    menu_order = 100
    add_to_admin_menu = True
    list_display = [
        "title",
        LocaleColumn(),
        "number",
        "published_on",
        Column("category", label=_("category"), accessor="get_category_display"),
        UpdatedAtColumn(),
        LiveStatusTagColumn(),
    ]
    list_filter = ["category", "live", "locale"]
    list_per_page = 30
    search_fields = ["title", "subtitle"]
    search_backend_name = None
    ordering = ["-created_at"]
    copy_view_enabled = False
    add_view_class = AddBulletin
    edit_view_class = EditBulletin
    workflow_action_view_class = ReleaseBulletin
    inspect_view_enabled = True
    edit_handler = TabbedInterface(
        [
            ObjectList(
                [
                    FieldPanel("title", classname="title"),
                    FieldPanel("subtitle"),
                    MultiFieldPanel(
                        [FieldPanel("picture", widget=PictureField), FieldPanel("picture_alt")],
                        heading=_("Picture at the head"),
                    ),
                    FieldPanel("body"),
                ],
                heading=_("Text"),
            ),
            ObjectList(
                [
                    FieldRowPanel([FieldPanel("category"), FieldPanel("name")]),
                    FieldPanel("published_on"),
                    MultiFieldPanel(
                        [
                            HelpPanel(
                                _("The event's own days, apart from the day on which the bulletin appears.")
                            ),
                            FieldRowPanel([FieldPanel("since"), FieldPanel("until")]),
                        ],
                        heading=_("Event"),
                    ),
                    FieldPanel("tags"),
                ],
                heading=_("On the board"),
            ),
            ObjectList([PublishingPanel()], heading=_("Schedule")),
        ]
    )
