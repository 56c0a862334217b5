"""Checks the export of a log, or the evidence about a person or a stream, without any of the system that made it.

    python verify.py export.bin|bundle.json --keys keys.json [--seal note.txt] [--witnesses N]

Needs Python 3.11 and `cryptography`, no network. `keys.json` are the services' public keys, `note.txt` a seal that you kept.
Says OK and ends with 0, or the first bad position and why, with 1; with 2 when a file cannot be read. See docs/proof.md.
"""

import argparse
import json
import re
import sys
from base64 import b64decode, b64encode
from collections.abc import Callable
from functools import reduce
from hashlib import sha256
from pathlib import Path
from struct import unpack
from typing import Any, BinaryIO

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

HASH = "[A-Za-z0-9+/]{43}="
NOTE = re.compile(
    rf"(?P<text>(?P<origin>\S+)\n(?P<size>\d{{1,19}})\n(?P<root>{HASH})\nprevious (?P<previous>-|{HASH})\n"
    r"positions (?P<first>\d{1,19})-(?P=size)\nmade \S{27}\nhash (?P<hash>sha-256|sm3)\n)\n(?P<lines>(— .*\n)+)"
)
Keys = dict[str, dict[bytes, tuple[int, Ed25519PublicKey]]]


class Bad(Exception):
    """The first position that is not as it was sealed, and why."""


def sm3(content: bytes) -> bytes:
    hashing = hashes.Hash(hashes.SM3())
    hashing.update(content)
    return hashing.finalize()


HASHES: dict[str, Callable[[bytes], bytes]] = {"sha-256": lambda content: sha256(content).digest(), "sm3": sm3}
NAMED = {b'{"alg":"%s"' % name.encode(): hashed for name, hashed in HASHES.items()}  # how meta begins


def leaf(position: int, columns: bytes, meta: bytes, hashed: bytes, stored: bytes) -> bytes:
    """The event's own hash, when columns, bytes and stored hash agree. `hashed` is u32(len meta) ‖ meta ‖ data."""
    hash = NAMED.get(meta[: meta.find(b",")])
    if hash is None:
        raise Bad(position, "its bytes name no known hash")
    if hash(b"\x00" + hashed) != stored:
        raise Bad(position, "its bytes are not those that were hashed")
    if columns != meta:
        raise Bad(position, "its columns say something else than its bytes")
    return stored


class Seal:
    """A seal whose signatures were all checked; `witnesses` co-signed it."""

    def __init__(self, note: str, keys: Keys, position: int) -> None:
        found = NOTE.fullmatch(note)
        if found is None:
            raise Bad(position, "what follows is no seal")
        self.text = found["text"].encode()
        self.origin, self.algorithm = found["origin"], found["hash"]
        self.size, self.first, self.root = int(found["size"]), int(found["first"]), b64decode(found["root"])
        self.previous = None if found["previous"] == "-" else b64decode(found["previous"])
        signed = [self._signed(line, keys, position) for line in found["lines"].split("\n")[:-1]]
        if (self.origin, 1) not in signed:
            raise Bad(position, f"the seal is not signed by {self.origin}")
        self.witnesses = {name for name, kind in signed if kind == 4} - {self.origin}
        self.hash = HASHES[self.algorithm](self.text)

    def _signed(self, line: str, keys: Keys, position: int) -> tuple[str, int]:
        """Who signed, and as what: 1 the origin, 4 a witness."""
        try:
            _, name, encoded = line.split(" ")
            raw = b64decode(encoded)
            if b64encode(raw).decode() != encoded:
                raise ValueError
            kind, key = keys[name][raw[:4]]
            if kind == 1:
                key.verify(raw[4:], self.text)
            else:
                key.verify(raw[12:], b"cosignature/v1\ntime %d\n" % int.from_bytes(raw[4:12]) + self.text)
        except (ValueError, KeyError, InvalidSignature):
            raise Bad(position, "a signature of the seal is forged, or of a key you do not have") from None
        return name, kind


def read_keys(entries: dict[str, Any]) -> Keys:
    """By name, and by the id under which a key signs in each way (C2SP signed-note and tlog-cosignature)."""
    found: Keys = {}
    for name, listed in entries.items():
        for raw in (b64decode(entry["public_key"]) for entry in listed):
            for kind in (1, 4):
                id = sha256(name.encode() + b"\n" + bytes([kind]) + raw).digest()[:4]
                found.setdefault(name, {})[id] = kind, Ed25519PublicKey.from_public_bytes(raw)
    return found


class Tree:
    """The tree of RFC 6962 as it grows: the roots of the complete subtrees, the largest first."""

    def __init__(self, hashed: Callable[[bytes], bytes]) -> None:
        self.size, self.nodes, self.hashed = 0, list[bytes](), hashed

    def push(self, leaf: bytes) -> None:
        nodes, hashed = self.nodes, self.hashed
        nodes.append(leaf)
        self.size = rest = self.size + 1
        while not rest & 1:
            right = nodes.pop()
            nodes[-1] = hashed(b"\x01" + nodes[-1] + right)
            rest >>= 1

    def root(self) -> bytes:
        return reduce(lambda right, left: self.hashed(b"\x01" + left + right), reversed(self.nodes))


def climbed(leaf: bytes, index: int, size: int, proof: list[bytes], hashed: Callable[[bytes], bytes]) -> bytes | None:
    """The root that an inclusion proof leads to (RFC 9162, 2.1.3.2); None when its length is wrong."""
    at, last, found = index, size - 1, leaf
    for other in proof:
        if last == 0:
            return None
        if at & 1 or at == last:
            found = hashed(b"\x01" + other + found)
            while at and not at & 1:
                at, last = at >> 1, last >> 1
        else:
            found = hashed(b"\x01" + found + other)
        at, last = at >> 1, last >> 1
    return found if last == 0 else None


