"""One commit for many tablets: whoever comes while the disk is busy waits, and goes with the next one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from threading import Lock

from naru.missions.actions.entries import Answers, Sending, take
from naru.missions.actions.laptops import met_the_future
from naru.missions.models import Here, Tablet
from naru.missions.rules.tablets import digest

MOST = 40
"""How many sendings one commit takes."""


@dataclass
class _Turn:
    sending: Sending
    done: bool = False
    answers: Answers | None = None
    fault: Exception | None = None


class Line:
    """
    The line before the disk (group commit): the first who comes writes for all who came meanwhile.

    With `synchronous=FULL` a commit waits for the disk once, however many tablets' entries are in it. An answer is
    given after the commit that holds the entries, never before.
    """

    def __init__(self) -> None:
        self._writing = Lock()
        self._adding = Lock()
        self._waiting: list[_Turn] = []

    def take(self, sending: Sending, *, now: Callable[[], datetime]) -> Answers | None:
        """
        Take one sending, together with whatever else waits. `now` is the moment of the commit.

        :raises Exception: what the database says of this sending; others in the line are not touched by it
        """
        turn = _Turn(sending)
        with self._adding:
            self._waiting.append(turn)
        with self._writing:
            while not turn.done:
                with self._adding:
                    some, self._waiting = self._waiting[:MOST], self._waiting[MOST:]
                self._write(some, now())
        if turn.fault:
            raise turn.fault
        return turn.answers

    def _write(self, some: list[_Turn], at: datetime) -> None:
        try:
            see_what_they_know([turn.sending for turn in some], at=at)
            answers = take([turn.sending for turn in some], at=at)
        except Exception as fault:
            if len(some) == 1:
                some[0].fault, some[0].done = fault, True
                return
            # One of them cannot be taken: each alone, so that it harms nobody else.
            for turn in some:
                self._write([turn], at)
            return
        for turn, answer in zip(some, answers, strict=True):
            turn.answers, turn.done = answer, True


def see_what_they_know(sendings: list[Sending], *, at: datetime) -> None:
    """Begin a new epoch where a tablet was told more by the running one than is written here: a backup was restored."""
    told = {digest(one.token): one for one in sendings if one.have and one.epoch}
    if not told:
        return
    here = (
        Here.objects.filter(epoch__uid__in={one.epoch for one in told.values()})
        .select_related("epoch")
        .first()
    )
    if here is None:
        return
    for tablet in Tablet.objects.filter(token_digest__in=told):
        one = told[tablet.token_digest]
        if one.epoch == str(here.epoch.uid) and one.have > tablet.have:
            met_the_future(here.site, by=None, at=at)
            return


LINE = Line()
"""The line of this process."""
