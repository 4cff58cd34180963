"""What the templates of blocks need: `{% load newsroom %}`."""

from __future__ import annotations

from typing import Any

from django import template
from django.urls import reverse
from django.utils.safestring import SafeString

from naru.newsroom.models.printing import card

register = template.Library()


@register.simple_tag
def figure_card(code: str) -> SafeString:
    """Show one quoted reading as a large number with what it counts."""
    return card(code)


@register.simple_tag
def attachment_url(bulletin: Any, document: Any) -> str:
    """Give the address of a file of a bulletin; in a preview the editor's own, since it is not out yet."""
    if bulletin is None or not bulletin.number:
        return reverse("wagtaildocs:edit", args=[document.pk])
    return reverse("newsroom:attachment", args=[bulletin.number, document.pk, document.filename])
