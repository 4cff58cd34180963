"""The words for people, organisations and their ties, and which of their names a reader is shown."""

from __future__ import annotations

from datetime import date, timedelta

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

ONE_DAY = timedelta(days=1)
"""Between a last day as people write it and an end as the data keep it."""


SPOKEN = (
    "ko",
    "en",
    "ru",
    "mn",
    "vi",
    "zh",
    "kk",
    "uz",
    "ky",
    "tg",
    "ja",
    "id",
    "km",
    "my",
    "fil",
    "bn",
    "ar",
)
"""The languages offered, by their CLDR codes."""


class OrganisationKind(TextChoices):
    """What an organisation is."""

    HOSPITAL = "hospital", _("Hospital")
    CLINIC = "clinic", _("Clinic")
    FACILITATOR = "facilitator", _("Facilitator")
    GOVERNMENT = "government", _("Government")
    UNIVERSITY = "university", _("University")
    ASSOCIATION = "association", _("Association")
    COMPANY = "company", _("Company")
    MEDIA = "media", _("Media")
    OTHER = "other", _("Other")


GENERAL_WORDS: dict[str, tuple[str, ...]] = {
    OrganisationKind.HOSPITAL: ("hospital",),
    OrganisationKind.CLINIC: ("clinic", "hospital"),
    OrganisationKind.GOVERNMENT: ("ministry",),
    OrganisationKind.UNIVERSITY: ("university",),
    OrganisationKind.ASSOCIATION: ("association",),
    OrganisationKind.COMPANY: ("company",),
    OrganisationKind.FACILITATOR: ("company",),
}
"""The general words of rules.names under which organisations of a kind are found."""


class AffiliationRole(TextChoices):
    """In which capacity a person stands at an organisation."""

    DOCTOR = "doctor", _("Doctor")
    NURSE = "nurse", _("Nurse")
    STAFF = "staff", _("Staff")
    HEAD = "head", _("Head")
    STUDENT = "student", _("Student")
    MEMBER = "member", _("Member")
    OTHER = "other", _("Other")


class AliasKind(TextChoices):
    """Why somebody or something goes by a further name."""

    SPELLING = "spelling", _("Other spelling")
    FORMER = "former", _("Former name")
    SHORT = "short", _("Short name")
    TRANSLATION = "translation", _("Name in another language")


class LanguageLevel(TextChoices):
    """How well somebody speaks a language."""

    BASIC = "basic", _("Basic")
    WORKING = "working", _("Working knowledge")
    FLUENT = "fluent", _("Fluent")
    NATIVE = "native", _("Native")


class AffiliationStanding(TextChoices):
    """Where an affiliation stands on a day; computed from its dates, never stored."""

    COMING = "coming", _("To come")
    CURRENT = "current", _("Current")
    PAST = "past", _("Past")


def shown_name(name: str, latin: str, korean: str, *, language: str) -> str:
    """Give the one name to show: Hangul to a reader of Korean where there is one, else Latin, else own."""
    if language == "ko":
        return korean or name or latin
    return latin or name or korean


CYRILLIC = {"MN": "mn", "KZ": "kk", "KG": "ky", "UZ": "uz-Cyrl", "TJ": "tg", "UA": "uk", "BG": "bg"}
LATIN = {"UZ": "uz", "VN": "vi", "ID": "id", "TR": "tr"}


def language_of(name: str, *, country: str, own: bool) -> str:
    """
    Give the BCP 47 code to mark a name with: by its letters, and by its country where several share them.

    `own` says that it is the name in the holder's own script; other Latin names are read as English (KWCAG
    2.2, language of passages). A name in letters that no rule knows gets none.
    """
    for letter in name:
        if "가" <= letter <= "힣":
            return "ko"
        if "Ѐ" <= letter <= "ӿ":
            return CYRILLIC.get(country, "ru")
        if "一" <= letter <= "鿿":
            return "ja" if country == "JP" else "zh"
        if letter.isascii() and letter.isalpha():
            return LATIN.get(country, "en") if own else "en"
    return ""


def affiliation_standing(since: date | None, until: date | None, *, on: date) -> AffiliationStanding:
    """Say where an affiliation stands on a day; its end is exclusive, an unknown bound is open."""
    if until is not None and until <= on:
        return AffiliationStanding.PAST
    if since is not None and since > on:
        return AffiliationStanding.COMING
    return AffiliationStanding.CURRENT


def why_not_affiliate(since: date | None, until: date | None) -> str | None:
    """Say why an affiliation cannot run from a day until a day (exclusive), or nothing if it can."""
    if since is not None and until is not None and until <= since:
        return str(_("It must end after it begins."))
    return None


def why_not_change_entry(*, merged: bool) -> str | None:
    """Say why an entry cannot be changed, or nothing if it can."""
    if merged:
        return str(_("This entry was merged into another. Change that one, or undo the merge."))
    return None


def why_not_archive(*, archived: bool, merged: bool) -> str | None:
    """Say why an entry cannot be archived, or nothing if it can."""
    if merged:
        return str(_("This entry was merged into another. Change that one, or undo the merge."))
    return str(_("It is archived already.")) if archived else None


def why_not_restore(*, archived: bool) -> str | None:
    """Say why an entry cannot be brought back, or nothing if it can."""
    return None if archived else str(_("It is not archived."))


def why_not_belong(*, itself: int, line: list[int]) -> str | None:
    """Say why an organisation cannot be part of another with this line upwards, or nothing if it can."""
    return str(_("An organisation cannot be a part of itself.")) if itself in line else None


LETTERS_IN: dict[str, str] = {
    "KR": "ko",
    "MN": "mn",
    "VN": "vi",
    "CN": "zh-hans",
    **dict.fromkeys(("KZ", "KG", "UZ", "TJ", "RU"), "ru"),
}
"""The language of letters to people of a country who named none; all others are written to in English."""


def why_not_ask_to_confirm(*, email: str, away: bool, removal: bool) -> str | None:
    """Say why a person cannot be asked to confirm their entry, or nothing if they can."""
    if away:
        return gone()
    if removal:
        return str(_("This person asked to be removed. Decide about that first."))
    return None if email else str(_("There is no e-mail address."))


def gone() -> str:
    """Say that an entry is no longer there to be confirmed."""
    return str(_("This entry is no longer kept under this link."))


DEEDS = {
    "entered": pgettext_lazy("log", "entered"),
    "restored": pgettext_lazy("log", "brought back from the archive"),
    "affiliated": pgettext_lazy("log", "added an affiliation"),
    "amended": pgettext_lazy("log", "changed an affiliation"),
    "told_apart": pgettext_lazy("log", "told apart from another"),
    "reconsidered": pgettext_lazy("log", "took back that it is another"),
    "unmerged": pgettext_lazy("log", "undid a merge"),
    "asked_removal": pgettext_lazy("log", "asked to be removed"),
    "loaded_places": pgettext_lazy("log", "loaded places"),
}
"""What the log calls the deeds of people, organisations and places."""