class Export:
    """An export as it is read: `seals` are those found on the way, `kept` the one that was not in it."""

    def __init__(self, file: BinaryIO, keys: Keys, kept: Seal | None) -> None:
        self.read, self.keys, self.kept = file.read, keys, kept
        self.origin, self.seals, self.sealed = kept.origin if kept else "", list[Seal](), 0
        hashed = {b"cwlog 1 %s\n" % name.encode(): hashed for name, hashed in HASHES.items()}.get(file.readline(64))
        if hashed is None:
            raise Bad(1, "the file does not begin as an export")
        self.tree = Tree(hashed)

    def check(self) -> Seal:
        """The last seal, when all that is before it is as it was sealed."""
        read, push, expected = self.read, self.tree.push, 1
        while head := read(20):
            position, columns, meta, data = unpack(">QIII", head.ljust(20, b"\xff"))
            body = read(columns + meta + data + 32)
            if len(body) != columns + meta + data + 32:
                raise Bad(expected if position else self.sealed + 1, "the file ends in the middle of it")
            if position == 0:
                self._seal(body[:columns], body[columns:])
                continue
            if position != expected:
                raise Bad(expected, f"missing: {position} stands in its place")
            hashed = head[12:16] + body[columns:-32]
            push(leaf(position, body[:columns], body[columns : columns + meta], hashed, body[-32:]))
            if self.kept is not None and position == self.kept.size:
                self._same(self.kept)
            expected += 1
        return self._whole()

    def _seal(self, note: bytes, root: bytes) -> None:
        seal = Seal(note.decode("utf-8", "replace"), self.keys, self.sealed + 1)
        self._same(seal)
        previous = self.seals[-1].hash if self.seals else None
        if (seal.first, seal.root, seal.previous) != (self.sealed + 1, root, previous):
            raise Bad(self.sealed + 1, "the seal does not follow on the one before")
        self.seals.append(seal)
        self.sealed = seal.size

    def _same(self, seal: Seal) -> None:
        self.origin = self.origin or seal.origin
        if seal.origin != self.origin:
            raise Bad(self.sealed + 1, f"a seal of {seal.origin} in the log of {self.origin}")
        if seal.size > self.tree.size:
            raise Bad(self.tree.size + 1, f"missing: {seal.size} positions were sealed")
        if seal.size != self.tree.size or seal.root != self.tree.root() or HASHES[seal.algorithm] != self.tree.hashed:
            raise Bad(self.sealed + 1, f"positions {self.sealed + 1}-{seal.size} are not those that were sealed")

    def _whole(self) -> Seal:
        if self.kept is not None and self.kept.size > self.tree.size:
            self._same(self.kept)
        if not self.seals or self.sealed != self.tree.size:
            raise Bad(self.sealed + 1, "no seal covers it")
        return self.seals[-1]


def check_bundle(bundle: dict[str, Any], keys: Keys, kept: Seal | None) -> Seal:
    """The seal under which all events of the bundle lie."""
    events = bundle["events"]
    seal = Seal(bundle["seal"], keys, first := min((int(event["position"]) for event in events), default=1))
    if kept is not None and (kept.origin, kept.size, kept.root) != (seal.origin, seal.size, seal.root):
        raise Bad(first, "it is proved against another seal than yours")
    for event in sorted(events, key=lambda event: int(event["position"])):
        position, proof = int(event["position"]), [b64decode(each) for each in event["proof"]]
        columns, meta, data, stored = (b64decode(event[name]) for name in ("columns", "meta", "data", "hash"))
        found = leaf(position, columns, meta, len(meta).to_bytes(4) + meta + data, stored)
        if climbed(found, position - 1, seal.size, proof, HASHES[seal.algorithm]) != seal.root or position < 1:
            raise Bad(position, "its proof does not lead to the seal")
    return seal


def check(content: BinaryIO, entries: dict[str, Any], note: str | None = None, witnesses: int = 0) -> str:
    """What is to be said when all is well. Raises Bad."""
    keys = read_keys(entries)
    kept = None if note is None else Seal(note, keys, 1)
    start = content.read(1)
    content.seek(0)
    if start == b"{":
        bundle = json.load(content)
        seal, what = check_bundle(bundle, keys, kept), f"{len(bundle['events'])} events under the seal"
    else:
        export = Export(content, keys, kept)
        seal, what = export.check(), f"{export.tree.size} positions, {len(export.seals)} seals, the last one"
    if len(seal.witnesses) < witnesses:
        raise Bad(seal.first, f"{len(seal.witnesses)} witnesses signed its seal, not {witnesses}")
    names = ", ".join(sorted(seal.witnesses)) or "nobody"
    return f"OK {seal.origin}: {what} of {seal.size} positions co-signed by {names}"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", type=Path)
    parser.add_argument("--keys", type=Path, required=True)
    parser.add_argument("--seal", type=Path)
    parser.add_argument("--witnesses", type=int, default=0)
    asked = parser.parse_args()
    try:
        note, keys = asked.seal and asked.seal.read_bytes().decode(), json.loads(asked.keys.read_bytes())
        with asked.file.open("rb", buffering=1 << 20) as content:
            print(check(content, keys, note, asked.witnesses))
    except Bad as bad:
        print("position {}: {}".format(*bad.args))
        return 1
    except (OSError, ValueError, LookupError, TypeError) as broken:
        print(f"cannot be read: {type(broken).__name__} {broken}")
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
