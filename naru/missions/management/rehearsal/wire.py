"""The wires of the rehearsal: a small proxy that counts what passes and spoils it as it is told."""

from __future__ import annotations

import socket
import threading
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from random import Random

LONGEST_WAIT = 60
SPOILT = (
    "cut_before",
    "cut_after",
    "repeated",
    "reordered",
    "truncated",
    "bit_flipped",
    "answer_truncated",
    "answer_flipped",
)
"""What can happen to one message on a wire that is up."""


@dataclass
class Message:
    """One HTTP message as it stood on the wire."""

    head: bytes
    body: bytes

    def whole(self) -> bytes:
        """Give all its bytes."""
        return self.head + self.body

    def flipped(self, chance: Random) -> bytes:
        """Give it with one bit of its body turned over; of its head where there is no body."""
        told = bytearray(self.whole())
        place = chance.randrange(len(self.head), len(told)) if self.body else chance.randrange(len(told))
        told[place] ^= 1 << chance.randrange(8)
        return bytes(told)


def receive(line: socket.socket) -> Message | None:
    """Read one message with its body, by Content-Length or up to the end; nothing where the line fell too early."""
    told = b""
    while b"\r\n\r\n" not in told:
        part = line.recv(65536)
        if not part:
            return None
        told += part
    head, _gap, body = told.partition(b"\r\n\r\n")
    lines = head.decode("latin-1").lower().split("\r\n")
    length = next((int(one.split(":")[1]) for one in lines if one.startswith("content-length:")), None)
    if length is None and not lines[0].startswith("http/"):
        length = 0
    while length is None or len(body) < length:
        part = line.recv(65536)
        if not part:
            if length is not None:
                return None
            break
        body += part
    return Message(head + b"\r\n\r\n", body)


class Wire:
    """
    A line between two machines, one connection for one message.

    `up` false is a partition. `spoil` is asked about each message and names one of SPOILT, or nothing. `left` is how
    many bytes the line still carries: at nought it is down, as the evening's line is after its quarter of an hour.
    """

    def __init__(self, port: int, towards: int, chance: Random) -> None:
        self.port, self.towards, self.chance = port, towards, chance
        self.up = True
        self.left: int | None = None
        self.spoil: Callable[[Message], str] = lambda _message: ""
        self.bytes = 0
        self.seen: Counter[str] = Counter()
        self.late: list[bytes] = []
        self.guard = threading.Lock()
        self.door = socket.socket()
        self.door.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        self.door.bind(("127.0.0.1", port))
        self.port = int(self.door.getsockname()[1])
        self.door.listen(128)
        threading.Thread(target=self._listen, daemon=True).start()

    def close(self) -> None:
        """Take the line away."""
        self.up = False
        self.door.close()

    def _listen(self) -> None:
        while True:
            try:
                line, _whose = self.door.accept()
            except OSError:
                return
            threading.Thread(target=self._carry, args=(line,), daemon=True).start()

    def _carry(self, line: socket.socket) -> None:
        with line:
            line.settimeout(LONGEST_WAIT)
            try:
                asked = receive(line) if self._open() else None
                if asked:
                    self._pass(line, asked)
            except OSError:
                self.seen["broken"] += 1

    def _open(self) -> bool:
        return self.up and (self.left is None or self.left > 0)

    def _count(self, carried: int) -> bool:
        with self.guard:
            self.bytes += carried
            if self.left is not None:
                self.left -= carried
            return self._open()

    def _pass(self, line: socket.socket, asked: Message) -> None:
        with self.guard:
            what = self.spoil(asked)
            if what:
                self.seen[what] += 1
        if not self._count(len(asked.whole())) or what == "cut_before":
            return
        if what == "truncated":
            self._ask(
                asked.whole()[: self.chance.randrange(len(asked.head), len(asked.whole()) + 1)], half=True
            )
            return
        if what == "reordered":
            # It lies somewhere on the way, and arrives after later ones.
            self.late.append(asked.whole())
            return
        told = asked.flipped(self.chance) if what == "bit_flipped" else asked.whole()
        if what == "repeated":
            self._ask(told)
        answer = self._ask(told)
        if answer is None or not self._count(len(answer.whole())) or what == "cut_after":
            return
        if what == "answer_flipped":
            line.sendall(answer.flipped(self.chance))
        elif what == "answer_truncated":
            line.sendall(answer.whole()[: self.chance.randrange(len(answer.whole()))])
        else:
            line.sendall(answer.whole())

    def _ask(self, told: bytes, *, half: bool = False) -> Message | None:
        try:
            with socket.create_connection(("127.0.0.1", self.towards), timeout=LONGEST_WAIT) as onward:
                onward.sendall(told)
                if half:
                    return None
                return receive(onward)
        except OSError:
            return None

    def deliver_late(self) -> int:
        """Let everything that lay on the way arrive now, the last first; say how much it was."""
        with self.guard:
            late, self.late = self.late[::-1], []
        for told in late:
            self._ask(told)
        return len(late)
