"""`naru mds_report MISSION --site S --day D`: the daily report of a site, as the CSV of 178 columns or as JSON."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _
from rich.console import Console
from rich.table import Table

from naru.missions.models import Mission
from naru.missions.queries.daily import Daily, daily_of
from naru.missions.rules.mds import form
from naru.missions.rules.mds.items import BY_NO, ITEMS


class Command(BaseCommand):
    help = "Print the daily report of a mission's site (WHO EMT MDS-compatible)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("mission", metavar="MISSION", help="the mission's code")
        parser.add_argument("--site", required=True, help="the site's letter")
        parser.add_argument("--day", required=True, help="the day, such as 2024-07-25")
        parser.add_argument("--csv", action="store_true", help="print two rows of 178 columns")
        parser.add_argument(
            "--json", action="store_true", help="print every cell with from whom and by which rule"
        )
        parser.add_argument(
            "--confidential", action="store_true", help="with the items of protection (47 to 50 and 53)"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        daily = self._daily(options)
        if options["csv"]:
            self.stdout.write(
                form.csv_text(daily.report, daily.heading, confidential=options["confidential"]), ending=""
            )
        elif options["json"]:
            self.stdout.write(
                json.dumps(told(daily, confidential=options["confidential"]), ensure_ascii=False)
            )
        else:
            self._show(daily, confidential=options["confidential"])

    def _daily(self, options: dict[str, Any]) -> Daily:
        mission = Mission.objects.filter(code=options["mission"].upper()).select_related("activity").first()
        if mission is None:
            codes = ", ".join(Mission.objects.values_list("code", flat=True))
            raise CommandError(
                _("There is no mission %(code)s. There are: %(codes)s.")
                % {"code": options["mission"], "codes": codes or "–"}
            )
        site = mission.sites.filter(letter=options["site"].upper()).first()
        if site is None:
            letters = ", ".join(mission.sites.values_list("letter", flat=True))
            raise CommandError(
                _("The mission has no site %(letter)s. It has: %(letters)s.")
                % {"letter": options["site"], "letters": letters or "–"}
            )
        try:
            day = date.fromisoformat(options["day"])
        except ValueError:
            raise CommandError(_("%(day)s is no day such as 2024-07-25.") % {"day": options["day"]}) from None
        return daily_of(site, day)

    def _show(self, daily: Daily, *, confidential: bool) -> None:
        console = Console(file=self.stdout)  # type: ignore[arg-type]
        values = form.values(daily.report, daily.heading, confidential=confidential)
        table = Table(
            "No.", _("Item"), _("Total"), title=f"{daily.site} · {daily.report.day} · {daily.report.edition}"
        )
        for item in ITEMS:
            if values[item.total] not in ("0", ""):
                table.add_row(str(item.no), str(item.name), values[item.total])
        console.print(table)
        console.print(_("New consultations: %(count)s") % {"count": values["o"]})


def told(daily: Daily, *, confidential: bool) -> dict[str, Any]:
    """Give a report with from whom and by which rule each cell was counted, as JSON values."""
    report = daily.report
    hidden = {column for item in BY_NO.values() if item.confidential for column in item.columns}
    cells = {
        column: {
            "value": report.value(column),
            "counted": [{"visit": str(one.visit), "rule": one.rule, "code": one.code} for one in why],
        }
        for column, why in report.cells.items()
        if confidential or column not in hidden
    }
    return {
        "mission": daily.site.mission.code,
        "site": daily.site.letter,
        "day": report.day.isoformat(),
        "edition": report.edition,
        "visits": len(report.visits),
        "values": form.values(report, daily.heading, confidential=confidential),
        "cells": cells,
        "questions": {name: [str(one) for one in visits] for name, visits in report.questions.items()},
        "others": {code: [str(one) for one in visits] for code, visits in report.others.items()},
    }
