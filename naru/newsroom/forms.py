"""What a person types at the newsroom's desk."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from naru.newsroom.rules.reports import FIRST_YEAR, LAST_YEAR
from naru.newsroom.rules.reports import LANGUAGES as REPORT_LANGUAGES
from naru.newsroom.rules.words import LinkStanding


class LanguageForm(forms.Form):
    """Into which language a bulletin is to be translated."""

    language = forms.ChoiceField(label=_("Language"), choices=settings.LANGUAGES)


class YearForm(forms.Form):
    """Of which year a report is begun."""

    year = forms.IntegerField(label=_("Year"), min_value=FIRST_YEAR, max_value=LAST_YEAR)


class ReportForm(forms.Form):
    """A report's title and introduction in every language."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for code, name in settings.LANGUAGES:
            wanted = code in REPORT_LANGUAGES
            help_text = _("Needed before the report is published.") if wanted else ""
            self.fields[f"title_{code}"] = forms.CharField(
                label=_("Title: %(language)s") % {"language": name},
                max_length=200,
                required=False,
                help_text=help_text,
                widget=forms.TextInput(attrs={"lang": code}),
            )
            self.fields[f"introduction_{code}"] = forms.CharField(
                label=_("Introduction: %(language)s") % {"language": name},
                max_length=6000,
                required=False,
                widget=forms.Textarea(attrs={"rows": 5, "lang": code}),
            )

    def told(self, part: str) -> dict[str, str]:
        """Give the texts of a part (title, introduction) by language."""
        return {code: self.cleaned_data[f"{part}_{code}"] for code, _name in settings.LANGUAGES}


class SectionForm(forms.Form):
    """A section's title: Korean and English are enough, others may be added."""

    ko = forms.CharField(
        label=_("Title in Korean"), max_length=200, widget=forms.TextInput(attrs={"lang": "ko"})
    )
    en = forms.CharField(
        label=_("Title in English"), max_length=200, widget=forms.TextInput(attrs={"lang": "en"})
    )


class DecisionForm(forms.Form):
    """How a suggested link is decided."""

    to = forms.ChoiceField(label=_("Decision"), choices=LinkStanding.choices)


class AddLinkForm(forms.Form):
    """What else a bulletin tells of: a kind and a name or title to look for."""

    kind = forms.ChoiceField(
        label=_("Kind"),
        choices=[
            ("organisation", _("Organisation")),
            ("person", _("Person")),
            ("place", _("Place")),
            ("country", _("Country")),
            ("activity", _("Activity")),
        ],
    )
    q = forms.CharField(label=_("Name or title"), max_length=100)
