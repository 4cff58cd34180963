"""Why a wish is not in the plan, or why no plan is possible: a code with its facts, said in the reader's language."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

SENTENCES: dict[str, Callable[[dict[str, Any]], str]] = {
    "no_common_slot": lambda f: _("The two have no free slot in common."),
    "session_closed": lambda f: _("The two have no free slot in common in the session of this meeting."),
    "no_interpreter": lambda f: _("No interpreter speaks a language of both sides."),
    "interpreters_busy": lambda f: _("Every interpreter who could help is taken in all slots that remain."),
    "no_table": lambda f: _("All tables are taken in all slots that remain."),
    "side_full": lambda f: (
        _("%(who)s has no slot left: every free slot holds a meeting that came first.") % f
    ),
    "crowded": lambda f: _("It would displace wishes that count for more."),
    "left": lambda f: _("%(who)s is no longer there.") % f,
    "stopped": lambda f: _("Time ran out before a place was found."),
    "if_slot": lambda f: _("%(who)s were free in slot %(slot)s") % f,
    "if_table": lambda f: _("one more table were there in slot %(slot)s") % f,
    "if_interpreter": lambda f: _("one more interpreter for %(languages)s were there in slot %(slot)s") % f,
    "if_dropped": lambda f: _("meeting %(meeting)s were not held") % f,
    "too_many_for_side": lambda f: (
        ngettext(
            "%(who)s has %(meetings)s meetings but only %(slots)s slot in which they can lie.",
            "%(who)s has %(meetings)s meetings but only %(slots)s slots in which they can lie.",
            int(f["slots"]),
        )
        % f
    ),
    "too_many_for_tables": lambda f: (
        _("%(meetings)s meetings have to lie in %(slots)s slots, where the tables hold only %(room)s.") % f
    ),
    "too_uneven": lambda f: (
        _("Every plan gives somebody more than %(fairness)s breaks more than somebody else.") % f
    ),
    "clash": lambda f: _("These meetings cannot all be held together."),
}
"""Each code with its sentence."""


@dataclass(frozen=True)
class Reason:
    """A reason that can be kept and said in any language: `str()` says it in the language of the moment."""

    code: str
    facts: tuple[tuple[str, Any], ...] = ()

    def __str__(self) -> str:
        return SENTENCES[self.code](dict(self.facts))

    def plain(self) -> dict[str, Any]:
        """Give it as JSON values; `Reason.of` reads them back."""
        return {"code": self.code, "facts": dict(self.facts)}

    @classmethod
    def of(cls, plain: dict[str, Any]) -> Reason:
        """Read it back from JSON values."""
        return cls(plain["code"], tuple(plain["facts"].items()))


def because(code: str, **facts: Any) -> Reason:
    """Give the reason of this code with its facts."""
    if code not in SENTENCES:
        raise KeyError(code)
    return Reason(code, tuple(facts.items()))
