"""Units and how a number is said with them in each language, with the right plural."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from naru.figures.rules.words import Qualifier
from naru.krds.formats.words import locale, number

Forms = Mapping[str, str]
"""Plural category of CLDR (`one`, `few`, `many`, `other`) → pattern with `{n}` where the number stands."""

LOUDNESS: dict[str, dict[str, str]] = {
    "ko": {"about": "약 {s}", "at_least": "{s} 이상", "more_than": "{s} 초과"},
    "en": {"about": "about {s}", "at_least": "at least {s}", "more_than": "more than {s}"},
    "ru": {"about": "около {s}", "at_least": "не менее {s}", "more_than": "более {s}"},
    "mn": {"about": "ойролцоогоор {s}", "at_least": "{s}-аас багагүй", "more_than": "{s}-аас илүү"},
    "vi": {"about": "khoảng {s}", "at_least": "ít nhất {s}", "more_than": "hơn {s}"},
    "zh-hans": {"about": "约{s}", "at_least": "至少{s}", "more_than": "超过{s}"},
}
"""How a qualifier is said around a number, by language."""

GENITIVE = frozenset({"about", "at_least", "more_than"})
"""Qualifiers after which Russian puts the noun in the genitive: plural `many`, singular `genitive`."""


@dataclass(frozen=True)
class Unit:
    """What is counted: a key, a label for tables, and patterns by language and plural form."""

    key: str
    label: str | Promise
    forms: Mapping[str, Forms]

    def said(
        self, value: Decimal, *, language: str, qualifier: str = Qualifier.EXACT, decimals: int = 0
    ) -> str:
        """Give the value in words of a language (`25,000명`, `약 25,000명`, `about 25,000 people`)."""
        forms = self.forms.get(language) or self.forms.get("en") or {"other": "{n}"}
        # The database gives 636.0000, and a number with decimals takes another form in Russian.
        category = locale(language).plural_form(value.normalize())
        if language == "ru" and qualifier in GENITIVE:
            category = "genitive" if category == "one" and "genitive" in forms else "many"
        pattern = forms.get(category) or forms["other"]
        spoken = pattern.replace("{n}", number(value, None if decimals else 0, language))
        if qualifier == Qualifier.EXACT:
            return spoken
        around = LOUDNESS.get(language, LOUDNESS["en"])
        return around[qualifier].replace("{s}", spoken)


UNITS: dict[str, Unit] = {}
"""Every unit that was declared, by its key."""


def unit(key: str, label: str | Promise, **forms: Forms | str) -> Unit:
    """
    Declare a unit; each keyword is a language (`zh_hans` for zh-hans) with its plural forms.

    A bare pattern is the same in every number (`ko="{n}명"`).
    """
    told = {
        language.replace("_", "-"): {"other": said} if isinstance(said, str) else dict(said)
        for language, said in forms.items()
    }
    UNITS[key] = Unit(key, label, told)
    return UNITS[key]


unit(
    "person",
    _("people"),
    ko="{n}명",
    en={"one": "{n} person", "other": "{n} people"},
    ru={
        "one": "{n} человек",
        "few": "{n} человека",
        "many": "{n} человек",
        "genitive": "{n} человека",
        "other": "{n} человека",
    },
    mn="{n} хүн",
    vi="{n} người",
    zh_hans="{n}人",
)
unit(
    "case",
    _("cases"),
    ko="{n}건",
    en={"one": "{n} case", "other": "{n} cases"},
    ru={
        "one": "{n} случай",
        "few": "{n} случая",
        "many": "{n} случаев",
        "genitive": "{n} случая",
        "other": "{n} случая",
    },
    mn="{n} тохиолдол",
    vi="{n} trường hợp",
    zh_hans="{n}件",
)
unit(
    "organisation",
    _("organisations"),
    ko="{n}개소",
    en={"one": "{n} organisation", "other": "{n} organisations"},
    ru={
        "one": "{n} организация",
        "few": "{n} организации",
        "many": "{n} организаций",
        "genitive": "{n} организации",
        "other": "{n} организации",
    },
    mn="{n} байгууллага",
    vi="{n} tổ chức",
    zh_hans="{n}家机构",
)
unit(
    "time",
    _("times"),
    ko="{n}회",
    en={"one": "{n} time", "other": "{n} times"},
    ru={"one": "{n} раз", "few": "{n} раза", "many": "{n} раз", "genitive": "{n} раза", "other": "{n} раза"},
    mn="{n} удаа",
    vi="{n} lần",
    zh_hans="{n}次",
)
unit(
    "country",
    _("countries"),
    ko="{n}개국",
    en={"one": "{n} country", "other": "{n} countries"},
    ru={
        "one": "{n} страна",
        "few": "{n} страны",
        "many": "{n} стран",
        "genitive": "{n} страны",
        "other": "{n} страны",
    },
    mn="{n} улс",
    vi="{n} quốc gia",
    zh_hans="{n}个国家",
)
unit(
    "day",
    _("days"),
    ko="{n}일",
    en={"one": "{n} day", "other": "{n} days"},
    ru={"one": "{n} день", "few": "{n} дня", "many": "{n} дней", "genitive": "{n} дня", "other": "{n} дня"},
    mn="{n} өдөр",
    vi="{n} ngày",
    zh_hans="{n}天",
)
unit("percent", _("per cent"), ko="{n}%", en="{n}%", ru="{n} %", mn="{n}%", vi="{n}%", zh_hans="{n}%")
unit("krw", _("KRW"), ko="{n}원", en="KRW {n}", ru="{n} вон", mn="{n} вон", vi="{n} won", zh_hans="{n}韩元")
unit(
    "krw_100m",
    _("KRW 100 million"),
    ko="{n}억 원",
    en="KRW {n} hundred million",
    ru="{n}00 млн вон",
    mn="{n} зуун сая вон",
    vi="{n} trăm triệu won",
    zh_hans="{n}亿韩元",
)
