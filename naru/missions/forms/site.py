"""The forms of a site's screens: a tablet, repairing what was kept aside, leaving it out."""

from __future__ import annotations

import json
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy


class TabletForm(forms.Form):
    """What a tablet is called."""

    label = forms.CharField(
        label=gettext_lazy("Name of the tablet"),
        max_length=80,
        help_text=gettext_lazy("As it stands on its back, such as Tablet 7."),
    )


class RepairForm(forms.Form):
    """An entry as somebody repaired it."""

    told = forms.CharField(
        label=gettext_lazy("The entry"),
        widget=forms.Textarea(attrs={"rows": 18, "spellcheck": "false"}),
        max_length=200_000,
        help_text=gettext_lazy("Change what is wrong and leave the rest. Its id and number are given anew."),
    )
    why = forms.CharField(label=gettext_lazy("What was repaired"), max_length=300, required=False)

    def clean_told(self) -> dict[str, Any]:
        """Read the entry."""
        try:
            told = json.loads(self.cleaned_data["told"])
        except (ValueError, RecursionError) as fault:
            line = getattr(fault, "lineno", None)
            raise forms.ValidationError(
                _("This is not JSON: look at line %(line)s.") % {"line": line}
                if line
                else _("This is not JSON.")
            ) from None
        if not isinstance(told, dict):
            raise forms.ValidationError(_("An entry must be an object with its fields."))
        return told


class DropForm(forms.Form):
    """Why something is left out."""

    why = forms.CharField(label=gettext_lazy("Why it is left out"), max_length=300)
