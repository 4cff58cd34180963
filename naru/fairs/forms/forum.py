"""What the office types about a forum: settings, sessions, tables, interpreters, invitations, plans, troubles."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from naru.activities.forms.fields import day_field, time_field
from naru.activities.rules.times import is_zone
from naru.directory.forms.choosing import OrganisationField
from naru.directory.models import Person
from naru.directory.rules.people import SPOKEN
from naru.fairs.models import Forum, Interpreter, Participant, Slot, Table
from naru.fairs.rules.forum_words import Priority, Side, Trouble, language_name
from naru.krds.forms import Unmoved


def spoken() -> list[tuple[str, str]]:
    """Give the languages on offer by their names."""
    return [(code, language_name(code)) for code in SPOKEN]


class ForumForm(Unmoved, forms.ModelForm):
    """The settings of a forum."""

    apply_until = day_field(gettext_lazy("Apply until"), required=False)
    wishes_until = day_field(gettext_lazy("Wishes until"), required=False)
    answers_until = day_field(gettext_lazy("Answers until"), required=False)
    rooms = forms.URLField(
        label=gettext_lazy("Where the video rooms are"),
        required=False,
        assume_scheme="https",
        help_text=gettext_lazy("By video each meeting gets a room of its own: its key behind this address."),
    )

    class Meta:
        model = Forum
        fields = (
            "apply_until",
            "wishes_until",
            "answers_until",
            "most_wishes",
            "slot_minutes",
            "pause_minutes",
            "fairness",
            "rest_after",
            "walk_slots",
            "rooms",
            "open_call",
            "call_ko",
            "call_en",
            "call_ru",
        )
        widgets = {name: forms.Textarea(attrs={"rows": 4}) for name in ("call_ko", "call_en", "call_ru")}
        help_texts = {
            "fairness": gettext_lazy(
                "In waits between meetings, from one participant to another. Empty: any."
            ),
            "rest_after": gettext_lazy("0: never."),
            "most_wishes": gettext_lazy("0: any number."),
            "slot_minutes": gettext_lazy("Counts for sessions added from now on."),
        }

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.watch()


class SessionForm(forms.Form):
    """A run of slots on a day."""

    day = day_field(gettext_lazy("Day"))
    starts = time_field(gettext_lazy("Begins"))
    count = forms.IntegerField(label=gettext_lazy("Slots"), min_value=1, max_value=60, initial=8)


class TablesForm(forms.Form):
    """Some tables in a hall."""

    count = forms.IntegerField(label=gettext_lazy("Tables"), min_value=1, max_value=300)
    hall = forms.CharField(label=gettext_lazy("Hall"), max_length=60, required=False)


class InterpreterForm(forms.Form):
    """Somebody of the directory who interprets."""

    person = forms.ModelChoiceField(Person.objects.none(), label=gettext_lazy("Person"))
    languages = forms.MultipleChoiceField(
        label=gettext_lazy("Languages"), choices=spoken, widget=forms.CheckboxSelectMultiple
    )
    rest_after = forms.IntegerField(
        label=gettext_lazy("A free slot after so many meetings"), min_value=0, max_value=20, initial=4
    )

    def __init__(self, *args: Any, account: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        people: Any = Person.objects.visible_to(account).standing()  # type: ignore[attr-defined]
        self.fields["person"].queryset = people.filter(languages__isnull=False).distinct()  # type: ignore[attr-defined]


class InviteForm(forms.Form):
    """An organisation that is invited by letter."""

    organisation = OrganisationField(label=gettext_lazy("Organisation"))
    side = forms.ChoiceField(label=gettext_lazy("Side"), choices=Side.choices, initial=Side.GUEST)
    contact = forms.CharField(label=gettext_lazy("Contact"), max_length=120, required=False)
    email = forms.EmailField(label=gettext_lazy("E-mail"))
    language = forms.ChoiceField(label=gettext_lazy("Language of letters"), choices=settings.LANGUAGES)


class RefuseForm(forms.Form):
    """Why an application is refused."""

    because = forms.CharField(
        label=gettext_lazy("Reason"), max_length=300, widget=forms.Textarea(attrs={"rows": 3})
    )


class AddWishForm(forms.Form):
    """A wish that the office enters for somebody."""

    wisher = forms.ModelChoiceField(Participant.objects.none(), label=pgettext_lazy("forum", "Who wishes"))
    wished = forms.ModelChoiceField(Participant.objects.none(), label=pgettext_lazy("forum", "Whom"))
    priority = forms.TypedChoiceField(
        label=gettext_lazy("Priority"), choices=Priority.choices, coerce=int, initial=Priority.SECOND
    )
    words = forms.CharField(label=gettext_lazy("What for"), max_length=300, required=False)

    def __init__(self, *args: Any, rows: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for name in ("wisher", "wished"):
            self.fields[name].queryset = rows  # type: ignore[attr-defined]


class PinForm(forms.Form):
    """The slot to which a meeting is fixed."""

    slot = forms.ModelChoiceField(
        Slot.objects.none(),
        label=gettext_lazy("Fixed to the slot"),
        required=False,
        empty_label=gettext_lazy("Where the plan puts it"),
    )

    def __init__(self, *args: Any, rows: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["slot"].queryset = rows  # type: ignore[attr-defined]


class PlanForm(forms.Form):
    """How a plan is made."""

    seconds = forms.IntegerField(
        label=gettext_lazy("Seconds at most"),
        min_value=1,
        max_value=600,
        initial=60,
        help_text=gettext_lazy("It ends earlier once the best plan is proven."),
    )
    seed = forms.IntegerField(
        label=gettext_lazy("Seed"),
        min_value=0,
        max_value=1_000_000,
        initial=1,
        help_text=gettext_lazy("The same wishes and the same seed give the same plan."),
    )
    strict = forms.BooleanField(
        label=gettext_lazy("Every accepted wish must be placed"),
        required=False,
        help_text=gettext_lazy("If that is impossible, the wishes that conflict are named."),
    )


class TroubleForm(forms.Form):
    """What went wrong on the day, with whom, from when and for how long."""

    kind = forms.ChoiceField(label=gettext_lazy("What happened"), choices=Trouble.choices)
    participant = forms.ModelChoiceField(
        Participant.objects.none(), label=gettext_lazy("Participant"), required=False
    )
    table = forms.ModelChoiceField(
        Table.objects.none(), label=pgettext_lazy("forum", "Table"), required=False
    )
    interpreter = forms.ModelChoiceField(
        Interpreter.objects.none(), label=pgettext_lazy("forum", "Interpreter"), required=False
    )
    since = forms.ModelChoiceField(
        Slot.objects.none(),
        label=gettext_lazy("From the slot"),
        required=False,
        empty_label=gettext_lazy("The next one"),
    )
    slots = forms.IntegerField(label=gettext_lazy("For so many slots"), min_value=1, max_value=60, initial=2)

    def __init__(self, *args: Any, forum: Forum, people: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["participant"].queryset = people  # type: ignore[attr-defined]
        self.fields["table"].queryset = forum.tables.standing().filter(lost_at=None)  # type: ignore[attr-defined]
        helpers = forum.interpreters.standing().filter(lost_at=None).select_related("person")
        self.fields["interpreter"].queryset = helpers  # type: ignore[attr-defined]
        self.fields["since"].queryset = forum.slots.standing()  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Check that whoever it happened to is named."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        kind = cleaned.get("kind")
        whose = {Trouble.TABLE: "table", Trouble.INTERPRETER: "interpreter"}.get(kind or "", "participant")
        if kind and not cleaned.get(whose) and whose not in self.errors:
            self.add_error(whose, _("Say whom it concerns."))
        elif cleaned.get(whose):
            cleaned["whose"] = cleaned[whose].pk
        return cleaned


class WalkInForm(forms.Form):
    """Two who want to meet at once."""

    host = forms.ModelChoiceField(Participant.objects.none(), label=Side.HOST.label)
    guest = forms.ModelChoiceField(Participant.objects.none(), label=Side.GUEST.label)

    def __init__(self, *args: Any, people: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["host"].queryset = people.filter(side=Side.HOST)  # type: ignore[attr-defined]
        self.fields["guest"].queryset = people.filter(side=Side.GUEST)  # type: ignore[attr-defined]


class RoomForm(forms.Form):
    """The video room of an online meeting."""

    room = forms.URLField(
        label=gettext_lazy("Address of the video room"), required=False, assume_scheme="https"
    )


def zone_error(zone: str) -> str | None:
    """Say why a zone is none, or nothing."""
    return None if not zone or is_zone(zone) else _("No time zone has this name.")
