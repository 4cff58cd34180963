"""The forms of an agreement, its parties, its days and its papers."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.conf import settings
from django.utils.functional import lazy
from django.utils.translation import get_language, gettext_lazy, pgettext_lazy
from django.utils.translation import gettext as _

from naru.activities.forms.fields import OTHER_LANGUAGES, PlaceField, day_field
from naru.activities.models import Activity
from naru.activities.rules.words import Known
from naru.agreements.models import Agreement
from naru.agreements.rules.standing import DAY
from naru.agreements.rules.words import Kind, PaperKind, Side
from naru.directory.forms.choosing import OrganisationField
from naru.directory.models import Account
from naru.directory.rules.accounts import Role
from naru.krds.formats import words
from naru.krds.forms import Unmoved

RUNNERS = (Role.OFFICER, Role.HEAD)
"""Who keeps agreements."""
LARGEST = 30 * 1024 * 1024
"""The largest file taken, in bytes."""
WRITTEN = (
    "kind",
    "title_ko",
    "title_en",
    "summary_ko",
    "summary_en",
    "activity",
    "officer",
    "languages",
    "place",
    "source",
    "remark",
)
"""What the form writes of an agreement itself."""
TONGUES = ("ko", "en", "ru", "mn", "vi", "zh", "kk", "uz", "ky", "id", "ar", "ja")
"""The languages that a text may be signed in."""


def tongues() -> list[tuple[str, str]]:
    """Give the languages of a text by their names in the reader's language."""
    names = words.locale(get_language()).languages
    return [(code, names.get(code, code)) for code in TONGUES]


class ActivityChoice(forms.ModelChoiceField):
    """An activity, offered with its year."""

    def label_from_instance(self, obj: Activity) -> str:
        """Write the year before the title."""
        return f"{obj.project.year_id} · {obj.title}"


