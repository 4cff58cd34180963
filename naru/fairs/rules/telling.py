"""What history calls the deeds of booths."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import pgettext_lazy

DEEDS: dict[str, Promise] = {
    "set_up_fair": pgettext_lazy("log", "set the fair up"),
    "published_consent": pgettext_lazy("log", "published words of consent"),
    "opened_registration": pgettext_lazy("log", "opened the registration"),
    "closed_registration": pgettext_lazy("log", "closed the registration"),
    "counted_pieces": pgettext_lazy("log", "counted pieces"),
    "gave_booth": pgettext_lazy("log", "gave the booth"),
    "added_device": pgettext_lazy("log", "added the device"),
    "enrolled_device": pgettext_lazy("log", "enrolled the device"),
    "revoked_device": pgettext_lazy("log", "revoked the device"),
    "decided_consent": pgettext_lazy("log", "decided on a consent"),
    "counted_heads": pgettext_lazy("log", "counted heads"),
    "took_back_heads": pgettext_lazy("log", "took a count of heads back"),
    "read_visitor": pgettext_lazy("log", "read the visitor’s entry"),
    "read_visitors": pgettext_lazy("log", "read a list with visitors’ names"),
    "admitted_slip": pgettext_lazy("log", "counted a slip kept aside"),
    "left_out_slip": pgettext_lazy("log", "left a slip out"),
    "entered_lead": pgettext_lazy("log", "entered the lead"),
    "changed_lead": pgettext_lazy("log", "changed the lead"),
    "finished_step": pgettext_lazy("log", "finished the next step"),
    "logged_consultation": pgettext_lazy("log", "logged the consultation"),
    "held_consultation": pgettext_lazy("log", "logged the consultation as held"),
    "cancelled_consultation": pgettext_lazy("log", "cancelled the consultation"),
    "drafted_consultation": pgettext_lazy("log", "took an invitation in as a draft"),
    "thanked": pgettext_lazy("log", "sent a letter of thanks"),
}
"""Verb and words, for the log."""
