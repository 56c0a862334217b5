"""The key ring: wrapping keys in a folder outside every database, `<n>.key` with 64 hexadecimal digits; the newest is the current.

A ring is turned by adding a key; it forgets a key by destroying its file, and with it everything that only that key opens.
"""

import os
import secrets
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

_LEAST_VARIETY: Final = 8  # different bytes among 32; fewer never come by chance


class NotInRing(LookupError):
    """No such wrapping key: destroyed, or not brought to this machine yet."""


class BadRing(Exception):
    """The folder or a file of it cannot be used; the text says why, never the key."""


@dataclass(slots=True)
class KeyRing:
    """`first` is entry 1 of an installation that began with a single master key file; without a `folder` it stays the only one."""

    folder: Path | None
    first: Path | None = None
    _known: dict[int, bytes] = field(default_factory=dict, repr=False)

    def key(self, number: int) -> bytes:
        """Raises NotInRing, BadRing."""
        if number not in self._known:
            self.reload()
        try:
            return self._known[number]
        except KeyError:
            raise NotInRing(number) from None

    @property
    def numbers(self) -> list[int]:
        return sorted(self._files())

    def reload(self) -> None:
        """Read the folder anew; what was destroyed is forgotten here too."""
        self._known = {number: _read(file) for number, file in self._files().items()}

    def add(self) -> int:
        """A new wrapping key, on disk before this returns."""
        number = max(self.numbers, default=0) + 1
        file = self._own_folder() / f"{number}.key"
        write_durably(file, secrets.token_hex(32).encode())
        self.reload()
        return number

    def destroy(self, number: int) -> None:
        """Overwrite and unlink; harmless when it is gone."""
        file = self._files().get(number)
        self._known.pop(number, None)
        if file is None:
            return
        with file.open("r+b") as content:
            content.write(os.urandom(file.stat().st_size))
            content.flush()
            os.fsync(content.fileno())
        file.unlink()
        _sync(file.parent)

    def _own_folder(self) -> Path:
        if self.folder is None:
            raise BadRing("a ring of one key cannot be turned: name a folder with CW_KEY_RING_DIR")
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        return self.folder

    def _files(self) -> dict[int, Path]:
        found = {1: self.first} if self.first is not None and self.first.is_file() else {}
        for file in self.folder.glob("*.key") if self.folder is not None else ():
            if file.stem.isascii() and file.stem.isdecimal():
                found[int(file.stem)] = file
        return found


def _read(file: Path) -> bytes:
    try:
        key = bytes.fromhex(file.read_text().strip())
    except ValueError:
        raise BadRing(f"{file}: the file must hold 64 hexadecimal digits") from None
    if len(key) != 32 or len(set(key)) < _LEAST_VARIETY:
        raise BadRing(f"{file}: the file must hold 64 hexadecimal digits that were drawn at random")
    return key


def write_durably(file: Path, content: bytes) -> None:
    """Beside it first, then in its place: after a crash there is the old file or the new one, readable by its owner only."""
    beside = file.with_name(f".{file.name}.new")
    descriptor = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    try:
        os.fchmod(descriptor, 0o600)
        with os.fdopen(descriptor, "wb", closefd=False) as out:
            out.write(content)
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
    beside.replace(file)
    _sync(file.parent)


def _sync(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
