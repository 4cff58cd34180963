"""
A process of its own that solves one set of clauses under bounds; it can be killed at any time.

Run by its path, so that it loads nothing but the SAT solver. It reads from standard input a header (one line of
JSON) and the clauses as integers, then takes bounds line by line and answers each with one line of JSON.
"""

from __future__ import annotations

import json
import sys
from array import array
from typing import IO, Any


def _limit(memory: int) -> None:
    try:
        import resource
    except ImportError:  # not on this system
        return
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))


def _read(source: IO[bytes]) -> tuple[dict[str, Any], list[list[int]]]:
    """
    Read the clauses, with meeting × slot turned round: the solver's first guess for a variable is "true", and for
    nearly all of these "not there" is the better guess (measured in docs/decisions/0036).
    """
    header = json.loads(source.readline())
    flat = array("i")
    flat.frombytes(source.read(header["bytes"]))
    clauses: list[list[int]] = []
    row: list[int] = []
    turned = header["read"]
    for one in flat:
        if one:
            row.append(-one if -turned <= one <= turned else one)
        else:
            clauses.append(row)
            row = []
    return header, clauses


def _under(breaks: list[int], most: int | None, top: int) -> list[list[int]]:
    """Give the clauses that let at most so many of the breaks be true."""
    from pysat.card import CardEnc, EncType

    if most is None or most >= len(breaks):
        return []
    if most == 0:
        return [[-one] for one in breaks]
    return list(CardEnc.atmost(lits=breaks, bound=most, top_id=top, encoding=EncType.totalizer).clauses)


def main() -> None:
    """Answer each bound until the input ends."""
    from pysat.solvers import Solver

    source, sink = sys.stdin.buffer, sys.stdout
    header, clauses = _read(source)
    _limit(header["memory"])
    for line in source:
        asked = json.loads(line)
        with Solver(header["solver"], bootstrap_with=clauses) as solver:
            for clause in _under(header["breaks"], asked["most"], header["top"]):
                solver.add_clause(clause)
            model = solver.get_model() if solver.solve() else None
        held = None if model is None else [-one for one in model[: header["read"]] if one < 0]
        sink.write(json.dumps({"most": asked["most"], "held": held}) + "\n")
        sink.flush()


if __name__ == "__main__":
    main()
