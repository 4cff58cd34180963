"""The scripts that words are written in, where a rule must tell them apart."""

from __future__ import annotations

import re

HANGUL = re.compile("[가-힣]")
"""A syllable of Korean."""
