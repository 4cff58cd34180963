"""What the log may say: it is set up before the apps are, so nothing of theirs is needed here."""

from __future__ import annotations

import logging
import re

_KEYS = re.compile(r"(?<=[/=])(?=[\w-]*[A-Z])[\w-]{16,}|(?<=/key/)[^/\s?]+")
"""What opens a door by itself where it stands in an address: mailed links, calendars, badges."""


class WithoutKeys(logging.Filter):
    """Have the log name an address without the key in it: whoever reads the log is not to open mailed links."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Write … in place of each key; every line is kept."""
        said = record.getMessage()
        masked = _KEYS.sub("…", said)
        if masked != said:
            record.msg, record.args = masked, ()
        return True
