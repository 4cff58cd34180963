"""What the demo tells of an agreement: parties, promises, inspections."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta

from naru.activities.rules.words import Known
from naru.agreements.rules.words import Advice, Side

DAY = timedelta(days=1)
PROVINCE = "Gyeonggi Province"
MADE_UP = "시범용으로 지어낸 협약 (invented for the demo)"
MAIL = "agreements@demo.naru.example"


@dataclass(frozen=True)
class Signer:
    """A party: its Latin name, its side, who signs in which post, and where it is written to."""

    latin: str
    side: str
    signer: str = ""
    post: str = ""
    email: str = MAIL


@dataclass(frozen=True)
class Promise:
    """An obligation: its words, its owner's Latin name (all where empty), its day, how it ended."""

    ko: str
    en: str
    due_on: date
    owner: str = ""
    met_on: date | None = None
    proof: str = ""
    waived: str = ""
    other: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Look:
    """An inspection: its day, what was weak, what is advised."""

    on: date
    advice: str = Advice.KEEP
    findings: str = ""
    weak: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Told:
    """One agreement as the demo tells it."""

    kind: str
    ko: str
    en: str
    wants: tuple[str, str]
    parties: tuple[Signer, ...]
    other: dict[str, tuple[str, str]] = field(default_factory=dict)
    languages: tuple[str, ...] = ("ko", "en")
    activity: str = ""
    source: str = MADE_UP
    remark: str = ""
    signed_on: date | None = None
    known: str = Known.DAY
    starts_on: date | None = None
    ends_on: date | None = None
    at: tuple[str, str] | None = None
    state: str = "signed"
    public: bool = True
    archived: bool = False
    terminated_on: date | None = None
    because: str = ""
    paper: str = ""
    paper_title: str = "서명본"
    duties: tuple[Promise, ...] = ()
    inspections: tuple[Look, ...] = ()
    renew_until: date | None = None
    renewed: bool = False
    report: bool = False


def ours(latin: str = PROVINCE, signer: str = "", post: str = "경기도지사") -> Signer:
    """Give a party of our side."""
    return Signer(latin, Side.OURS, signer, post)


def theirs(latin: str, signer: str = "", post: str = "", email: str = MAIL) -> Signer:
    """Give a party of the other side, whose letters go to an address of the demo."""
    return Signer(latin, Side.THEIRS, signer, post, email)


def invented(ko: str, en: str) -> tuple[str, str]:
    """Say in both languages of a purpose that it is made up."""
    return f"{ko} 시범용으로 지어낸 협약입니다.", f"{en} Invented for the demo."
