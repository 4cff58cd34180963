"""The editor's ways out for a bulletin: where one is refused, the draft is kept and the reason is shown."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.admin.modal_workflow import render_modal_workflow
from wagtail.snippets.views.snippets import CreateView, WorkflowActionView

from naru.history.book import Refusal

FIRST = "#naru-open"
"""What the address of the editor ends with to open at the first number that is not backed."""


def editor_of(pk: Any) -> str:
    """Give the address where a bulletin is edited."""
    return reverse("wagtailsnippets_newsroom_bulletin:edit", args=[pk])


def tell_refused(request: HttpRequest, reason: str, address: str) -> None:
    """Show why a bulletin did not go out, with the way to the first number that is not backed."""
    messages.error(
        request,
        _("The draft is saved, but it does not go out. %(reason)s") % {"reason": reason},
        buttons=[messages.button(address + FIRST, _("Show the first one"))],
    )


class Held:
    """What the screens for adding and editing do where a bulletin may not go out."""

    def run_action_method(self) -> Any:
        """Publish, submit or release as asked; a refusal leaves the saved draft as it is."""
        try:
            with transaction.atomic():
                return super().run_action_method()  # type: ignore[misc]
        except Refusal as refusal:
            address = editor_of(self.object.pk)  # type: ignore[attr-defined]
            tell_refused(self.request, refusal.reason, address)  # type: ignore[attr-defined]
            return redirect(address)


class AddBulletin(Held, CreateView):  # type: ignore[misc]
    """Wagtail's screen for a new bulletin."""

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """
        Save nothing by itself before the first draft.

        A save that is under way when the button is pressed would make a second bulletin of the same words.
        """
        super().setup(request, *args, **kwargs)
        self.autosave_enabled = False


class ReleaseBulletin(WorkflowActionView):  # type: ignore[misc]
    """Releasing or sending back what was submitted; a refusal leaves it waiting."""

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Do what was decided, or lead back with the reason."""
        try:
            with transaction.atomic():
                response: HttpResponse = super().post(request, *args, **kwargs)
                return response
        except Refusal as refusal:
            address = editor_of(self.object.pk)
            tell_refused(request, refusal.reason, address)
            if request.headers.get("x-requested-with") == "XMLHttpRequest":
                told: HttpResponse = render_modal_workflow(
                    request, "", None, {}, json_data={"step": "success", "redirect": address}
                )
                return told
            return redirect(address)
