"""A text box that finds rows while one types, for tables too long for a list; without script it asks back."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

from django import forms
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse_lazy
from django.utils.translation import gettext as _

from naru.krds.readable import whole


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


OFFERED = 8
"""How many rows are offered to choose from."""


class SearchedField(forms.CharField):
    """A row of a table that can be searched, found while one types its words, or by `#` and its number."""

    address = ""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=300, widget=Finder(address=self.address, offers=self.offers), **kwargs)
        self.among: QuerySet[Any] | None = None

    def choose_among(self, rows: QuerySet[Any]) -> None:
        """Take the rows that may be found in this form."""
        self.among = rows
        self.widget.offers = self.offers  # type: ignore[attr-defined]

    def rows(self) -> Any:
        """Give the rows that may be found."""
        raise NotImplementedError

    def note(self, row: Any) -> str:
        """Say what tells a row from another of the same words."""
        return ""

    def _found(self, text: str) -> list[Any]:
        rows = self.rows() if self.among is None else self.among
        if text.startswith("#") and (pk := whole(text[1:])) is not None:
            return list(rows.filter(pk=pk))
        return list(rows.search(text)[:OFFERED])

    def offers(self, text: str) -> list[Offer]:
        """Give the rows that a text may mean, or the one that `#` and a number name."""
        return [Offer(f"#{row.pk}", str(row), self.note(row)) for row in self._found(text)]

    def prepare_value(self, value: Any) -> Any:
        """Name a row by its number; the box shows its words."""
        pk = getattr(value, "pk", value)
        return f"#{pk}" if isinstance(pk, int) else value

    def clean(self, value: Any) -> Any:
        """
        Find the row.

        :raises ValidationError: where the words leave it open, or nothing has them
        """
        text = super().clean(value)
        if not text:
            return None
        found = self._found(text)
        exact = [row for row in found if str(row).casefold() == text.casefold()]
        if len(found) == 1 or len(exact) == 1:
            return (exact or found)[0]
        if found:
            raise forms.ValidationError(_("Several answer to “%(text)s”. Choose one.") % {"text": text})
        raise forms.ValidationError(_("“%(text)s” was not found.") % {"text": text})


def finds(request: HttpRequest, offers: Offers) -> HttpResponse:
    """Answer a Finder's question `q` with the radio buttons of what was found, named after its `field`."""
    field = request.GET.get("field", "")[:60]
    # The box sends its own text under its own name.
    text = (request.GET.get(field) or request.GET.get("q") or "").strip()[:200]
    found = offers(text) if len(text) > 1 else []
    context = {"offers": found, "field": field, "sought": text, "chosen": "", "asked": len(text) > 1}
    return render(request, "krds/forms/finds.html", context)
