"""The world on a flat sheet: the Natural Earth projection, and outlines of countries as SVG paths."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise
from math import radians
from typing import Any

WIDTH = 2000.0
"""Units from 180° west to 180° east."""
HEIGHT = 1040.0
"""Units from pole to pole."""
SCALE = WIDTH / 5.4709

Point = tuple[float, float]


def project(latitude: float, longitude: float) -> Point:
    """
    Give the point (x from the left, y from the top) of a position in degrees.

    The polynomial is that of Šavrič, Jenny, Patterson, Petrovič, Hurni: A polynomial equation for the
    Natural Earth projection (Cartography and Geographic Information Science 38, 2011).
    """
    phi, lam = radians(latitude), radians(longitude)
    square = phi * phi
    fourth = square * square
    across = (
        0.8707 - 0.131979 * square + fourth * (-0.013791 + fourth * (0.003971 * square - 0.001529 * fourth))
    )
    up = phi * (1.007226 + square * (0.015085 + fourth * (-0.044475 + 0.028874 * square - 0.005916 * fourth)))
    return WIDTH / 2 + SCALE * lam * across, HEIGHT / 2 - SCALE * up


def arcs(topology: dict[str, Any]) -> list[list[Point]]:
    """Give the arcs of a TopoJSON topology as (longitude, latitude) in degrees, its deltas summed up."""
    (sx, sy), (tx, ty) = topology["transform"]["scale"], topology["transform"]["translate"]
    unfolded = []
    for arc in topology["arcs"]:
        x = y = 0
        line = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            line.append((x * sx + tx, y * sy + ty))
        unfolded.append(line)
    return unfolded


def rings(geometry: dict[str, Any], lines: Sequence[Sequence[Point]]) -> list[list[Point]]:
    """Give the rings of a TopoJSON polygon or multipolygon; a negative arc runs backwards."""
    polygons = geometry["arcs"] if geometry["type"] == "MultiPolygon" else [geometry["arcs"]]
    found = []
    for polygon in polygons:
        for ring in polygon:
            points: list[Point] = []
            for number in ring:
                line = lines[number] if number >= 0 else lines[~number][::-1]
                points += line[1:] if points else line
            found.append(points)
    return found


def path(ring: Iterable[Point]) -> tuple[str, list[tuple[int, int]]]:
    """
    Give a ring of (longitude, latitude) as an SVG path in whole units, and its points on the sheet.

    A ring that crosses the 180th meridian goes on beyond the sheet's edge instead of running across it.
    """
    flat: list[tuple[int, int]] = []
    before = None
    for longitude, latitude in ring:
        if before is not None:
            longitude += 360 * round((before - longitude) / 360)
        before = longitude
        x, y = project(latitude, longitude)
        if not flat or flat[-1] != (round(x), round(y)):
            flat.append((round(x), round(y)))
    if len(flat) < 4:
        return "", []
    steps = "".join(f" {x - px} {y - py}" for (px, py), (x, y) in pairwise(flat))
    return f"M{flat[0][0]} {flat[0][1]}l{steps.strip().replace(' -', '-')}z", flat


def centre(points: Sequence[tuple[int, int]]) -> tuple[float, Point]:
    """Give the area and the centre of gravity of a ring on the sheet."""
    area = x = y = 0.0
    for (ax, ay), (bx, by) in zip(points, [*points[1:], points[0]], strict=True):
        cross = ax * by - bx * ay
        area += cross
        x += (ax + bx) * cross
        y += (ay + by) * cross
    return abs(area / 2), (x / (3 * area), y / (3 * area)) if area else points[0]
