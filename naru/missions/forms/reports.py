"""What a person adds to the report of a day."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from naru.missions.queries.daily import Daily
from naru.missions.rules.mds.facts import Relation
from naru.missions.rules.mds.items import HEAD, ITEMS, Split

HEADINGS = {
    "organisation": "a",
    "team": "b",
    "contact": "d",
    "phone": "e",
    "email": "f",
    "state": "j",
    "city": "k",
    "village": "l",
    "facility": "m",
}
NUMBERS = {"beds": "r", "empty_beds": "s", "empty_intensive": "t"}
TYPES = tuple((letter, HEAD[letter]) for letter in ("c1", "c2", "c3", "c4", "c5"))
ANSWERS = (
    ("", pgettext_lazy("MDS", "As counted")),
    ("yes", pgettext_lazy("MDS", "Yes")),
    ("no", pgettext_lazy("MDS", "No")),
)


class DayForm(forms.Form):
    """The head of the form, the relation to an event, additional items, and items 51 to 65."""

    def __init__(self, *args: Any, daily: Daily, confidential: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kept = {int(no): yes for no, yes in (daily.added.answers if daily.added else {}).items()}
        self.hidden = [item.no for item in ITEMS if item.confidential and not confidential]
        added = daily.added
        for name, letter in HEADINGS.items():
            self.fields[name] = forms.CharField(
                label=HEAD[letter], required=False, max_length=200, initial=getattr(daily.heading, name)
            )
        self.fields["kind"] = forms.ChoiceField(
            label=_("Type of team"), choices=TYPES, initial=daily.heading.kind
        )
        for name, letter in NUMBERS.items():
            self.fields[name] = forms.IntegerField(
                label=HEAD[letter],
                required=False,
                min_value=0,
                max_value=10_000,
                initial=getattr(daily.heading, name),
            )
        self.fields["relation"] = forms.ChoiceField(
            label=_("How the visits stand to an event"),
            choices=Relation.choices,
            initial=added.relation if added else Relation.NONE,
        )
        for no in range(19, 23):
            self.fields[f"additional_{no}"] = forms.CharField(
                label=_("Codes of additional item {number}").format(number=no),
                required=False,
                max_length=300,
                initial=(added.additional if added else {}).get(str(no), ""),
                help_text=_("ICD-10 codes that the authority asked for, such as A90 B50-B54.")
                if no == 19
                else "",
            )
        for item in ITEMS:
            if item.split == Split.FLAG and item.no not in self.hidden:
                told = self.kept.get(item.no)
                self.fields[f"item_{item.no}"] = forms.ChoiceField(
                    label=f"{item.no}. {item.name}",
                    choices=ANSWERS,
                    required=False,
                    initial="" if told is None else ("yes" if told else "no"),
                )
        self.fields["remarks"] = forms.CharField(
            label=_("Remarks"),
            required=False,
            max_length=4000,
            widget=forms.Textarea(attrs={"rows": 4}),
            initial=added.remarks if added else "",
        )

    def told(self) -> dict[str, Any]:
        """Give what was told as the action takes it; answers that the person may not see stay as they were."""
        given = self.cleaned_data
        answers = {
            int(name.removeprefix("item_")): value == "yes"
            for name, value in given.items()
            if name.startswith("item_") and value
        }
        answers |= {no: yes for no, yes in self.kept.items() if no in self.hidden}
        return {
            "answers": answers,
            "heading": {name: given[name] for name in (*HEADINGS, "kind", *NUMBERS)},
            "additional": {no: given[f"additional_{no}"] for no in range(19, 23)},
            "relation": given["relation"],
            "remarks": given["remarks"],
        }
