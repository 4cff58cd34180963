"""What the agreements count: those in force, those signed, the obligations met."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from naru.activities.figures.records import COUNTRY
from naru.agreements.models import Agreement, Obligation
from naru.agreements.rules.words import Kind as AgreementKind
from naru.directory.rules.accounts import Role
from naru.figures.book import Counted, Dimension, Kind, figure, kept_by, unit

kept_by(Role.ANALYST, Role.HEAD)

AGREEMENTS = _("Agreements")
KIND = Dimension(
    "kind",
    _("Kind"),
    values=dict(AgreementKind.choices),
    phrases={
        "government": {"ko": ("정부 간", "정부 협약"), "en": ("with governments",)},
        "institution": {"ko": ("기관 협약",), "en": ("with institutions",)},
        "agency": {"ko": ("에이전시 협약",), "en": ("with agencies",)},
    },
)
unit(
    "obligation",
    _("obligations"),
    ko="{n}건",
    en={"one": "{n} obligation", "other": "{n} obligations"},
    ru={
        "one": "{n} обязательство",
        "few": "{n} обязательства",
        "many": "{n} обязательств",
        "genitive": "{n} обязательства",
        "other": "{n} обязательства",
    },
    mn="{n} үүрэг",
    vi="{n} nghĩa vụ",
    zh_hans="{n}项义务",
)


def _narrowed(rows: Any, kind: str, country: str) -> Any:
    if kind:
        rows = rows.filter(kind=kind)
    return rows.with_country(country) if country else rows


@figure(
    "agreements.in_force",
    _("Agreements in force"),
    unit="agreement",
    kind=Kind.AT_DATE,
    topic=AGREEMENTS,
    dimensions=(KIND, COUNTRY),
    definition=_(
        "Agreements on the office's register that were signed, had begun, and had neither ended nor been terminated "
        "by the day. One with several parties is counted once; one with partners of two countries is counted in each."
    ),
    caution=_("It is about what is on paper, not about what is done under it."),
    phrases={
        "ko": ("유효한 업무협약", "유효 협약", "효력이 있는 업무협약"),
        "en": ("agreements in force", "MOUs in force"),
        "ru": ("действующих меморандумов", "действующие соглашения"),
    },
)
def in_force(on: date, kind: str = "", country: str = "") -> Counted:
    """Count the agreements that bind their parties on the day."""
    rows = _narrowed(Agreement.objects.in_force(on=on), kind, country)
    return Counted(
        rows,
        on,
        _("Agreements of the register, by the days of signing, beginning, end and termination."),
        fields=("kind", "signed_on", "starts_on", "ends_on", "terminated_on"),
    )


@figure(
    "agreements.signed",
    _("Agreements signed"),
    unit="agreement",
    kind=Kind.IN_PERIOD,
    topic=AGREEMENTS,
    yearly=True,
    dimensions=(KIND, COUNTRY),
    definition=_(
        "Agreements on the office's register whose day of signing lies in the period. A renewal is no new signing. "
        "Where only the year of a signing is known, it counts in that year."
    ),
    caution=_(
        "The MOUs that a fair reports are another figure: many of them are between hospitals and agencies and never "
        "came onto the office's register."
    ),
    phrases={
        "ko": ("등록부에 오른 업무협약 체결", "체결한 협약"),
        "en": ("agreements signed", "agreements were signed"),
        "ru": ("подписанных соглашений",),
    },
)
def signed(since: date, until: date, on: date, kind: str = "", country: str = "") -> Counted:
    """Count the agreements signed in the period."""
    rows = _narrowed(Agreement.objects.signed_in(since, until), kind, country)
    return Counted(
        rows,
        on,
        _("Agreements of the register, by their day of signing."),
        fields=("kind", "signed_on", "known"),
    )


@figure(
    "agreements.obligations_met",
    _("Obligations of agreements met"),
    unit="obligation",
    kind=Kind.IN_PERIOD,
    topic=AGREEMENTS,
    yearly=True,
    definition=_(
        "Obligations of signed agreements that were due in the period and are recorded, with a proof, as met by the "
        "day of counting, in time or late. Those that were waived are not in it."
    ),
    caution=_("To read it as a share, set it against all obligations due in the period."),
    phrases={
        "ko": ("이행한 협약 의무", "협약 이행"),
        "en": ("obligations met", "obligations were met"),
        "ru": ("выполненных обязательств",),
    },
)
def obligations_met(since: date, until: date, on: date) -> Counted:
    """Count the obligations that were due in the period and are met."""
    rows = Obligation.objects.due_in(since, until).met_by(on).filter(agreement__signed_on__isnull=False)
    return Counted(
        rows,
        on,
        _("Obligations of the register, by the day they were due; each met with its proof."),
        fields=("due_on", "met_on", "waived_at"),
    )
