"""Steps: places in the code where a rehearsal may pull the plug. In a real clinic nobody watches, and nothing happens."""

from __future__ import annotations

from collections.abc import Callable

Watch = Callable[[str], None]

STEPS = {
    "entries.read": "a tablet's sending was read; nothing is written yet",
    "entries.written": "its entries and what is folded from them are written, not yet committed",
    "entries.committed": "they are committed; the tablet has not heard of it",
    "frame.read": "head office opened a frame; nothing is written yet",
    "frame.written": "its entries are written at head office, not yet committed",
    "frame.committed": "they are committed; the site has not heard of it",
    "sync.asked": "the site knows what head office holds",
    "sync.sealed": "a frame is sealed and ready to be sent",
    "sync.answered": "head office has answered; the site has not noted it",
    "sync.noted": "the site has noted what head office holds",
    "stick.written": "a file for the stick is written, not yet under its own name",
    "epoch.begun": "a new epoch is written, not yet committed",
}
"""Every step with what is true when it is reached."""

_watching: list[Watch] = []


def watch(each: Watch) -> None:
    """Let somebody be told of every step from now on in this process: for `naru rehearse` alone."""
    _watching.append(each)


def reached(step: str) -> None:
    """Say that a step is reached. Nothing happens where nobody watches."""
    for each in _watching:
        each(step)
