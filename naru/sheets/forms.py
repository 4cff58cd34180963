"""What a person gives to bring a sheet in: one file."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from naru.sheets.rules.uploads import MOST_BYTES, why_not_take


class UploadForm(forms.Form):
    """One filled form or CSV file."""

    file = forms.FileField(
        label=_("Filled form"),
        help_text=_("Excel workbook (.xlsx) or CSV, up to %(most)s MB.")
        % {"most": MOST_BYTES // 1024 // 1024},
        allow_empty_file=True,
        widget=forms.FileInput(attrs={"accept": ".xlsx,.csv,.txt"}),
    )

    def clean_file(self) -> Any:
        """Refuse a file that is empty or too large before it is read."""
        file = self.cleaned_data["file"]
        if reason := why_not_take(file.size):
            raise forms.ValidationError(reason)
        return file
