"""Which diagnosis, procedure and outcome counts in which item: a table with an edition.

The standard gives items, not codes: this table is the project's own reading of them. A change is a new edition with a
new name; a report says by which edition it was counted, so that an older one can be counted again.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

OTHER = 29
"""The item of every diagnosis that no rule places."""


def plain(code: str) -> str:
    """Write an ICD-10 code in one way: capitals, a point after the third sign (`J069`, `j06.9` → `J06.9`)."""
    bare = re.sub(r"[^A-Z0-9]", "", code.upper())
    return f"{bare[:3]}.{bare[3:]}" if len(bare) > 3 else bare


@dataclass(frozen=True, slots=True)
class Rule:
    """
    One line of the table: codes that count in an item.

    `codes` are separated by spaces; `J00-J06` holds whole categories, `S02.0-S02.1` parts of one. `under` and
    `over` bound the completed years (under exclusive, over inclusive). `notify`: also raises item 52.
    """

    key: str
    item: int
    codes: str
    under: int | None = None
    over: int | None = None
    notify: bool = False

    def spans(self) -> list[tuple[str, str]]:
        """Give first and last code of each part."""
        return [
            (first, last or first) for first, _dash, last in (p.partition("-") for p in self.codes.split())
        ]

    def fits(self, code: str, years: int | None) -> bool:
        """Say whether a plain code of somebody of an age counts by this rule; an unknown age never fits a bound."""
        if (self.under is not None or self.over is not None) and years is None:
            return False
        if self.under is not None and years is not None and years >= self.under:
            return False
        if self.over is not None and years is not None and years < self.over:
            return False
        return any(first <= code[: len(first)] and code[: len(last)] <= last for first, last in self.spans())


@dataclass(frozen=True)
class Mapping:
    """An edition of the table. Of `events` the first rule that fits counts; every rule of `beside` that fits does."""

    edition: str
    events: tuple[Rule, ...]
    beside: tuple[Rule, ...]
    procedures: dict[str, int]
    outcomes: dict[str, int]

    def event(self, code: str, years: int | None) -> Rule | None:
        """Give the rule by which a diagnosis is a health event (items 4 to 28), or nothing: then it is in 29."""
        told = plain(code)
        return next((rule for rule in self.events if rule.fits(told, years)), None)

    def besides(self, code: str, years: int | None) -> list[Rule]:
        """Give the rules by which a diagnosis counts in items of procedure and context as well."""
        told = plain(code)
        return [rule for rule in self.beside if rule.fits(told, years)]

    @cached_property
    def by_key(self) -> dict[str, Rule]:
        """Every rule by its key."""
        return {rule.key: rule for rule in (*self.events, *self.beside)}


def protected(code: str) -> bool:
    """Say whether a diagnosis tells of protection (items 47 to 50), and so goes to few."""
    told = plain(code)
    return any(rule.item >= 47 and rule.fits(told, years) for rule in CURRENT.beside for years in (10, 40))


def additional(wanted: Iterable[tuple[int, str]]) -> tuple[Rule, ...]:
    """
    Give the rules of the additional items 19 to 22 that an authority asks for, as item and codes.

    :raises ValueError: for another item
    """
    rules = []
    for item, codes in wanted:
        if not 19 <= item <= 22:
            raise ValueError(item)
        rules.append(Rule(f"additional.{item}", item, codes))
    return tuple(rules)


_EVENTS_2026_1 = (
    # Deeds of war, violence and accidents are coded by what was injured: severity by structure, not by cause.
    Rule(
        "trauma.head_spine",
        4,
        "S02.0-S02.1 S02.7 S06.1-S06.9 S07 S12 S13.0-S13.2 S14.0-S14.1 S22.0-S22.1 S24.0-S24.1 S32.0 S34.0-S34.1 "
        "T02.0 T04.0 T06.0-T06.1 T08 T09.3",
    ),
    Rule(
        "trauma.torso",
        5,
        "S11 S21 S22.2 S22.4-S22.9 S25-S28 S31.1 S31.7 S31.8 S32.1-S32.8 S35-S38 S39.6 T02.1 T02.7 T04.1 T04.7 "
        "T06.5 T27 T31.2-T31.9",
    ),
    Rule(
        "trauma.extremity",
        6,
        "S45 S47-S48 S55 S57-S58 S65 S67.8 S68.3-S68.9 S72 S75 S77-S78 S82.1-S82.3 S82.7 S85 S87-S88 S97 S98.0 "
        "S98.3-S98.4 T02.2-T02.6 T04.2-T04.4 T05 T79.6",
    ),
    Rule(
        "trauma.moderate",
        7,
        "S02 S03.0-S03.3 S05.2-S05.7 S06.0 S13.3 S22.3 S29 S39 S42 S43.0-S43.3 S46 S52 S53.0-S53.3 S54 S56 S61.7 S62 "
        "S63.0-S63.2 S64 S66 S68.0-S68.2 S73.0 S76 S82 S83.0-S83.3 S84 S86 S92 S93.0-S93.3 S94 S96 S98.1-S98.2 T02 "
        "T03 T10 T12 T14.2-T14.9 T20.2-T20.3 T21.2-T21.3 T22.2-T22.3 T23.2-T23.3 T24.2-T24.3 T25.2-T25.3 T26 "
        "T28-T30 T31.1 T79",
    ),
    Rule("trauma.minor", 8, "S00-S99 T00-T01 T06-T07 T09 T11 T13-T19 T20-T25 T31-T35"),
    Rule("infection.measles", 13, "B05", notify=True),
    Rule("infection.meningitis", 14, "A17.0 A39 A87 B00.3 B01.0 B02.1 B26.1 G00-G03", notify=True),
    Rule("infection.tetanus", 15, "A33-A35", notify=True),
    Rule("infection.paralysis", 16, "A80 G37.3 G61.0 G82.0 G82.3", notify=True),
    Rule("infection.haemorrhagic", 17, "A91 A92.4 A95-A96 A97.2 A98-A99", notify=True),
    Rule("infection.bloody", 11, "A03 A04.3 A06.0", notify=True),
    Rule("infection.cholera", 10, "A00", notify=True),
    Rule("infection.watery", 10, "A02 A04-A05 A07-A09"),
    Rule("infection.jaundice", 12, "A27.0 B15-B17 B19 R17"),
    Rule("infection.respiratory_notifiable", 9, "A36-A37 U04 U07.1-U07.2", notify=True),
    Rule("infection.respiratory", 9, "J00-J06 J09-J18 J20-J22"),
    Rule("infection.fever", 18, "R50"),
    Rule(
        "emergency.surgical",
        23,
        "I71.1 I71.3 I71.5 I71.8 I74 J93 K25.1-K25.2 K25.5-K25.6 K26.1-K26.2 K26.5-K26.6 K27.1-K27.2 K27.5-K27.6 "
        "K35-K37 K40.0-K40.1 K40.3-K40.4 K41.0-K41.1 K41.3-K41.4 K42.0-K42.1 K43.0-K43.1 K44.0-K44.1 K45.0-K45.1 "
        "K46.0-K46.1 K55.0 K56 K57.0 K57.2 K57.4 K57.8 K63.1 K65 K80.0 K81.0 K83.0 K85 N44 R10.0",
    ),
    Rule(
        "emergency.medical",
        24,
        "D57.0 E10.0-E10.1 E11.0-E11.1 E12.0-E12.1 E13.0-E13.1 E14.0-E14.1 E15 E16.2 G41 H40.2 I20.0 I21-I22 I24 I26 "
        "I44.2 I46 I47.2 I49.0 I60-I64 J46 J80-J81 J96 K25.0 K25.4 K26.0 K26.4 K27.0 K27.4 K92.0-K92.2 N17 R40.2 R56 R57 "
        "T36-T65 T67-T68 T71 T75.0-T75.1 T75.4 T78.0 T78.2 T88.6",
    ),
    Rule("other.skin", 25, "A46 B07 B08.1 B35-B36 B85-B86 L00-L99"),
    Rule(
        "other.mental",
        26,
        "F05 F10.0 F10.3-F10.5 F11.0 F11.3-F11.5 F12.0 F12.3-F12.5 F13.0 F13.3-F13.5 F14.0 F14.3-F14.5 F15.0 "
        "F15.3-F15.5 F16.0 F16.5 F18.0 F18.5 F19.0 F19.3-F19.5 F20-F25 F28-F33 F41.0 F43-F44 R45 X60-X84",
    ),
    Rule("other.obstetric", 27, "O00-O07 O08 O10-O16 O20-O48 O60-O75 O85-O92 O94-O99"),
    Rule("other.malnutrition", 28, "E40-E43"),
)
_BESIDE_2026_1 = (
    Rule("birth.normal", 33, "O80"),
    Rule("birth.caesarean", 34, "O82 O84.2"),
    Rule("birth.other", 35, "O81 O83"),
    Rule("rehabilitation", 43, "Z50"),
    Rule("protection.child", 47, "T74 Z59.0 Z61-Z62", under=18),
    Rule("protection.adult", 48, "T74.0 T74.8-T74.9 Z59.0 Z74", over=18),
    Rule("protection.sexual", 49, "T74.2 Y05 Y07.0 Z61.4-Z61.5"),
    Rule("protection.violence", 50, "T74.1 X85-X99 Y00-Y04 Y06 Y07.1-Y07.9 Y08-Y09 Y35-Y36"),
)
_PROCEDURES_2026_1 = {
    "surgery.major": 30,
    "eye.cataract": 30,
    "amputation.limb": 31,
    "wound.suture": 32,
    "abscess.drainage": 32,
    "foreign_body.removal": 32,
    "skin.excision": 32,
    "nail.removal": 32,
    "joint.reduction": 32,
    "amputation.digit": 32,
    "dental.extraction": 32,
    "dental.surgical_extraction": 32,
    "dental.drainage": 32,
    "eye.foreign_body": 32,
    "eye.pterygium": 32,
    "delivery.vaginal": 33,
    "delivery.caesarean": 34,
    "delivery.other": 35,
    "obstetric.other": 35,
    "rehabilitation.long": 43,
}
_OUTCOMES_2026_1 = {
    "left_early": 38,
    "referred": 39,
    "admitted": 40,
    "dead_on_arrival": 41,
    "died": 42,
}

LIVE_BIRTHS = {"Z37.0": 1, "Z37.2": 2, "Z37.3": 1}
"""Live births that a code of outcome of delivery tells, for field q of the head."""
NO_EVENT = frozenset({"O80", "O81", "O82", "O83", "O84", "Z37"})
"""Categories that are a birth or its outcome, counted as such and not as a disease under 29."""

MAPPINGS = {
    "2026.1": Mapping("2026.1", _EVENTS_2026_1, _BESIDE_2026_1, _PROCEDURES_2026_1, _OUTCOMES_2026_1),
}
"""Every edition by its name; none is ever changed or taken out."""
CURRENT = MAPPINGS["2026.1"]

WORDS: dict[str, str | Promise] = {
    "sex": _("By sex"),
    "sex_pregnant": _("By sex and pregnancy"),
    "exit.home": _("Went home; no follow-up and no referral was written"),
    "exit.follow_up": _("Went home; a follow-up was written"),
    "exit.referral": _("Went home with a referral"),
    "exit.left_early": _("Left before the end"),
    "exit.referred": _("The exit says: referred"),
    "exit.admitted": _("The exit says: admitted"),
    "exit.dead_on_arrival": _("The exit says: dead on arrival"),
    "exit.died": _("The exit says: died"),
    "relation": _("As the mission declares its relation to an event"),
    "new": _("First visit, or a diagnosis found anew"),
    "flag.death": _("Somebody died at the site"),
    "flag.notify": _("A diagnosis that is usually notifiable"),
    "flag.protection": _("Somebody was counted under protection"),
    "birth.live": _("A live birth by its code"),
}
"""How a reader is told by what a visit was counted, for rules that are no codes."""
