"""A text box that finds rows while one types, for tables too long for a list; without script it asks back."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse_lazy


class Offer(NamedTuple):
    """One row on offer: the value that names it, its words, and what tells it from others of the name."""

    value: str
    label: str
    note: str


Offers = Callable[[str], list[Offer]]


class Finder(forms.TextInput):
    """
    A text box whose finds stand below it as radio buttons, brought by htmx or by the form's own answer.

    What is chosen counts only while the text is the one that it was found for: whoever types on means
    something else.
    """

    template_name = "krds/forms/finder.html"

    def __init__(self, *, address: str, offers: Offers, attrs: dict[str, Any] | None = None) -> None:
        """Take the name of the address that answers to `q` and `field`, and what gives the same here."""
        super().__init__(attrs)
        self.address = reverse_lazy(address)
        self.offers = offers

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        """Give the chosen row's value, or else the text."""
        text = (data.get(name) or "").strip()
        chosen, sought = data.get(f"{name}-chosen"), (data.get(f"{name}-sought") or "").strip()
        return chosen if chosen and text == sought else data.get(name)

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        """Show a chosen row by its words, and a text that was not enough with what it may mean."""
        context = super().get_context(name, value, attrs)
        said = str(value or "")
        offers = self.offers(said) if said else []
        chosen = next((offer for offer in offers if offer.value == said), None)
        if chosen:
            context["widget"]["value"], offers = chosen.label, [chosen]
        context["widget"]["attrs"]["autocomplete"] = "off"
        context["address"] = self.address
        context |= {"offers": offers, "chosen": said if chosen else "", "field": name}
        context["sought"] = context["widget"]["value"] or ""
        return context


def finds(request: HttpRequest, offers: Offers) -> HttpResponse:
    """Answer a Finder's question `q` with the radio buttons of what was found, named after its `field`."""
    field = request.GET.get("field", "")[:60]
    # The box sends its own text under its own name.
    text = (request.GET.get(field) or request.GET.get("q") or "").strip()[:200]
    found = offers(text) if len(text) > 1 else []
    context = {"offers": found, "field": field, "sought": text, "chosen": "", "asked": len(text) > 1}
    return render(request, "krds/forms/finds.html", context)
