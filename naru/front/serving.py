"""The server process: granian with the product's own wsgi door."""

from __future__ import annotations

import socket
import sys


def command(*, host: str, port: int, workers: int) -> list[str]:
    """Give the command line that serves the product by granian."""
    return [
        *(sys.executable, "-m", "granian", "--interface", "wsgi", "naru.front.wsgi:application"),
        *("--host", host, "--port", str(port), "--workers", str(workers), "--blocking-threads", "4"),
        *("--respawn-failed-workers", "--no-ws", "--log-level", "warning"),
    ]


def free_port(host: str, wanted: int) -> int:
    """Give the wanted port where it is free, else the next free one within twenty, else 0."""
    for port in range(wanted, wanted + 20):
        with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((host, port))
            except OSError:
                continue
            return port
    return 0
