"""Draw the outlines of the world map from a file of world-atlas (Natural Earth, public domain)."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pycountry
from django.core.management.base import BaseCommand, CommandParser

from naru.activities.rules import world

HOME = Path(__file__).parents[2] / "data" / "world.json"
NAMED = {"Kosovo": "XK"}


class Command(BaseCommand):
    help = "Draw the outlines of the world map from countries-110m.json of the npm package world-atlas."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)

    def handle(self, *args: Any, **options: Any) -> None:
        topology = json.loads(options["file"].read_text())
        lines = world.arcs(topology)
        drawn: dict[str, dict[str, Any]] = {}
        for geometry in topology["objects"]["countries"]["geometries"]:
            name = geometry["properties"]["name"]
            found = pycountry.countries.get(numeric=geometry.get("id", ""))
            code = found.alpha_2 if found else NAMED.get(name, f"-{name}")
            if code == "AQ":
                continue
            made = [world.path(ring) for ring in world.rings(geometry, lines)]
            shown = [(text, points) for text, points in made if text]
            if not shown:
                continue
            _, (x, y) = max(world.centre(points) for _, points in shown)
            drawn[code] = {"path": "".join(text for text, _ in shown), "x": round(x), "y": round(y)}
        HOME.write_text(json.dumps(dict(sorted(drawn.items())), ensure_ascii=False, indent=0) + "\n")
        self.stdout.write(f"{len(drawn)} countries, {HOME.stat().st_size} bytes")
