"""The pictures of the demo world's bulletins, drawn by rule: flat shapes in the frame's colours."""

from __future__ import annotations

import io
import math
from collections.abc import Callable

from PIL import Image, ImageDraw

WIDTH, HEIGHT = 1600, 840
NIGHT, DEEP, BLUE, SKY, ICE = "#052b57", "#083891", "#256ef4", "#8ab4ff", "#e7f0ff"
SAND, SUN, CORAL, LEAF, MINT, PAPER = "#f6e7cf", "#ffb545", "#f0674a", "#2f8f6b", "#bfe6d3", "#ffffff"
Draw = ImageDraw.ImageDraw
SKINS = ("#f2c9a4", "#d99f6c", "#a9713f", "#f6d7bd")


def _ground(top: str, bottom: str) -> Image.Image:
    image = Image.new("RGB", (WIDTH, HEIGHT), top)
    pen = ImageDraw.Draw(image)
    one = tuple(int(top[at : at + 2], 16) for at in (1, 3, 5))
    two = tuple(int(bottom[at : at + 2], 16) for at in (1, 3, 5))
    for y in range(HEIGHT):
        part = y / HEIGHT
        shade = tuple(round(a + (b - a) * part) for a, b in zip(one, two, strict=True))
        pen.line([(0, y), (WIDTH, y)], fill=shade)
    return image


def _person(pen: Draw, x: int, y: int, size: int, coat: str, skin: str) -> None:
    """Draw head and shoulders; (x, y) is the middle of the shoulders' lower edge."""
    pen.pieslice((x - size, y - size, x + size, y + size), 180, 360, fill=coat)
    head = size * 0.52
    pen.ellipse((x - head, y - size * 1.9, x + head, y - size * 1.9 + head * 2), fill=skin)