class AgreementForm(Unmoved):
    """What is written about an agreement."""

    kind = forms.ChoiceField(label=gettext_lazy("Kind"), choices=Kind.choices)
    title_ko = forms.CharField(label=gettext_lazy("Title in Korean"), max_length=200, required=False)
    title_en = forms.CharField(label=gettext_lazy("Title in English"), max_length=200, required=False)
    summary_ko = forms.CharField(
        label=gettext_lazy("What both sides want with it, in Korean"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    summary_en = forms.CharField(
        label=gettext_lazy("What both sides want with it, in English"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    languages = forms.MultipleChoiceField(
        label=gettext_lazy("Languages of the text"),
        choices=lazy(tongues, list),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    activity = ActivityChoice(
        Activity.objects.none(),
        label=gettext_lazy("Came from"),
        required=False,
        help_text=gettext_lazy("The fair, visit or forum at which it was agreed."),
    )
    place = PlaceField(label=gettext_lazy("Signed at"), required=False)
    officer = forms.ModelChoiceField(
        Account.objects.none(),
        label=gettext_lazy("Responsible officer"),
        required=False,
        help_text=gettext_lazy("Gets the reminders of ends, obligations and reports."),
    )
    source = forms.CharField(
        label=gettext_lazy("According to"),
        max_length=200,
        required=False,
        help_text=gettext_lazy(
            "The document that says so, where it was signed before this register was kept."
        ),
    )
    remark = forms.CharField(
        label=gettext_lazy("Note"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("Only the office sees it."),
    )

    def __init__(
        self, *args: Any, account: Any, on: date, agreement: Agreement | None = None, **options: Any
    ) -> None:
        super().__init__(*args, **options)
        officers = Account.objects.holding(*RUNNERS, on=on)
        if agreement and agreement.officer_id:
            officers = officers | Account.objects.filter(pk=agreement.officer_id)
        self.fields["officer"].queryset = officers.distinct()  # type: ignore[attr-defined]
        activities = Activity.objects.visible_to(account).current().select_related("project")
        self.fields["activity"].queryset = activities.order_by("-starts_on", "pk")  # type: ignore[attr-defined]
        if agreement:
            self.watch()

    def clean(self) -> dict[str, Any]:
        """Check that there is a title."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if not (cleaned.get("title_ko") or cleaned.get("title_en")):
            self.add_error("title_ko", _("Give a title in Korean or in English."))
        return cleaned

    def written(self) -> dict[str, Any]:
        """Give what the form says of the agreement itself, for the action."""
        return {name: self.cleaned_data[name] for name in WRITTEN}


def first_words(agreement: Agreement) -> dict[str, Any]:
    """Give what the form shows of an agreement before anybody types."""
    return {name: getattr(agreement, name) for name in WRITTEN}


class LanguagesForm(forms.Form):
    """Title and purpose in the languages beside Korean and English."""

    def __init__(self, *args: Any, agreement: Agreement, **options: Any) -> None:
        super().__init__(*args, **options)
        for code, tongue in OTHER_LANGUAGES.items():
            texts = agreement.translations.get(code, {})
            self.fields[f"title_{code}"] = forms.CharField(
                label=f"{_('Title')} · {tongue}",
                required=False,
                max_length=200,
                initial=texts.get("title", ""),
                widget=forms.TextInput({"lang": code}),
            )
            self.fields[f"summary_{code}"] = forms.CharField(
                label=f"{_('What both sides want with it')} · {tongue}",
                required=False,
                initial=texts.get("summary", ""),
                widget=forms.Textarea({"rows": 3, "lang": code}),
            )

    def translations(self) -> dict[str, dict[str, str]]:
        """Give the texts by language, empty ones left out."""
        found: dict[str, dict[str, str]] = {}
        for code in OTHER_LANGUAGES:
            texts = {name: self.cleaned_data[f"{name}_{code}"].strip() for name in ("title", "summary")}
            if kept := {name: text for name, text in texts.items() if text}:
                found[code] = kept
        return found


class PartyForm(forms.Form):
    """An organisation that is a party, who signs for it, and where it is written to."""

    organisation = OrganisationField(label=gettext_lazy("Organisation"))
    side = forms.ChoiceField(label=gettext_lazy("Side"), choices=Side.choices, initial=Side.THEIRS)
    signer_name = forms.CharField(label=gettext_lazy("Name of who signs"), max_length=200, required=False)
    signer_post = forms.CharField(
        label=gettext_lazy("Post of who signs"),
        max_length=200,
        required=False,
        help_text=gettext_lazy("As it is on the day of the signing."),
    )
    email = forms.EmailField(
        label=gettext_lazy("E-mail for letters"),
        required=False,
        help_text=gettext_lazy("Reminders and the question whether to renew go there."),
    )
    language = forms.ChoiceField(
        label=gettext_lazy("Language of letters"),
        choices=[("", gettext_lazy("As usual in its country")), *settings.LANGUAGES],
        required=False,
    )


class SignForm(forms.Form):
    """The day of the signing, and the term."""

    signed_on = day_field(gettext_lazy("Signed on"))
    known = forms.ChoiceField(label=gettext_lazy("Days known"), choices=Known.choices, initial=Known.DAY)
    place = PlaceField(label=gettext_lazy("Signed at"), required=False)
    starts_on = day_field(
        gettext_lazy("In force from"),
        required=False,
        help_text=gettext_lazy("Left empty, from the day of the signing."),
    )
    last_day = day_field(
        gettext_lazy("Last day of the term"),
        required=False,
        help_text=gettext_lazy("Left empty, no end was agreed."),
    )

    def term(self) -> dict[str, Any]:
        """Give the days as the action takes them: the end exclusive."""
        values = dict(self.cleaned_data)
        last = values.pop("last_day")
        return values | {"ends_on": last + DAY if last else None}


class BackForm(forms.Form):
    """What is to be mended in a draft."""

    because = forms.CharField(
        label=gettext_lazy("What is to be mended"), widget=forms.Textarea(attrs={"rows": 3})
    )


class TerminateForm(forms.Form):
    """Why an agreement is terminated, and as of which day."""

    terminated_on = day_field(
        gettext_lazy("First day on which it no longer binds"),
        help_text=gettext_lazy("It may lie ahead, where a notice runs."),
    )
    because = forms.CharField(label=gettext_lazy("Reason"), widget=forms.Textarea(attrs={"rows": 3}))


class PaperForm(forms.Form):
    """A scan or another file to keep."""

    file = forms.FileField(label=gettext_lazy("File"), help_text=gettext_lazy("At most 30 MB."))
    title = forms.CharField(
        label=gettext_lazy("Title"),
        max_length=200,
        required=False,
        help_text=gettext_lazy("Left empty, it is the name of the file."),
    )
    kind = forms.ChoiceField(label=gettext_lazy("Kind"), choices=PaperKind.choices)
    language = forms.ChoiceField(
        label=pgettext_lazy("agreement", "Language"),
        choices=lazy(lambda: [("", "–"), *tongues()], list),
        required=False,
    )

    def clean_file(self) -> Any:
        """
        Check the size.

        :raises ValidationError: if the file is larger than 30 MB
        """
        return small_enough(self.cleaned_data["file"])


def small_enough(file: Any) -> Any:
    """
    Let a file pass that is not too large.

    :raises ValidationError: if it is larger than 30 MB
    """
    if file and file.size > LARGEST:
        raise forms.ValidationError(_("This file is larger than 30 MB."))
    return file
