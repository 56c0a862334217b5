"""Seals as text: a C2SP checkpoint (https://c2sp.org/tlog-checkpoint) in a signed note, co-signed as tlog-cosignature says.

<cell>/<service>                     whose log
2000                                 so many positions, from the first on
<base64 of the root>
previous <base64 of the hash of the text of the seal before, or - for the first>
positions 1001-2000                  what this seal adds
made 2027-03-01T08:00:00.000000Z     by the business clock
hash sha-256                         of the tree's nodes

— <cell>/<service> <base64 of key id, signature>
— <cell>/<witness> <base64 of key id, seconds, signature>
"""

import binascii
import json
import re
from base64 import b64decode, b64encode
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any, Final

from shared.crypto import Checker, Signer, checker, digest

SIGNED: Final = b"\x01"
COSIGNED: Final = b"\x04"
_DASH: Final = "\N{EM DASH} "
_TEXT: Final = re.compile(
    r"(?P<origin>[^\s+]+)\n(?P<size>[1-9][0-9]{0,18})\n(?P<root>[A-Za-z0-9+/]{43}=)\n"
    r"previous (?P<previous>-|[A-Za-z0-9+/]{43}=)\npositions (?P<first>[1-9][0-9]{0,18})-(?P=size)\n"
    r"made (?P<made>[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:]{8}\.[0-9]{6}Z)\nhash (?P<algorithm>[a-z0-9-]+)\n"
)
_INSTANT: Final = "%Y-%m-%dT%H:%M:%S.%fZ"


class NotGenuine(ValueError):
    """No seal, or one that its origin did not sign."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Checkpoint:
    """What is signed: the tree of the first `size` positions. `first` is the first of those this seal adds."""

    origin: str
    size: int
    root: bytes
    previous: bytes | None
    first: int
    made: datetime
    algorithm: str

    def text(self) -> str:
        previous = "-" if self.previous is None else _said(self.previous)
        made = self.made.astimezone(UTC).strftime(_INSTANT)
        return (
            f"{self.origin}\n{self.size}\n{_said(self.root)}\nprevious {previous}\n"
            f"positions {self.first}-{self.size}\nmade {made}\nhash {self.algorithm}\n"
        )

    def hash(self) -> bytes:
        """What the next seal names as its previous."""
        return digest(self.algorithm)(self.text().encode())

    @staticmethod
    def parsed(text: str) -> "Checkpoint":
        """Raises NotGenuine for anything but the one form of a checkpoint."""
        found = _TEXT.fullmatch(text)
        if found is None:
            raise NotGenuine("no checkpoint")
        try:
            made = datetime.strptime(found["made"], _INSTANT).replace(tzinfo=UTC)
        except ValueError:
            raise NotGenuine("no checkpoint") from None
        checkpoint = Checkpoint(
            origin=found["origin"], size=int(found["size"]), root=b64decode(found["root"]),
            previous=None if found["previous"] == "-" else b64decode(found["previous"]),
            first=int(found["first"]), made=made, algorithm=found["algorithm"],
        )  # fmt: skip
        if checkpoint.text() != text or checkpoint.first > checkpoint.size:
            raise NotGenuine("no checkpoint")
        return checkpoint


def key_id(name: str, public_key: bytes, kind: bytes = SIGNED) -> bytes:
    """Four bytes that find a key again: of who signs, in which way, with which key."""
    return sha256(name.encode() + b"\n" + kind + public_key).digest()[:4]


def sign(checkpoint: Checkpoint, signer: Signer) -> str:
    """The seal: a note with the signature of its origin."""
    text, name = checkpoint.text(), checkpoint.origin
    return f"{text}\n{_line(name, key_id(name, signer.public_key) + signer.sign(text.encode()))}"


def cosign(text: str, name: str, signer: Signer, seconds: int) -> str:
    """A witness's line under a checkpoint that it found to go on from what it had seen before."""
    signature = signer.sign(_cosigned(text, seconds))
    return _line(name, key_id(name, signer.public_key, COSIGNED) + seconds.to_bytes(8) + signature)


def opened(note: str) -> tuple[str, list[str]]:
    """The signed text and the signature lines below it. Raises NotGenuine."""
    text, blank, lines = note.rpartition("\n\n")
    if not blank or not lines.endswith("\n"):
        raise NotGenuine("no signed note")
    return text + "\n", [f"{line}\n" for line in lines.split("\n")[:-1]]


@dataclass(frozen=True, slots=True)
class PublicKeys:
    """The public keys of all origins, as they stand in their file; an origin has several while they change."""

    entries: Mapping[str, Any]
    _checkers: Mapping[str, Mapping[bytes, tuple[bytes, Checker]]]

    @staticmethod
    def of(entries: Mapping[str, Any]) -> "PublicKeys":
        """`entries`: origin → list of {key_id, algorithm, public_key (base64)}. Raises ValueError, NotOffered."""
        checkers: dict[str, dict[bytes, tuple[bytes, Checker]]] = {}
        for name, listed in entries.items():
            for entry in listed:
                public = b64decode(entry["public_key"], validate=True)
                if entry["key_id"] != key_id(name, public).hex():
                    raise ValueError(f"{name}: the key id {entry['key_id']} belongs to another key or name")
                check = checker(public, entry["algorithm"])
                for kind in (SIGNED, COSIGNED):
                    checkers.setdefault(name, {})[key_id(name, public, kind)] = (kind, check)
        return PublicKeys(entries, checkers)

    @staticmethod
    def load(file: Path) -> "PublicKeys":
        return PublicKeys.of(json.loads(file.read_text()))

    def knows(self, name: str, public_key: bytes) -> bool:
        return key_id(name, public_key) in self._checkers.get(name, {})

    def verified(self, note: str, origin: str) -> tuple[Checkpoint, str]:
        """The checkpoint of a note and its text. Raises NotGenuine unless this origin signed it with a known key."""
        text, lines = opened(note)
        checkpoint = Checkpoint.parsed(text)
        if checkpoint.origin != origin:
            raise NotGenuine("of another origin")
        if not any(self._kind(text, line, origin) == SIGNED for line in lines):
            raise NotGenuine("not signed by its origin")
        return checkpoint, text

    def is_cosignature(self, text: str, line: str, witness: str) -> bool:
        return self._kind(text, line, witness) == COSIGNED

    def _kind(self, text: str, line: str, name: str) -> bytes | None:
        """How this name signed the text with this line; None when it did not, or with a key we do not know."""
        start = f"{_DASH}{name} "
        if not line.startswith(start):
            return None
        try:
            raw = b64decode(line.removeprefix(start).removesuffix("\n"))
        except binascii.Error:
            return None
        if line != _line(name, raw):  # base64 has more than one way to write the same bytes
            return None
        kind, check = self._checkers.get(name, {}).get(raw[:4], (None, None))
        if check is None:
            return None
        signed = text.encode() if kind == SIGNED else _cosigned(text, int.from_bytes(raw[4:12]))
        return kind if check.checks(raw[4:] if kind == SIGNED else raw[12:], signed) else None


def entry(name: str, signer: Signer) -> dict[str, str]:
    """What others need to know of a key, as it stands in the file of public keys."""
    id, public = key_id(name, signer.public_key), signer.public_key
    return {"key_id": id.hex(), "algorithm": signer.algorithm, "public_key": _said(public)}


def _cosigned(text: str, seconds: int) -> bytes:
    return f"cosignature/v1\ntime {seconds}\n{text}".encode()


def _line(name: str, signature: bytes) -> str:
    return f"{_DASH}{name} {_said(signature)}\n"


def _said(raw: bytes) -> str:
    return b64encode(raw).decode()
