"""
Skeletons: the letters of a romanised word that survive every usual way of spelling it.

Kh, h and x are one sound; so are j, zh, dzh and ch; g, k and q; b, p and f; d and t; s, sh and ts; v and
w; o, u, eo and eu. Marks, doubled letters and silent glides go. What is left is coarse on purpose: it finds
candidates; `likeness` then tells the near from the far.
"""

from __future__ import annotations

import re
from functools import lru_cache

# Whole words whose usual spellings no rule reaches: Korean family names, and one Vietnamese.
_WORDS = {
    "lee": "li", "yi": "li", "rhee": "li", "rhie": "li", "ri": "li", "ree": "li", "leigh": "li",
    "park": "pak", "bark": "pak",
    "tsoi": "choe", "tsoy": "choe", "choy": "choe",
    "lim": "im", "rim": "im", "yim": "im", "leem": "im",
    "ryu": "yu", "ryoo": "yu", "lyu": "yu", "lyoo": "yu", "yoo": "yu", "you": "yu",
    "roh": "no", "rho": "no", "ro": "no",
    "ahn": "an", "bahn": "pan", "hahn": "han", "hur": "heo", "paik": "baek", "baik": "baek", "paek": "baek",
    "sohn": "son", "shon": "son", "chough": "cho", "hyon": "hyeon", "kwun": "kwon",
    "alexander": "aleksandr", "aleksander": "aleksandr",
    "nguyen": "nguen", "eunguyen": "nguen", "ngyuen": "nguen",
}  # fmt: skip

# The order matters: each step takes what the one before has left.
_STEPS: list[tuple[re.Pattern[str], str]] = [
    (re.compile(pattern), into)
    for pattern, into in [
        (r"^ngh", "ng"),
        (r"^wh", "hw"),
        (r"shch|sch", "S"),
        (r"tsch|tch|dzh|chzh|dj|zh|ch|j", "C"),
        (r"ts|tz|sh", "S"),
        (r"dz", "z"),
        (r"kh|x", "h"),
        (r"(?<!n)gh|ck|q", "k"),
        (r"ph|f", "p"),
        (r"th", "t"),
        (r"c(?=[eiy])", "s"),
        (r"c", "k"),
        (r"(?<=[aeiou])h$", ""),
        (r"w(?=oo|u)", ""),
        (r"w", "v"),
        (r"g", "k"),
        (r"b", "p"),
        (r"d", "t"),
        (r"S", "s"),
        (r"C", "c"),
        # vowels
        (r"(?<=[aeou])ye(?!o)", "e"),
        (r"[iy]*[iy]eo", "yo"),
        (r"eo|eu(?!i)", "o"),
        (r"(?<![aeo])(?:eui|ui)", "i"),
        (r"ae", "e"),
        (r"u", "o"),
        (r"oe|o+", "o"),
        (r"ee", "i"),
        (r"[iy]+e", "e"),
        (r"ee", "i"),
        (r"[iy]+(?=[ao])", "y"),
        (r"(?<=[aeo])[iy]+(?![ao])", ""),
        (r"[iy]+(?![ao])", "i"),
    ]
]
_JOINS: list[tuple[re.Pattern[str], str]] = [
    (re.compile(pattern), into)
    for pattern, into in [
        (r"nh", "n"),
        (r"eo", "o"),
        (r"[iy]+e", "e"),
        (r"[iy]+(?=[ao])", "y"),
        (r"(?<=[aeo])[iy]+(?![ao])", ""),
        (r"([a-z])\1+", r"\1"),
    ]
]
_LOAN = re.compile(r"^(ale|ma|feli|ro|o)x|^x(?=en)")


@lru_cache(maxsize=65536)
def skeleton(word: str) -> str:
    """Give the skeleton of one romanised word (letters a to z and digits); never empty for a word."""
    word = _WORDS.get(word, word)
    bones = _LOAN.sub(lambda found: found.group().replace("x", "ks"), word)
    for pattern, into in _STEPS:
        bones = pattern.sub(into, bones)
    return join([bones]) or word


def join(bones: list[str]) -> str:
    """Join the skeletons of words as if they had been written as one word."""
    whole = "".join(bones)
    for pattern, into in _JOINS:
        whole = pattern.sub(into, whole)
    return whole
