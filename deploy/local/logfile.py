"""A server's output in a file that is kept short while the server writes to it."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

LIMIT: Final = 16 * 1024 * 1024
KEPT: Final = 3


@contextmanager
def opened(log: Path) -> Iterator[int]:
    """A descriptor that appends, so that `shorten` may cut the file under a running server."""
    shorten(log)
    descriptor = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_APPEND | os.O_CLOEXEC, 0o600)
    try:
        yield descriptor
    finally:
        os.close(descriptor)


def shorten(log: Path, limit: int = LIMIT) -> None:
    """Beyond the limit, move what is there to `log.1` (and that to `.2`, …). A few lines may get lost in between."""
    if size(log) <= limit:
        return
    for number in range(KEPT, 1, -1):
        newer = log.with_name(f"{log.name}.{number - 1}")
        if newer.exists():
            newer.replace(log.with_name(f"{log.name}.{number}"))
    shutil.copyfile(log, log.with_name(f"{log.name}.1"))
    os.truncate(log, 0)


def size(log: Path) -> int:
    return log.stat().st_size if log.exists() else 0


def tail(log: Path, since: int = 0, lines: int = 15) -> str:
    """The last lines written after the offset."""
    if not log.exists():
        return ""
    with log.open("rb") as file:
        file.seek(max(since, size(log) - 20_000))
        return "\n".join(file.read().decode(errors="replace").splitlines()[-lines:])
