"""What history calls the deeds around a mission before its departure, and around consignments."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import pgettext_lazy

from naru.missions.rules import aside

DEEDS: dict[str, str | Promise] = {
    "set_up_mission": pgettext_lazy("log", "set the mission up"),
    "opened_site": pgettext_lazy("log", "entered the site"),
    "joined_mission": pgettext_lazy("log", "took in as volunteer"),
    "changed_licence": pgettext_lazy("log", "changed the licence number"),
    "read_licence": pgettext_lazy("log", "read the licence number"),
    "withdrew_volunteer": pgettext_lazy("log", "took off the volunteers"),
    "brought_back_volunteer": pgettext_lazy("log", "brought back among the volunteers"),
    "gave_shift": pgettext_lazy("log", "gave a shift"),
    "took_off_shift": pgettext_lazy("log", "took off a shift"),
    "briefed": pgettext_lazy("log", "wrote the briefing letter"),
    "took_up_formulary": pgettext_lazy("log", "took up the formulary"),
    "entered_medicine": pgettext_lazy("log", "entered the medicine"),
    "removed_medicine": pgettext_lazy("log", "took off the formulary"),
    "packed_lot": pgettext_lazy("log", "packed a lot"),
    "unpacked_lot": pgettext_lazy("log", "took the lot off the packing list"),
    "added_equipment": pgettext_lazy("log", "put on the list of equipment"),
    "counted_equipment": pgettext_lazy("log", "counted the equipment"),
    "removed_equipment": pgettext_lazy("log", "took off the list of equipment"),
    "requested_consignment": pgettext_lazy("log", "entered the request"),
    "added_item": pgettext_lazy("log", "added a line"),
    "removed_item": pgettext_lazy("log", "removed a line"),
    "closed_packing": pgettext_lazy("log", "closed the packing"),
    "shipped": pgettext_lazy("log", "recorded the shipping"),
    "counted_arrival": pgettext_lazy("log", "counted what arrived"),
    "received_consignment": pgettext_lazy("log", "recorded the arrival"),
    "thanked_donors": pgettext_lazy("log", "thanked for the consignment"),
    "cancelled_consignment": pgettext_lazy("log", "cancelled the consignment"),
    "took_back": pgettext_lazy("log", "took the decision back"),
    **aside.DEEDS,
}
"""The words of the log for each verb."""
