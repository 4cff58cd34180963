"""The forms before the departure: missions, sites, volunteers, shifts, medicines, lots, equipment, consignments."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from babel import Locale
from django import forms
from django.conf import settings
from django.utils.functional import lazy
from django.utils.translation import get_language, gettext_lazy, pgettext_lazy, to_locale
from django.utils.translation import gettext as _

from naru.directory.forms.choosing import FoundField, OrganisationField
from naru.directory.models import Person
from naru.krds.formats.words import day
from naru.missions.models import Medicine, Site, Volunteer
from naru.missions.rules.consignments import ProofKind
from naru.missions.rules.dosing import Allergy, Pregnancy
from naru.missions.rules.entries import Station
from naru.missions.rules.formulary import Form, Measure, Pictogram, Unit
from naru.missions.rules.missions import zones
from naru.missions.rules.volunteers import Profession, Vaccine, VolunteerRole

DAY = timedelta(days=1)
TEXT = forms.Textarea(attrs={"rows": 3})
SPOKEN = ("ko", "en", "mn", "ru", "zh", "vi", "kk", "ky", "uz", "km", "my", "bn", "sw", "ja", "es", "fr")
"""Languages that are offered for volunteers; a sheet may bring others."""
LARGEST_PAPER = 20 * 1024 * 1024
"""Bytes of the largest paper that is taken."""


def _spoken() -> list[tuple[str, str]]:
    names = Locale.parse(to_locale(get_language() or "ko")).languages
    return [(code, names.get(code, code)) for code in SPOKEN]


SPOKEN_LANGUAGES = lazy(_spoken, list)


class PersonField(FoundField):
    """A person of the directory."""

    address = "missions:find_people"

    def rows(self) -> Any:
        """Give the people who stand."""
        return Person.objects.all().standing().select_related("country")


class LastDayField(forms.DateField):
    """A last day as people write it; gives the day after, as the tables keep it."""

    def clean(self, value: Any) -> date | None:
        """Read the day and give the one after."""
        found = super().clean(value)
        return found + DAY if found else None


class TicksField(forms.MultipleChoiceField):
    """Several of a few, each with a tick."""

    def __init__(self, **options: Any) -> None:
        super().__init__(required=False, widget=forms.CheckboxSelectMultiple, **options)


class MissionForm(forms.Form):
    """What a mission asks of its volunteers, and where the group meets."""

    code = forms.CharField(
        label=gettext_lazy("Code"),
        max_length=12,
        help_text=gettext_lazy("Short, such as MN24: it stands on badges, lots and packages."),
    )
    vaccines = TicksField(label=gettext_lazy("Vaccinations asked for"), choices=Vaccine.choices)
    passport_months = forms.IntegerField(
        label=gettext_lazy("Months that a passport must still hold at the end"),
        min_value=0,
        max_value=24,
        initial=6,
    )
    rest_hours = forms.IntegerField(
        label=gettext_lazy("Hours of rest between two days’ shifts"), min_value=0, max_value=14, initial=8
    )
    meeting_point = forms.CharField(
        label=gettext_lazy("Where the group meets"), max_length=200, required=False
    )
    meets_at = forms.DateTimeField(
        label=gettext_lazy("When the group meets"), required=False, widget=forms.DateTimeInput
    )


class SiteForm(forms.Form):
    """A site: where it is, its zone, its days."""

    name = forms.CharField(label=gettext_lazy("Name"), max_length=120)
    letter = forms.CharField(
        label=gettext_lazy("Letter"),
        max_length=1,
        required=False,
        help_text=gettext_lazy("It begins the numbers of its residents. Empty for the next free one."),
    )
    zone = forms.CharField(
        label=gettext_lazy("Time zone"),
        max_length=60,
        help_text=gettext_lazy("By its name, such as Asia/Ulaanbaatar."),
    )
    starts_on = forms.DateField(label=gettext_lazy("First day"))
    ends_on = LastDayField(label=gettext_lazy("Last day"))

    def clean_zone(self) -> str:
        """Refuse a zone that nobody knows at its field."""
        zone: str = self.cleaned_data["zone"].strip()
        if zone not in zones():
            raise forms.ValidationError(_("There is no time zone of this name."))
        return zone


class TargetForm(forms.Form):
    """How many residents are wanted at a site on a day."""

    site = forms.ModelChoiceField(Site.objects.none(), label=gettext_lazy("Site"))
    day = forms.DateField(label=gettext_lazy("Day"))
    wanted = forms.IntegerField(label=gettext_lazy("Residents wanted"), min_value=0, max_value=100_000)

    def __init__(self, *args: Any, sites: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["site"].queryset = sites  # type: ignore[attr-defined]


class VolunteerForm(forms.Form):
    """Who joins, as what, and their papers."""

    person = PersonField(
        label=gettext_lazy("Person"),
        help_text=gettext_lazy(
            "Somebody of the directory. Enter new people there first, or bring a sheet in."
        ),
    )
    association = OrganisationField(label=gettext_lazy("Association"), required=False)
    profession = forms.ChoiceField(label=gettext_lazy("Profession"), choices=Profession.choices)
    roles = TicksField(label=gettext_lazy("Answers for"), choices=VolunteerRole.choices)
    licence = forms.CharField(
        label=gettext_lazy("Licence number"),
        max_length=60,
        required=False,
        help_text=gettext_lazy("Kept sealed. Empty leaves the one that is there."),
    )
    licence_expires_on = forms.DateField(label=gettext_lazy("Licence expires on"), required=False)
    passport_expires_on = forms.DateField(label=gettext_lazy("Passport expires on"), required=False)
    note = forms.CharField(label=gettext_lazy("Note"), max_length=300, required=False)

    def __init__(self, *args: Any, vaccines: list[str], row: Volunteer | None = None, **options: Any) -> None:
        super().__init__(*args, **options)
        labels = dict(Vaccine.choices)
        held = row.vaccinations if row else {}
        if row:
            del self.fields["person"]
        for name in dict.fromkeys([*vaccines, *held]):
            self.fields[f"given_{name}"] = forms.DateField(
                label=_("Vaccinated on: %(vaccine)s") % {"vaccine": labels.get(name, name)},
                required=False,
                initial=held.get(name),
            )

    def facts(self) -> dict[str, Any]:
        """Give what was typed as the action takes it."""
        told = dict(self.cleaned_data)
        given = {key: told.pop(key) for key in list(told) if key.startswith("given_")}
        told["vaccinations"] = {
            key.removeprefix("given_"): value.isoformat() for key, value in given.items() if value
        }
        return told


class VolunteerField(forms.ModelChoiceField):
    """One of a mission's volunteers."""

    def label_from_instance(self, obj: Any) -> str:
        """Say code, name and profession."""
        return f"{obj.code} {obj.person} · {obj.get_profession_display()}"


