"""Clauses for a SAT solver, with literals that may already be decided."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Sequence

Literal = int | bool
"""A variable, its negation, or a truth known beforehand."""


class Clauses:
    """A growing set of clauses; variables are counted from 1."""

    def __init__(self) -> None:
        self.top = 0
        self.flat = array("i")
        """All clauses one after another, each closed by 0."""

    def new(self) -> int:
        """Give a new variable."""
        self.top += 1
        return self.top

    def add(self, *clause: int) -> None:
        """Add a clause of undecided literals."""
        self.flat.extend(clause)
        self.flat.append(0)

    def either(self, *clause: Literal) -> None:
        """Add a clause in which some literals may be decided: true ones fulfil it, false ones fall out."""
        left = []
        for one in clause:
            if one is True:
                return
            if one is not False:
                left.append(one)
        self.flat.extend(left)
        self.flat.append(0)

    def at_most_one(self, row: Sequence[int]) -> None:
        """Let at most one of the literals be true: by pairs if few, else by a ladder."""
        if len(row) <= 5:
            for place, one in enumerate(row):
                for other in row[:place]:
                    self.add(-one, -other)
            return
        before = row[0]
        for one in row[1:-1]:
            rung = self.new()
            self.add(-before, rung)
            self.add(-one, rung)
            self.add(-before, -one)
            before = rung
        self.add(-before, -row[-1])

    def counted(self, row: Iterable[int], most: int) -> list[Literal]:
        """
        Count true literals exactly and allow at most so many.

        :return: for each number from 1 on, whether at least so many are true
        """
        before: list[Literal] = [True, *([False] * most)]
        for one in row:
            now: list[Literal] = [True]
            for number in range(1, most + 1):
                idle = before[number] is False and before[number - 1] is False
                now.append(False if idle else self.new())
            for number in range(1, most + 1):
                here, under, was = now[number], before[number - 1], before[number]
                if here is False:
                    continue
                self.either(negated(was), here)
                self.either(negated(under), -one, here)
                self.either(negated(here), was, one)
                self.either(negated(here), under)
            self.either(negated(before[most]), -one)
            before = now
        return before[1:]

    def at_most(self, row: Sequence[int], most: int) -> None:
        """Let at most so many literals be true, by a sequential counter in one direction."""
        if len(row) <= most:
            return
        if most == 0:
            for one in row:
                self.add(-one)
            return
        before: list[int] = []
        for place, one in enumerate(row):
            now = [self.new() for _ in range(min(place + 1, most))] if place < len(row) - 1 else []
            for number, here in enumerate(now):
                if number < len(before):
                    self.add(-before[number], here)
                if number == 0:
                    self.add(-one, here)
                else:
                    self.add(-before[number - 1], -one, here)
            if len(before) == most:
                self.add(-before[-1], -one)
            before = now


def negated(one: Literal) -> Literal:
    """Give the opposite of a literal, decided or not."""
    return not one if isinstance(one, bool) else -one
