"""What a person types at the newsroom's desk."""

from __future__ import annotations

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from naru.newsroom.rules.words import LinkStanding


class LanguageForm(forms.Form):
    """Into which language a bulletin is to be translated."""

    language = forms.ChoiceField(label=_("Language"), choices=settings.LANGUAGES)


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
