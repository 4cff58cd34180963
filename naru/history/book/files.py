"""A file that is stored for a row: if the row does not come to stand, the file goes too."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any


@contextmanager
def stored_for(row: Any) -> Iterator[None]:
    """
    Take the file of a new row away again where the rest of the block fails.

    The database rolls back by itself; the folder of files does not, and nobody would ever find the file again.
    """
    try:
        yield
    except BaseException:
        if row.file and row.file._committed:
            row.file.storage.delete(row.file.name)
        raise
