"""Checks a signed service record, payslip or pay statement, without any of the system that issued it.

    python record.py record.txt --keys keys.json --on 2027-06-01

Needs Python 3.11 and `cryptography`, no network. `keys.json` are the public keys of the issuers that you trust. Says OK, who
issued it and what it says, and ends with 0; or why not, with 1; with 2 when a file cannot be read. See docs/proof.md.
"""

import argparse
import json
import sys
from base64 import b64decode, b64encode
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

HEAD = "community-workers service record 1"
SLIP = "community-workers payslip 1"
STATEMENT = "community-workers pay statement 1"
DASH = "\N{EM DASH} "
SIGNED = b"\x03"


class Bad(Exception):
    """No service record that may be believed: `reason` is not-a-record, unknown-issuer, not-genuine or expired."""

    def __init__(self, reason: str, detail: str) -> None:
        super().__init__(f"{reason}: {detail}")
        self.reason = reason


def key_id(name: str, public_key: bytes) -> bytes:
    """Four bytes that find the key again: of who signs, that it signs a record, with which key (C2SP signed-note)."""
    return sha256(name.encode() + b"\n" + SIGNED + public_key).digest()[:4]


def text_of(issuer: str, content: dict[str, Any], head: str = HEAD) -> str:
    """What is signed: three lines, the last one canonical JSON."""
    said = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return f"{head}\n{issuer}\n{said}\n"


def signed(text: str, issuer: str, public_key: bytes, signature: bytes) -> str:
    """The record with its signature: a signed note."""
    return f"{text}\n{DASH}{issuer} {b64encode(key_id(issuer, public_key) + signature).decode()}\n"


def opened(note: str, keys: dict[str, Any], kind: str = HEAD) -> tuple[dict[str, Any], str, str]:
    """Content, issuer and hash of a record of this kind that one of the keys signed. The hash is of what is signed. Raises Bad."""
    text, blank, lines = note.replace("\r\n", "\n").rpartition("\n\n")
    head, _, rest = text.partition("\n")
    issuer, _, body = rest.partition("\n")
    if head != kind or not blank or "\n" in body or not lines.endswith("\n") or lines.count("\n") != 1:
        raise Bad("not-a-record", "it has not the form of a service record")
    if issuer not in keys:
        raise Bad("unknown-issuer", f"{issuer} is not among the keys")
    whole = f"{text}\n"
    if not any(_signs(lines, whole, issuer, b64decode(entry["public_key"])) for entry in keys[issuer]):
        raise Bad("not-genuine", f"no key of {issuer} signed it")
    content = json.loads(body)
    if text_of(issuer, content, kind) != whole:
        raise Bad("not-a-record", "it is not written as records are")
    return content, issuer, sha256(whole.encode()).hexdigest()


def _signs(line: str, text: str, issuer: str, public_key: bytes) -> bool:
    start = f"{DASH}{issuer} "
    if not line.startswith(start):
        return False
    try:
        raw = b64decode(line.removeprefix(start).rstrip("\n"))
        if raw[:4] != key_id(issuer, public_key):
            return False
        Ed25519PublicKey.from_public_bytes(public_key).verify(raw[4:], text.encode())
    except (ValueError, InvalidSignature):
        return False
    return True


def check(note: str, keys: dict[str, Any], on: date) -> str:
    """What is to be said when all is well. Raises Bad."""
    for kind, said in ((SLIP, "payslip"), (STATEMENT, "pay statement")):
        if note.startswith(kind):
            content, issuer, hash = opened(note, keys, kind)
            of = f"{content['month']}, net {content['net']}" if kind == SLIP else str(content["tax_year"])
            return f"OK {issuer}: {said} of {content['name']}, {of}, {hash[:16]}"
    content, issuer, hash = opened(note, keys)
    if content["expires"] < on.isoformat():
        raise Bad("expired", f"it was good until {content['expires']}")
    years, months = divmod(content["clocks"]["community_work"], 12)
    said = f"{len(content['periods'])} periods, {years} years {months} months of community work"
    return f"OK {issuer}: {said}, issued {content['issued']}, good until {content['expires']}, {hash[:16]}"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", type=Path)
    parser.add_argument("--keys", type=Path, required=True)
    parser.add_argument("--on", type=date.fromisoformat, required=True)
    asked = parser.parse_args()
    try:
        print(check(asked.file.read_bytes().decode(), json.loads(asked.keys.read_bytes()), asked.on))
    except Bad as bad:
        print(bad)
        return 1
    except (OSError, ValueError, LookupError, TypeError) as broken:
        print(f"cannot be read: {type(broken).__name__} {broken}")
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
