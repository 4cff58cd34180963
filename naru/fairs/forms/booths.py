"""The forms of booths: exhibitors, rosters, devices, targets, materials, visitors, leads, consultations."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.utils.functional import lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from naru.activities.forms.fields import day_field
from naru.directory.forms.choosing import CountryField, OrganisationField
from naru.fairs.models import Exhibitor, Fair, Lead
from naru.fairs.rules.consultations import Outcome, Topic
from naru.fairs.rules.exhibitors import BoothRole
from naru.fairs.rules.fairs import Counts, Stage, days
from naru.fairs.rules.invitations import LARGEST
from naru.fairs.rules.visitors import Purpose
from naru.krds.formats.words import day

TEXT = forms.Textarea(attrs={"rows": 3})


class ExhibitorField(forms.ModelChoiceField):
    """One of a fair's exhibitors."""

    def label_from_instance(self, obj: Any) -> str:
        """Say booth and name."""
        return f"{obj.booth} {obj.organisation}"


def _languages() -> list[tuple[str, Any]]:
    return [("", _("Not known")), *settings.LANGUAGES]


LANGUAGES = lazy(_languages, list)


class SetUpForm(forms.Form):
    """The word under which a fair's figures are kept over the years."""

    series = forms.SlugField(
        label=gettext_lazy("Series of fairs"),
        max_length=40,
        required=False,
        help_text=gettext_lazy("The same word every year, such as kitf, so that the years can be compared."),
    )


class ExhibitForm(forms.Form):
    """Which organisation gets which booth."""

    organisation = OrganisationField(label=gettext_lazy("Organisation"))
    booth = forms.CharField(label=gettext_lazy("Booth"), max_length=20)
    note_text = forms.CharField(label=gettext_lazy("Note"), max_length=300, required=False)


class MoveForm(forms.Form):
    """Where a booth stands."""

    booth = forms.CharField(label=gettext_lazy("Booth"), max_length=20)
    note_text = forms.CharField(label=gettext_lazy("Note"), max_length=300, required=False)


