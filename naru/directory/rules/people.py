"""The words for people and organisations, and which of their names a reader is shown."""

from __future__ import annotations

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


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


class AffiliationRole(TextChoices):
    """In which capacity a person stands at an organisation."""

    DOCTOR = "doctor", _("Doctor")
    NURSE = "nurse", _("Nurse")
    STAFF = "staff", _("Staff")
    HEAD = "head", _("Head")
    STUDENT = "student", _("Student")
    MEMBER = "member", _("Member")
    OTHER = "other", _("Other")


def shown_name(name: str, latin: str, korean: str, *, language: str) -> str:
    """Give the one name to show: Hangul to a reader of Korean where there is one, else Latin, else its own."""
    if language == "ko":
        return korean or name or latin
    return latin or name or korean
