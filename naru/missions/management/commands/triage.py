"""`naru triage`: how soon somebody must be seen, for one case as JSON."""

from __future__ import annotations

import json
import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from rich.console import Console

from naru.missions.rules import triage, vitals
from naru.missions.rules.entries import Colour


class Command(BaseCommand):
    help = "Judge one case of triage: the colour, the criteria that gave it, and what was not assessed."
    requires_system_checks = ()
    requires_migrations_checks = False

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "file",
            metavar="FILE",
            nargs="?",
            default="-",
            help="the case as JSON; standard input if left out",
        )
        parser.add_argument("--json", action="store_true", help="print the judgement as JSON")
        parser.add_argument(
            "--tables", action="store_true", help="read no case; print all questions and criteria as JSON"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if options["tables"]:
            tables = triage.as_data([get_language() or "en"])
            self.stdout.write(json.dumps(tables, ensure_ascii=False, indent=1))
            return
        try:
            case = triage.read_case(self._read(options["file"]), today=timezone.localdate())
        except triage.NotACase as reason:
            raise CommandError(str(reason)) from None
        age, sex = case.measures["age_days"], case.measures["sex"] or "unknown"
        odd = [vitals.look_at_age(age), *vitals.look_at(case.vitals, age_days=age, sex=sex)]
        found = [each for each in odd if each]
        if impossible := next((each for each in found if each.standing == "impossible"), None):
            raise CommandError(impossible.say)
        said = triage.judge(case.answers, case.measures)
        told = {
            "colour": said.colour,
            "criteria": self._named(said.criteria),
            "review": self._named(said.review),
            "not_assessed": self._named(said.not_assessed),
            "could_rise": said.could_rise,
            "odd": [each.say for each in found],
            "rules": triage.VERSION,
        }
        if options["json"]:
            self.stdout.write(json.dumps(told, ensure_ascii=False))
        else:
            self._print(told)

    def _named(self, codes: tuple[str, ...]) -> list[dict[str, str]]:
        return [{"code": code, "text": triage.text_of(code)} for code in codes]

    def _print(self, told: dict[str, Any]) -> None:
        console = Console(file=self.stdout)  # type: ignore[arg-type]

        def line(text: str) -> None:
            console.print(text, markup=False, highlight=False)

        line(str(Colour(told["colour"]).label))
        for each in told["criteria"]:
            line(f"  {each['text']} ({each['code']})")
        if told["not_assessed"]:
            line(_("Not assessed, and needed before green:"))
            for each in told["not_assessed"]:
                line(f"  {each['text']} ({each['code']})")
        for sentence in told["odd"]:
            line(sentence)

    def _read(self, name: str) -> Any:
        try:
            return json.loads(sys.stdin.read() if name == "-" else Path(name).read_text(encoding="utf-8-sig"))
        except OSError as error:
            raise CommandError(
                _("%(file)s cannot be read: %(error)s.") % {"file": name, "error": error.strerror}
            ) from None
        except (ValueError, RecursionError):
            file = _("What was read") if name == "-" else name
            raise CommandError(_("%(file)s is not JSON.") % {"file": file}) from None