class MemberForm(forms.Form):
    """Somebody on the roster."""

    name = forms.CharField(label=gettext_lazy("Name"), max_length=120)
    role = forms.ChoiceField(label=gettext_lazy("As"), choices=BoothRole.choices)
    languages = forms.MultipleChoiceField(
        label=gettext_lazy("Languages"),
        choices=settings.LANGUAGES,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    phone = forms.CharField(label=gettext_lazy("Telephone"), max_length=40, required=False)


class DeviceForm(forms.Form):
    """A device of a booth, or of the entrance."""

    label = forms.CharField(
        label=gettext_lazy("Name of the device"),
        max_length=80,
        help_text=gettext_lazy("What is written on it, or whose it is."),
    )
    exhibitor = ExhibitorField(
        Exhibitor.objects.none(),
        label=gettext_lazy("Booth"),
        required=False,
        empty_label=gettext_lazy("Entrance (counts only)"),
    )

    def __init__(self, *args: Any, exhibitors: Any, office: bool, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["exhibitor"].queryset = exhibitors  # type: ignore[attr-defined]
        self.fields["exhibitor"].required = not office


class TargetForm(forms.Form):
    """How many are wanted on a day."""

    day = forms.ChoiceField(label=gettext_lazy("Day"))
    counts = forms.ChoiceField(label=gettext_lazy("What is counted"), choices=Counts.choices)
    exhibitor = ExhibitorField(
        Exhibitor.objects.none(),
        label=gettext_lazy("Booth"),
        required=False,
        empty_label=gettext_lazy("All together"),
    )
    wanted = forms.IntegerField(label=gettext_lazy("Target"), min_value=0, max_value=1_000_000)

    def __init__(self, *args: Any, days: list[tuple[str, str]], exhibitors: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["day"].choices = days  # type: ignore[attr-defined]
        self.fields["exhibitor"].queryset = exhibitors  # type: ignore[attr-defined]


class HeadsForm(forms.Form):
    """Heads that were counted on paper."""

    heads = forms.IntegerField(label=gettext_lazy("Heads"), min_value=1, max_value=100_000)
    day = forms.ChoiceField(label=gettext_lazy("Day"))
    hour = forms.IntegerField(
        label=gettext_lazy("Hour"),
        min_value=0,
        max_value=23,
        help_text=gettext_lazy("In which hour of the hall’s time they were counted, such as 14."),
    )
    exhibitor = ExhibitorField(
        Exhibitor.objects.none(),
        label=gettext_lazy("Booth"),
        required=False,
        empty_label=pgettext_lazy("heads", "Entrance"),
    )

    def __init__(
        self, *args: Any, days: list[tuple[str, str]], exhibitors: Any, office: bool, **options: Any
    ) -> None:
        super().__init__(*args, **options)
        self.fields["day"].choices = days  # type: ignore[attr-defined]
        self.fields["exhibitor"].queryset = exhibitors  # type: ignore[attr-defined]
        self.fields["exhibitor"].required = not office


class MaterialForm(forms.Form):
    """One thing on the shipment list."""

    name = forms.CharField(label=gettext_lazy("What"), max_length=200)
    language = forms.ChoiceField(label=gettext_lazy("Language"), choices=LANGUAGES, required=False)
    wanted = forms.IntegerField(label=gettext_lazy("Pieces wanted"), min_value=1, max_value=10_000_000)
    exhibitor = ExhibitorField(
        Exhibitor.objects.none(),
        label=gettext_lazy("Booth"),
        required=False,
        empty_label=gettext_lazy("The office"),
    )
    note_text = forms.CharField(label=gettext_lazy("Note"), max_length=300, required=False)

    def __init__(self, *args: Any, exhibitors: Any, office: bool, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["exhibitor"].queryset = exhibitors  # type: ignore[attr-defined]
        self.fields["exhibitor"].required = not office


class PiecesForm(forms.Form):
    """How many pieces were counted at a stage."""

    stage = forms.ChoiceField(choices=Stage.choices)
    pieces = forms.IntegerField(min_value=0, max_value=10_000_000)


class ConsentForm(forms.Form):
    """The words of the consent, in every language of the site."""

    def __init__(self, *args: Any, texts: dict[str, str], **options: Any) -> None:
        super().__init__(*args, **options)
        for code, name in settings.LANGUAGES:
            self.fields[code] = forms.CharField(
                label=name,
                max_length=8_000,
                required=code in {"ko", "en"},
                initial=texts.get(code, ""),
                widget=forms.Textarea(attrs={"rows": 6, "lang": code}),
            )


class VisitorForm(forms.Form):
    """A visitor's own words, and what they agree to."""

    name = forms.CharField(label=gettext_lazy("Name"), max_length=120)
    affiliation = forms.CharField(
        label=gettext_lazy("Clinic, agency or company"), max_length=160, required=False
    )
    email = forms.EmailField(label=gettext_lazy("E-mail"), required=False)
    phone = forms.CharField(label=gettext_lazy("Telephone"), max_length=40, required=False)
    country = CountryField(label=gettext_lazy("Country"), required=False)
    interest = forms.CharField(
        label=gettext_lazy("What are you interested in?"), max_length=300, required=False
    )
    agreed = forms.MultipleChoiceField(
        label=gettext_lazy("I agree that"),
        choices=Purpose.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("Each is up to you; the badge works without any of them."),
    )


class DeskVisitorForm(VisitorForm):
    """A visitor registered at the desk, in their language."""

    language = forms.ChoiceField(label=gettext_lazy("Visitor’s language"), choices=settings.LANGUAGES)


class LeadForm(forms.Form):
    """What is known of somebody met at a booth."""

    name = forms.CharField(label=gettext_lazy("Name"), max_length=120, required=False)
    contact = forms.CharField(label=gettext_lazy("Telephone or e-mail"), max_length=200, required=False)
    language = forms.ChoiceField(label=gettext_lazy("Language"), choices=LANGUAGES, required=False)
    note = forms.CharField(label=gettext_lazy("Note"), max_length=4_000, widget=TEXT, required=False)
    rating = forms.TypedChoiceField(
        label=gettext_lazy("Rating"),
        choices=[("", gettext_lazy("Not rated")), *((number, str(number)) for number in range(1, 6))],
        coerce=int,
        empty_value=None,
        required=False,
    )
    tags = forms.CharField(label=gettext_lazy("Tags, with commas between"), max_length=400, required=False)
    wish = forms.CharField(label=gettext_lazy("Wish"), max_length=2_000, required=False)
    owner = forms.ModelChoiceField(
        Exhibitor.objects.none(),
        label=gettext_lazy("Owner"),
        required=False,
        empty_label=gettext_lazy("Nobody yet"),
    )
    next_step = forms.CharField(label=gettext_lazy("Next step"), max_length=300, required=False)
    next_on = day_field(gettext_lazy("By when"), required=False)
    agreed = forms.BooleanField(label=gettext_lazy("Agreed to be contacted"), required=False)

    def __init__(self, *args: Any, exhibitor: Exhibitor, lead: Lead | None = None, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["owner"].queryset = exhibitor.members.standing()  # type: ignore[attr-defined]
        if lead is not None:
            del self.fields["agreed"]
            if lead.visitor_id:
                del self.fields["name"], self.fields["contact"]
            said = lead.said()
            self.initial = {**said, "tags": ", ".join(said["tags"]), "owner": lead.owner_id}

    def clean_tags(self) -> list[str]:
        """Split the tags."""
        words = [word.strip()[:40] for word in self.cleaned_data["tags"].split(",")]
        return [word for word in dict.fromkeys(words) if word][:20]

    def said(self) -> dict[str, Any]:
        """Give the fields as the rules hold them."""
        told = {name: value for name, value in self.cleaned_data.items() if name != "agreed"}
        told["owner"] = told["owner"].pk if told.get("owner") else None
        told["next_on"] = told["next_on"].isoformat() if told.get("next_on") else ""
        return told


class ConsultationForm(forms.Form):
    """A talk: both sides, interpreter, language, topic, outcome."""

    our_side = forms.CharField(label=gettext_lazy("For the exhibitor"), max_length=200, required=False)
    their_side = forms.CharField(label=gettext_lazy("With whom"), max_length=200, required=False)
    organisation = OrganisationField(label=gettext_lazy("Their organisation"), required=False)
    interpreter = forms.CharField(label=gettext_lazy("Interpreter"), max_length=120, required=False)
    language = forms.ChoiceField(label=gettext_lazy("Language"), choices=LANGUAGES, required=False)
    topic = forms.ChoiceField(
        label=gettext_lazy("Topic"), choices=[("", gettext_lazy("Not known")), *Topic.choices], required=False
    )
    outcome = forms.ChoiceField(
        label=gettext_lazy("Outcome"),
        choices=[("", gettext_lazy("Not known")), *Outcome.choices],
        required=False,
    )
    note = forms.CharField(label=gettext_lazy("Note"), max_length=4_000, widget=TEXT, required=False)


class LogForm(ConsultationForm):
    """A talk of one of a fair's booths."""

    exhibitor = ExhibitorField(Exhibitor.objects.none(), label=gettext_lazy("Booth"))
    field_order = ("exhibitor",)

    def __init__(self, *args: Any, exhibitors: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["exhibitor"].queryset = exhibitors  # type: ignore[attr-defined]
        if len(found := list(exhibitors[:2])) == 1:
            self.initial.setdefault("exhibitor", found[0].pk)


class InvitationForm(forms.Form):
    """A calendar invitation for one of a fair's booths."""

    exhibitor = ExhibitorField(Exhibitor.objects.none(), label=gettext_lazy("Booth"))
    file = forms.FileField(
        label=gettext_lazy("Invitation (.ics) or saved message (.eml)"),
        help_text=gettext_lazy(
            "It becomes a draft in the log. The same invitation again changes that draft."
        ),
        widget=forms.ClearableFileInput(attrs={"accept": ".ics,.eml,text/calendar,message/rfc822"}),
    )

    def __init__(self, *args: Any, exhibitors: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["exhibitor"].queryset = exhibitors  # type: ignore[attr-defined]
        if len(found := list(exhibitors[:2])) == 1:
            self.initial.setdefault("exhibitor", found[0].pk)

    def clean_file(self) -> Any:
        """Refuse what is too large before it is read."""
        file = self.cleaned_data["file"]
        if file.size > LARGEST:
            raise forms.ValidationError(_("The file is larger than 1 MB."))
        return file


def days_of(fair: Fair) -> list[tuple[str, str]]:
    """Give the fair's days as choices."""
    held = fair.days
    return [(one.isoformat(), day(one)) for one in days(*held)] if held else []
