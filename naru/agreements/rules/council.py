"""The digest of a report to the council."""

from __future__ import annotations

import hashlib
import json
from typing import Any


def digest(contents: dict[str, Any]) -> str:
    """Give the SHA-256 (hex) of a report's contents, whatever the order of their keys."""
    text = json.dumps(contents, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()