def _cross(pen: Draw, x: int, y: int, size: int, colour: str) -> None:
    arm = size // 3
    pen.rounded_rectangle((x - arm, y - size, x + arm, y + size), arm // 2, fill=colour)
    pen.rounded_rectangle((x - size, y - arm, x + size, y + arm), arm // 2, fill=colour)


def _mountains(pen: Draw, base: int, peaks: list[tuple[int, int]], rock: str, snow: str) -> None:
    for x, top in peaks:
        half = int((base - top) * 0.95)
        pen.polygon([(x - half, base), (x, top), (x + half, base)], fill=rock)
        cap = int((base - top) * 0.28)
        side = int(cap * 0.95)
        jag = [
            (x, top),
            (x + side, top + cap),
            (x + side // 3, top + int(cap * 0.75)),
            (x, top + int(cap * 1.1)),
            (x - side // 3, top + int(cap * 0.75)),
            (x - side, top + cap),
        ]
        pen.polygon(jag, fill=snow)


def conference(image: Image.Image) -> None:
    """Windows of one video meeting, joined by lines."""
    pen = ImageDraw.Draw(image)
    spots = [(330, 250), (800, 190), (1270, 250), (330, 600), (800, 640), (1270, 600)]
    for at, (x, y) in enumerate(spots):
        for other_x, other_y in spots[at + 1 :]:
            pen.line([(x, y), (other_x, other_y)], fill="#2c5fb8", width=3)
    coats = (PAPER, MINT, SAND, SKY, PAPER, MINT)
    grounds = (BLUE, "#3d8f7a", "#c9702f", "#5b53c4", "#1a5fb4", "#b5475f")
    for (x, y), coat, ground, at in zip(spots, coats, grounds, range(6), strict=True):
        pen.rounded_rectangle((x - 190, y - 130, x + 190, y + 130), 26, fill=PAPER)
        pen.rounded_rectangle((x - 178, y - 118, x + 178, y + 118), 18, fill=ground)
        _person(pen, x, y + 118, 92, coat, SKINS[at % 4])
    _cross(pen, 800, 420, 44, SUN)


def plans(image: Image.Image) -> None:
    """Twelve months as tiles, some with a screen and some with a journey."""
    pen = ImageDraw.Draw(image)
    for month in range(12):
        x, y = 190 + (month % 6) * 244, 250 + (month // 6) * 300
        pen.rounded_rectangle((x - 100, y - 120, x + 100, y + 120), 24, fill=PAPER)
        pen.rounded_rectangle((x - 100, y - 120, x + 100, y - 72), 24, fill=DEEP)
        pen.rectangle((x - 100, y - 96, x + 100, y - 72), fill=DEEP)
        if month < 5 or month in (7, 9):
            pen.rounded_rectangle((x - 62, y - 40, x + 62, y + 44), 10, fill=BLUE)
            pen.rectangle((x - 12, y + 44, x + 12, y + 66), fill=BLUE)
            pen.rounded_rectangle((x - 40, y + 62, x + 40, y + 74), 6, fill=BLUE)
            pen.polygon([(x - 14, y - 22), (x - 14, y + 26), (x + 26, y + 2)], fill=PAPER)
        else:
            shape = [(x - 66, y + 40), (x + 70, y - 44), (x + 14, y + 66), (x, y + 18)]
            pen.polygon(shape, fill=CORAL)
            pen.polygon([(x, y + 18), (x + 70, y - 44), (x - 20, y + 8)], fill="#c94a30")


def coordinators(image: Image.Image) -> None:
    """One person between a patient and a doctor, with three speech bubbles."""
    pen = ImageDraw.Draw(image)
    pen.ellipse((-200, 700, 1800, 1300), fill=MINT)
    _person(pen, 380, 800, 190, CORAL, SKINS[1])
    _person(pen, 800, 800, 210, BLUE, SKINS[0])
    _person(pen, 1220, 800, 190, PAPER, SKINS[3])
    _cross(pen, 1290, 720, 30, CORAL)
    for x, y, colour, lines in ((420, 220, PAPER, 2), (800, 150, SUN, 3), (1180, 220, PAPER, 2)):
        pen.rounded_rectangle((x - 150, y - 92, x + 150, y + 72), 36, fill=colour)
        pen.polygon([(x - 28, y + 68), (x + 34, y + 68), (x, y + 118)], fill=colour)
        for line in range(lines):
            width = (110, 84, 60)[line]
            top = y - 50 + line * 40
            pen.rounded_rectangle((x - width, top, x + width, top + 16), 8, fill=DEEP if line == 0 else SKY)


def fair(image: Image.Image) -> None:
    """Booths of a fair below snowy mountains, with people talking."""
    pen = ImageDraw.Draw(image)
    pen.ellipse((1180, 90, 1330, 240), fill=SUN)
    _mountains(pen, 560, [(250, 200), (620, 120), (1050, 190), (1420, 250)], "#5b83c4", PAPER)
    _mountains(pen, 580, [(430, 300), (860, 280), (1260, 330)], "#3f68ab", ICE)
    pen.rectangle((0, 560, WIDTH, HEIGHT), fill=SAND)
    for at, x in enumerate((90, 460, 830, 1200)):
        colour = (BLUE, CORAL, LEAF, DEEP)[at]
        pen.rectangle((x, 430, x + 310, 690), fill=PAPER)
        for stripe in range(6):
            left = x - 10 + stripe * 55
            pen.pieslice((left, 380, left + 55, 490), 0, 180, fill=colour if stripe % 2 == 0 else ICE)
            pen.rectangle((left, 400, left + 55, 436), fill=colour if stripe % 2 == 0 else ICE)
        _cross(pen, x + 155, 560, 34, colour)
        pen.rectangle((x - 6, 636, x + 316, 700), fill=colour)
    for at, x in enumerate((230, 330, 640, 760, 1010, 1120, 1380, 1480)):
        _person(pen, x, 840, 68, (NIGHT, PAPER, LEAF, CORAL, BLUE, SUN, PAPER, DEEP)[at], SKINS[at % 4])


def mission(image: Image.Image) -> None:
    """A clinic tent beside a ger on the steppe, and people coming in a line."""
    pen = ImageDraw.Draw(image)
    pen.ellipse((180, 110, 300, 230), fill=SUN)
    for top, colour in ((430, "#7fb08a"), (500, "#5f9a70"), (590, "#4b865d")):
        points = [(0, HEIGHT)]
        points += [
            (x, top + int(46 * math.sin(x / 260 + top) + 20 * math.sin(x / 97 + top / 3)))
            for x in range(0, WIDTH + 1, 20)
        ]
        pen.polygon([*points, (WIDTH, HEIGHT)], fill=colour)
    pen.polygon([(210, 520), (400, 420), (590, 520)], fill=PAPER)
    pen.rectangle((225, 520, 575, 690), fill=PAPER)
    pen.rectangle((225, 540, 575, 556), fill=CORAL)
    pen.rectangle((225, 640, 575, 656), fill=CORAL)
    pen.rectangle((360, 560, 440, 690), fill="#c9702f")
    pen.polygon([(880, 560), (1120, 380), (1360, 560)], fill=BLUE)
    pen.rectangle((900, 560, 1340, 710), fill=ICE)
    pen.polygon([(1050, 710), (1120, 560), (1190, 710)], fill=DEEP)
    _cross(pen, 1120, 490, 36, PAPER)
    for at, x in enumerate((640, 720, 800, 870)):
        _person(pen, x, 770 - at * 12, 50, (CORAL, SUN, DEEP, LEAF)[at], SKINS[(at + 1) % 4])
    _person(pen, 1010, 740, 56, PAPER, SKINS[0])


SCENES: dict[str, tuple[str, str, Callable[[Image.Image], None]]] = {
    "conference": (NIGHT, DEEP, conference),
    "plans-2022": ("#cfe0ff", "#8ab4ff", plans),
    "coordinators": ("#dcebff", "#f3f8ff", coordinators),
    "kitf-2024": ("#bcd8ff", "#eef5ff", fair),
    "mission-2024": ("#a9d3ff", "#f1f8ff", mission),
}
"""What each bulletin's picture shows, on which ground."""


def drawing(slug: str) -> bytes:
    """Draw the picture of a bulletin as PNG, 1600 by 840; the same bytes every time."""
    top, bottom, scene = SCENES[slug]
    image = _ground(top, bottom)
    scene(image)
    kept = io.BytesIO()
    image.save(kept, "PNG", optimize=True)
    return kept.getvalue()