class ShiftForm(forms.Form):
    """Who stands where and when."""

    site = forms.ModelChoiceField(Site.objects.none(), label=gettext_lazy("Site"))
    day = forms.ChoiceField(label=gettext_lazy("Day"))
    station = forms.ChoiceField(label=gettext_lazy("Station"), choices=Station.choices)
    volunteer = VolunteerField(Volunteer.objects.none(), label=gettext_lazy("Volunteer"))
    starts = forms.TimeField(label=gettext_lazy("From"), initial="09:00")
    ends = forms.TimeField(label=gettext_lazy("Until"), initial="13:00")
    interprets = forms.BooleanField(label=gettext_lazy("As interpreter"), required=False)

    def __init__(self, *args: Any, sites: Any, volunteers: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["site"].queryset = sites  # type: ignore[attr-defined]
        self.fields["volunteer"].queryset = volunteers  # type: ignore[attr-defined]
        days = sorted({one for site in sites for one in days_of(site)})
        self.fields["day"].choices = [(one.isoformat(), day(one)) for one in days]  # type: ignore[attr-defined]

    def clean_day(self) -> date:
        """Read the day."""
        return date.fromisoformat(self.cleaned_data["day"])


def days_of(site: Site) -> list[date]:
    """Give the days of a site."""
    return [site.starts_on + DAY * place for place in range((site.ends_on - site.starts_on).days)]


class MedicineForm(forms.Form):
    """A medicine of the formulary."""

    code = forms.SlugField(label=gettext_lazy("Code"), max_length=12)
    name = forms.CharField(label=gettext_lazy("Generic name"), max_length=120)
    name_ko = forms.CharField(label=gettext_lazy("Name in Korean"), max_length=120, required=False)
    form = forms.ChoiceField(label=gettext_lazy("Form"), choices=Form.choices)
    strength = forms.CharField(label=gettext_lazy("Strength"), max_length=80, required=False)
    unit = forms.ChoiceField(
        label=gettext_lazy("Unit"), choices=Unit.choices, help_text=gettext_lazy("What the pharmacy counts.")
    )
    measure = forms.ChoiceField(
        label=gettext_lazy("Measure"),
        choices=Measure.choices,
        help_text=gettext_lazy("What a dose is counted in: a tablet, a mL, a drop."),
    )
    pack = forms.DecimalField(
        label=gettext_lazy("Measures in a unit"), max_digits=9, decimal_places=2, initial=1
    )
    mg = forms.DecimalField(
        label=gettext_lazy("mg in a measure"), max_digits=13, decimal_places=4, required=False
    )
    adult_mg = forms.DecimalField(
        label=gettext_lazy("Adult’s dose in mg"), max_digits=13, decimal_places=4, required=False
    )
    per_day = forms.IntegerField(label=gettext_lazy("Times a day"), min_value=1, max_value=24, initial=1)
    mg_per_kg = forms.DecimalField(
        label=gettext_lazy("mg per kg"), max_digits=13, decimal_places=4, required=False
    )
    child_per_day = forms.IntegerField(
        label=gettext_lazy("Times a day for children"), min_value=1, max_value=24, required=False
    )
    most_mg = forms.DecimalField(
        label=gettext_lazy("Highest dose in mg"), max_digits=13, decimal_places=4, required=False
    )
    most_day_mg = forms.DecimalField(
        label=gettext_lazy("Highest daily dose in mg"), max_digits=13, decimal_places=4, required=False
    )
    from_months = forms.IntegerField(
        label=gettext_lazy("From months of age"), min_value=0, max_value=1200, initial=0
    )
    days = forms.IntegerField(label=gettext_lazy("Usual days"), min_value=1, max_value=365, initial=5)
    allergy = TicksField(label=gettext_lazy("Allergy classes"), choices=Allergy.choices)
    pregnancy = forms.ChoiceField(label=gettext_lazy("In pregnancy"), choices=Pregnancy.choices)
    group = forms.SlugField(
        label=gettext_lazy("Works like"),
        max_length=40,
        required=False,
        help_text=gettext_lazy("One word for medicines that are not given together, such as nsaid."),
    )
    atc = forms.CharField(label=gettext_lazy("ATC code"), max_length=10, required=False)
    pictograms = TicksField(label=gettext_lazy("Pictures on the label"), choices=Pictogram.choices)


class MedicineField(forms.ModelChoiceField):
    """A medicine of the formulary."""

    def __init__(self, **options: Any) -> None:
        super().__init__(Medicine.objects.all().standing(), **options)


class LotForm(forms.Form):
    """A lot that is packed for a site."""

    site = forms.ModelChoiceField(Site.objects.none(), label=gettext_lazy("Site"))
    medicine = MedicineField(label=gettext_lazy("Medicine"))
    number = forms.CharField(label=gettext_lazy("Lot number"), max_length=40)
    expires_on = forms.DateField(label=gettext_lazy("Expires on"))
    packed = forms.IntegerField(label=gettext_lazy("Units packed"), min_value=1, max_value=10_000_000)
    box = forms.CharField(label=gettext_lazy("Box"), max_length=20, required=False)
    origin = forms.CharField(
        label=gettext_lazy("Made in"),
        max_length=2,
        required=False,
        help_text=gettext_lazy("The country by its two letters, such as KR."),
    )
    value = forms.IntegerField(
        label=gettext_lazy("Value of a unit, won"), min_value=0, max_value=1_000_000_000, required=False
    )
    note = forms.CharField(label=gettext_lazy("Note"), max_length=300, required=False)

    def __init__(self, *args: Any, sites: Any, row: Any = None, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["site"].queryset = sites  # type: ignore[attr-defined]
        if row is not None:
            del self.fields["site"], self.fields["medicine"]

    def clean_origin(self) -> str:
        """Write a country's letters large."""
        return str(self.cleaned_data["origin"]).upper()


class EquipmentForm(forms.Form):
    """One thing that is taken along."""

    name = forms.CharField(label=gettext_lazy("What"), max_length=200)
    serial = forms.CharField(label=gettext_lazy("Serial number"), max_length=80, required=False)
    wanted = forms.IntegerField(label=gettext_lazy("Pieces wanted"), min_value=1, max_value=1_000_000)
    site = forms.ModelChoiceField(Site.objects.none(), label=gettext_lazy("Site"), required=False)
    box = forms.CharField(label=gettext_lazy("Box"), max_length=20, required=False)
    value = forms.IntegerField(
        label=gettext_lazy("Value of a piece, won"), min_value=0, max_value=2_000_000_000, required=False
    )
    note = forms.CharField(label=gettext_lazy("Note"), max_length=300, required=False)

    def __init__(self, *args: Any, sites: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["site"].queryset = sites  # type: ignore[attr-defined]


class CountForm(forms.Form):
    """How many pieces were counted at a stage."""

    stage = forms.ChoiceField(
        choices=[("packed", gettext_lazy("Packed")), ("returned", gettext_lazy("Brought home"))]
    )
    pieces = forms.IntegerField(min_value=0, max_value=1_000_000)


class ConsignmentForm(forms.Form):
    """What a consignment is, to whom, and what for."""

    title = forms.CharField(label=gettext_lazy("Title"), max_length=200)
    partner = OrganisationField(label=gettext_lazy("Receiving partner"))
    contact = forms.CharField(label=gettext_lazy("Contact at the partner"), max_length=120, required=False)
    email = forms.EmailField(label=gettext_lazy("E-mail"), required=False)
    language = forms.ChoiceField(
        label=gettext_lazy("Language of letters"), choices=settings.LANGUAGES, initial="en"
    )
    requested_on = forms.DateField(label=gettext_lazy("Requested on"))
    wanted_on = forms.DateField(label=gettext_lazy("Wanted by"), required=False)
    site = forms.ModelChoiceField(
        Site.objects.none(),
        label=gettext_lazy("Goes to the site"),
        required=False,
        empty_label=gettext_lazy("On its own, without a mission"),
    )
    donors = forms.CharField(label=gettext_lazy("Donors"), max_length=300, required=False)
    purpose = forms.CharField(
        label=pgettext_lazy("consignment", "Purpose"), max_length=4_000, required=False, widget=TEXT
    )

    def __init__(self, *args: Any, sites: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["site"].queryset = sites  # type: ignore[attr-defined]

    def facts(self) -> dict[str, Any]:
        """Give what was typed as the action takes it: the mission is the site's."""
        told = dict(self.cleaned_data)
        return told | {"mission": told["site"].mission if told["site"] else None}


class ItemForm(forms.Form):
    """One line of what is asked for."""

    medicine = MedicineField(
        label=gettext_lazy("Medicine of the formulary"),
        required=False,
        empty_label=gettext_lazy("Something else"),
    )
    name = forms.CharField(label=gettext_lazy("What else"), max_length=200, required=False)
    name_en = forms.CharField(
        label=gettext_lazy("What, in English"),
        max_length=200,
        required=False,
        help_text=gettext_lazy("As customs shall read it."),
    )
    unit = forms.CharField(label=gettext_lazy("Unit"), max_length=40, required=False)
    wanted = forms.IntegerField(label=gettext_lazy("Wanted"), min_value=1, max_value=100_000_000)
    hs_code = forms.RegexField(
        r"^\d{4}(\.?\d{2}){0,3}$",
        label=gettext_lazy("HS code"),
        required=False,
        help_text=gettext_lazy("Of the customs tariff, such as 6307.90 for masks."),
    )
    value = forms.IntegerField(
        label=gettext_lazy("Value of a unit, won"), min_value=0, max_value=1_000_000_000, required=False
    )
    note = forms.CharField(label=gettext_lazy("Note"), max_length=300, required=False)

    def clean(self) -> dict[str, Any]:
        """Refuse a line that does not say what it is."""
        told = super().clean() or {}
        if not told.get("medicine") and not told.get("name"):
            self.add_error("name", _("Choose a medicine, or write what it is."))
        return told


class ParcelForm(forms.Form):
    """A lot that is packed for a line."""

    number = forms.CharField(label=gettext_lazy("Lot number"), max_length=40, required=False)
    expires_on = forms.DateField(label=gettext_lazy("Expires on"), required=False)
    packed = forms.IntegerField(label=gettext_lazy("Units packed"), min_value=1, max_value=100_000_000)
    box = forms.CharField(label=gettext_lazy("Box"), max_length=20, required=False)
    origin = forms.CharField(
        label=gettext_lazy("Made in"),
        max_length=2,
        required=False,
        help_text=gettext_lazy("The country by its two letters, such as KR."),
    )


class ShipForm(forms.Form):
    """When it left, and with whom."""

    shipped_on = forms.DateField(label=gettext_lazy("Shipped on"))
    carrier = forms.CharField(label=gettext_lazy("Carrier"), max_length=120, required=False)
    tracking = forms.CharField(label=gettext_lazy("Waybill number"), max_length=80, required=False)


class ReceiveForm(forms.Form):
    """When it arrived, who took it over, and how many of each lot came."""

    received_on = forms.DateField(label=gettext_lazy("Arrived on"))
    received_by = forms.CharField(label=gettext_lazy("Taken over by"), max_length=120, required=False)

    def __init__(self, *args: Any, lots: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for lot in lots:
            self.fields[f"lot_{lot.pk}"] = forms.IntegerField(
                label=f"{lot.code} {lot.what}",
                help_text=_("Packed: %(number)s. Lot %(lot)s.")
                % {"number": lot.packed, "lot": lot.number or "–"},
                min_value=0,
                max_value=100_000_000,
                initial=lot.packed,
            )
        self.fields["difference_note"] = forms.CharField(
            label=_("Why it differs"), max_length=2_000, required=False, widget=TEXT
        )

    def facts(self) -> dict[str, Any]:
        """Give what was typed as the action takes it."""
        told = dict(self.cleaned_data)
        counts = {
            int(key.removeprefix("lot_")): told.pop(key) for key in list(told) if key.startswith("lot_")
        }
        return told | {"counts": counts}


class CancelForm(forms.Form):
    """Why it is cancelled."""

    because = forms.CharField(label=gettext_lazy("Reason"), max_length=2_000, widget=TEXT)


class PaperForm(forms.Form):
    """A file that proves something."""

    kind = forms.ChoiceField(label=gettext_lazy("Kind"), choices=ProofKind.choices)
    file = forms.FileField(
        label=pgettext_lazy("paper", "File"), help_text=gettext_lazy("PDF or picture, at most 20 MB.")
    )

    def clean_file(self) -> Any:
        """Refuse what is no paper or is too large."""
        file = self.cleaned_data["file"]
        if file.size > LARGEST_PAPER:
            raise forms.ValidationError(_("This file is larger than 20 MB."))
        head = file.read(8)
        file.seek(0)
        if not head.startswith((b"%PDF-", b"\x89PNG", b"\xff\xd8\xff")):
            raise forms.ValidationError(_("Only PDF, PNG and JPEG files are kept here."))
        return file
