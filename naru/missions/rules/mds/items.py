"""The 65 items of the daily form and the 178 columns of its CSV, as data."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import chain

from django.db.models import TextChoices
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Split(TextChoices):
    """Into which cells an item is split."""

    FIVE_AGES = "five_ages", pgettext_lazy("MDS", "Five ages")
    TWO_AGES = "two_ages", pgettext_lazy("MDS", "Two ages")
    TOTAL = "total", pgettext_lazy("MDS", "Total")
    FLAG = "flag", pgettext_lazy("MDS", "Yes or no")


class Part(TextChoices):
    """The parts of the form."""

    PEOPLE = "people", pgettext_lazy("MDS", "Demographic")
    EVENTS = "events", pgettext_lazy("MDS", "Health events")
    DOINGS = "doings", pgettext_lazy("MDS", "Procedure and outcome")
    CONTEXT = "context", pgettext_lazy("MDS", "Context")
    NEEDS = "needs", pgettext_lazy("MDS", "Needs and risks")


FIVE = ("0", "1-4", "5-17", "18-64", "65-")
"""Bands of completed years as the CSV names them; shown as <1, 1–4, 5–17, 18–64, 65+."""
TWO = ("0", "5-")
"""Bands as the CSV names them; shown as <5 and 5+."""
BANDS = {Split.FIVE_AGES: FIVE, Split.TWO_AGES: TWO, Split.TOTAL: (), Split.FLAG: ()}
SHOWN = {
    Split.FIVE_AGES: ("<1", "1–4", "5–17", "18–64", "65+"),
    Split.TWO_AGES: ("<5", "5+"),
    Split.TOTAL: (),
    Split.FLAG: (),
}
"""Bands as a person reads them, in the order of the columns."""


@dataclass(frozen=True, slots=True)
class Item:
    """One item of the form. `confidential`: told only to those who may; `line_list`: asks for a list of its people."""

    no: int
    name: str | Promise
    group: str | Promise
    part: Part
    split: Split
    line_list: bool = False
    confidential: bool = False

    @property
    def total(self) -> str:
        """The column of its total."""
        if self.split == Split.FLAG:
            return str(self.no)
        return f"MDS{self.no}" if self.split == Split.TOTAL else f"Total{self.no}"

    @property
    def columns(self) -> tuple[str, ...]:
        """Its columns in the order of the CSV, the total last."""
        return (*(f"MDS{self.no}:{band}" for band in BANDS[self.split]), self.total)


LINE_LISTS = frozenset({28, 31, 42, 43, 47, 48, 49, 50, 51, 52})
"""Items marked on the form: a list of their people goes with it to the authority."""
CONFIDENTIAL = frozenset({47, 48, 49, 50, 53})
"""Items about protection, which go to the protection authority alone."""


def _items() -> tuple[Item, ...]:
    sex, trauma = pgettext_lazy("MDS", "Sex"), pgettext_lazy("MDS", "Trauma")
    infectious = pgettext_lazy("MDS", "Infectious disease")
    more = pgettext_lazy("MDS", "Additional, set by the authority")
    emergency, other = pgettext_lazy("MDS", "Emergency"), pgettext_lazy("MDS", "Other key diseases")
    procedure, outcome = pgettext_lazy("MDS", "Procedure"), pgettext_lazy("MDS", "Outcome")
    relation, protection = pgettext_lazy("MDS", "Relation to the event"), pgettext_lazy("MDS", "Protection")
    at_once, risks = pgettext_lazy("MDS", "Report at once"), pgettext_lazy("MDS", "Community risks")
    limits = pgettext_lazy("MDS", "Operational constraints")
    people, events, doings = Part.PEOPLE, Part.EVENTS, Part.DOINGS
    context, needs = Part.CONTEXT, Part.NEEDS
    five, two, total, flag = Split.FIVE_AGES, Split.TWO_AGES, Split.TOTAL, Split.FLAG
    named: list[tuple[str | Promise, str | Promise, Part, Split]] = [
        (_("Male"), sex, people, five),
        (_("Female, not pregnant"), sex, people, five),
        (_("Female, pregnant"), sex, people, five),
        (_("Major head or spine injury"), trauma, events, two),
        (_("Major torso injury"), trauma, events, two),
        (_("Major extremity injury"), trauma, events, two),
        (_("Moderate injury"), trauma, events, two),
        (_("Minor injury"), trauma, events, two),
        (_("Acute respiratory infection"), infectious, events, two),
        (_("Acute watery diarrhoea"), infectious, events, two),
        (_("Acute bloody diarrhoea"), infectious, events, two),
        (_("Acute jaundice syndrome"), infectious, events, two),
        (_("Suspected measles"), infectious, events, two),
        (_("Suspected meningitis"), infectious, events, two),
        (_("Suspected tetanus"), infectious, events, two),
        (_("Acute flaccid paralysis"), infectious, events, two),
        (_("Acute haemorrhagic fever"), infectious, events, two),
        (_("Fever of unknown origin"), infectious, events, two),
        (_("Additional 1"), more, events, two),
        (_("Additional 2"), more, events, two),
        (_("Additional 3"), more, events, two),
        (_("Additional 4"), more, events, two),
        (_("Surgical emergency (not trauma)"), emergency, events, two),
        (_("Medical emergency (not infectious)"), emergency, events, two),
        (_("Skin disease"), other, events, two),
        (_("Acute mental health problem"), other, events, two),
        (_("Obstetric complications"), other, events, two),
        (_("Severe acute malnutrition (SAM)"), other, events, two),
        (_("Other diagnosis, not specified above"), other, events, two),
        (_("Major procedure (without amputations)"), procedure, doings, two),
        (_("Limb amputation, without digits"), procedure, doings, two),
        (_("Minor surgical procedure"), procedure, doings, two),
        (_("Normal vaginal delivery"), procedure, doings, two),
        (_("Caesarean section"), procedure, doings, two),
        (_("Other obstetrics"), procedure, doings, two),
        (_("Discharge without medical follow-up"), outcome, doings, total),
        (_("Discharge with medical follow-up"), outcome, doings, total),
        (_("Discharge against medical advice"), outcome, doings, total),
        (_("Referral"), outcome, doings, total),
        (_("Admission"), outcome, doings, total),
        (_("Dead on arrival"), outcome, doings, total),
        (_("Death within the facility"), outcome, doings, total),
        (_("Needs long-term rehabilitation"), outcome, doings, total),
        (_("Directly related to the event"), relation, context, total),
        (_("Indirectly related to the event"), relation, context, total),
        (_("Not related to the event"), relation, context, total),
        (_("Vulnerable child"), protection, context, total),
        (_("Vulnerable adult"), protection, context, total),
        (_("Sexual and gender-based violence"), protection, context, total),
        (_("Violence, not sexual or gender-based"), protection, context, total),
        (_("Unexpected death"), at_once, needs, flag),
        (_("Notifiable disease"), at_once, needs, flag),
        (_("Protection issues"), at_once, needs, flag),
        (_("Critical incident to the team or the community"), at_once, needs, flag),
        (_("Any other issue to report at once"), at_once, needs, flag),
        (_("Water, sanitation and hygiene"), risks, needs, flag),
        (_("Infectious disease suspected in the community"), risks, needs, flag),
        (_("Environmental risk or exposure"), risks, needs, flag),
        (_("Shelter or non-food items"), risks, needs, flag),
        (_("Food insecurity"), risks, needs, flag),
        (_("Logistics or operational support"), limits, needs, flag),
        (_("Supply"), limits, needs, flag),
        (_("Human resources"), limits, needs, flag),
        (_("Finance"), limits, needs, flag),
        (_("Other constraints"), limits, needs, flag),
    ]
    return tuple(
        Item(no, name, group, part, split, no in LINE_LISTS, no in CONFIDENTIAL)
        for no, (name, group, part, split) in enumerate(named, start=1)
    )


ITEMS = _items()
BY_NO = {item.no: item for item in ITEMS}

HEAD: dict[str, str | Promise] = {
    "a": _("Organisation"),
    "b": _("Team"),
    "c1": _("Type 1 mobile"),
    "c2": _("Type 1 fixed"),
    "c3": _("Type 2"),
    "c4": _("Type 3"),
    "c5": _("Specialised cell"),
    "d": _("Contact person"),
    "e": _("Phone"),
    "f": _("Email"),
    "g": _("Estimated date of departure"),
    "h": _("Date of activity"),
    "i": _("Time of reporting"),
    "j": _("State or province"),
    "k": _("City or district"),
    "l": _("Village or ward"),
    "m": _("Facility"),
    "n": _("Latitude and longitude"),
    "o": _("Total of new consultations"),
    "p": _("New admissions (= item 40)"),
    "q": _("Live births"),
    "r": _("Bed capacity"),
    "s": _("Empty beds (not intensive care)"),
    "t": _("Empty beds (intensive care)"),
    "u": "",
}
"""The fields at the head of the form, by their letter; `u` is reserved and stays empty."""
TAIL = ("NR1-No", "NR1-DC", "NR2-No", "NR2-DC", "NR3-No", "NR3-DC", "NR4-No", "NR4-DC")
"""Columns at the end, whose meaning no open source tells: they stay empty."""
COLUMNS: tuple[str, ...] = ("1", *HEAD, *chain.from_iterable(item.columns for item in ITEMS), *TAIL)
"""The header row of the daily CSV, all 178 cells; the first is the row's own marker."""
