"""The forms of programme years, projects, and copying from another year."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from naru.activities.forms.activities import RUNNERS
from naru.activities.models import ProgrammeYear, Project
from naru.directory.models import Account


class YearForm(forms.Form):
    """A programme year, its note and its approved budget."""

    year = forms.IntegerField(label=gettext_lazy("Year"), min_value=2000, max_value=2100)
    budget_krw = forms.IntegerField(
        label=gettext_lazy("Approved budget (KRW)"), min_value=0, max_value=10**15, required=False
    )
    note_text = forms.CharField(
        label=gettext_lazy("Note"), required=False, widget=forms.Textarea(attrs={"rows": 3})
    )

    def __init__(self, *args: Any, row: ProgrammeYear | None = None, **options: Any) -> None:
        super().__init__(*args, **options)
        self.row = row
        if row:
            del self.fields["year"]

    def clean_year(self) -> int:
        """
        Check that the year is new.

        :raises ValidationError: if it exists already
        """
        year: int = self.cleaned_data["year"]
        if ProgrammeYear.objects.filter(pk=year).exists():
            raise forms.ValidationError(_("This programme year exists already."))
        return year


class ProjectForm(forms.Form):
    """A project: its line of work, titles, summaries and officer."""

    line = forms.SlugField(
        label=gettext_lazy("Line of work"),
        max_length=40,
        help_text=gettext_lazy("One short Latin word that stays the same every year, such as “fairs”."),
    )
    title_ko = forms.CharField(label=gettext_lazy("Title in Korean"), max_length=200, required=False)
    title_en = forms.CharField(label=gettext_lazy("Title in English"), max_length=200, required=False)
    summary_ko = forms.CharField(
        label=gettext_lazy("Summary in Korean"), required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    summary_en = forms.CharField(
        label=gettext_lazy("Summary in English"), required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    officer = forms.ModelChoiceField(
        Account.objects.none(), label=gettext_lazy("Responsible officer"), required=False
    )

    def __init__(
        self, *args: Any, on: date, year: ProgrammeYear, project: Project | None = None, **options: Any
    ) -> None:
        super().__init__(*args, **options)
        self.year, self.project = year, project
        self.fields["officer"].queryset = Account.objects.holding(*RUNNERS, on=on)  # type: ignore[attr-defined]
        if project:
            del self.fields["line"]

    def clean_line(self) -> str:
        """
        Check that the line has no project in the year yet.

        :raises ValidationError: if it has
        """
        line: str = self.cleaned_data["line"]
        if Project.objects.filter(year=self.year, line=line).exists():
            raise forms.ValidationError(_("This line of work has a project in that year already."))
        return line

    def clean(self) -> dict[str, Any]:
        """Check that there is a title."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if not (cleaned.get("title_ko") or cleaned.get("title_en")):
            self.add_error("title_ko", _("Give a title in Korean or in English."))
        return cleaned
