"""A cell of three services whose keys everybody has, logs with notes in them, and what an outsider is given of a log."""

from base64 import b64decode
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from io import BytesIO
from struct import pack
from typing import Any

from shared.crypto import SHA_256, Signer, digest, leaf_hash, signer
from shared.eventlog import PostgresLog, StoredEvent
from shared.ids import new_id
from shared.proof import LogSealer, PublicKeys, Seal, Sealing, SealStore, Witness, entry, verify
from shared.proof.evidence import export, exported
from shared.proof.note import Checkpoint, cosign, sign
from shared.proof.tree import Frontier
from shared.testing.log_cases import note, notes
from tests.servers import TestDatabase

CELL = "cell"
SERVICES = ("notes", "hearing", "third")
SIGNERS = {name: signer(bytes([n + 1]) * 32) for n, name in enumerate(SERVICES)}
STRANGER = signer(b"s" * 32)
ENTRIES = {f"{CELL}/{name}": [entry(f"{CELL}/{name}", key)] for name, key in SIGNERS.items()}
KEYS = PublicKeys.of(ENTRIES)
NOW = datetime(2026, 11, 26, 8, 0, 0, 5, tzinfo=UTC)


class Clock:
    """Stands still."""

    def now(self) -> datetime:
        return NOW

    def today(self) -> Any:
        return NOW.date()


@dataclass(slots=True)
class Watch:
    """Seconds that pass when a test says so."""

    seconds: float = 0.0

    def __call__(self) -> float:
        return self.seconds


def sealing(**changes: Any) -> Sealing:
    return replace(Sealing(cell=CELL, keys=KEYS, signer=SIGNERS["notes"]), **changes)


def sealer(log: PostgresLog, database: TestDatabase, watch: Watch | None = None, **changes: Any) -> LogSealer:
    """Of the service `notes`, driven step by step."""
    settled = sealing(**changes)
    assert settled.signer is not None
    return LogSealer(log, "notes", settled, settled.signer, Clock(), database.app, watch or Watch())


async def write(log: PostgresLog, count: int) -> None:
    """So many notes."""
    for start in range(0, count, 1_000):
        await log.append(notes(new_id(), expected=0, count=min(1_000, count - start)))


async def sealed(log: PostgresLog, database: TestDatabase, **changes: Any) -> Seal:
    """Everything that is in the log, under a seal now."""
    watch = Watch()
    made = sealer(log, database, watch, **changes)
    await made.resume()
    while await made.step():
        pass
    watch.seconds += 60
    await made.step()
    newest = await SealStore(log.pool).newest()
    assert newest is not None
    return newest


async def whole_log(log: PostgresLog) -> bytes:
    store = SealStore(log.pool)
    newest = await store.newest()
    assert newest is not None
    return b"".join([part async for part in export(log, store, newest)])


def witness(database_pool: Any, name: str) -> Witness:
    return Witness(pool=database_pool, name=f"{CELL}/{name}", signer=SIGNERS[name], keys=KEYS, clock=Clock())


def found(content: bytes, note: str | None = None, entries: Any = ENTRIES, witnesses: int = 0) -> tuple[int, str]:
    """The first bad position and the reason; (0, what was said) when all is well."""
    try:
        return 0, verify.check(BytesIO(content), entries, note, witnesses)
    except verify.Bad as bad:
        position, reason = bad.args
        return position, reason


def rows(count: int, algorithm: str = SHA_256) -> list[StoredEvent]:
    """Notes as a log would hold them."""
    id = new_id()
    made = [note(id, n)._replace(position=n) for n in range(1, count + 1)]
    return made if algorithm == SHA_256 else [rehashed(row, algorithm) for row in made]


def rehashed(row: StoredEvent, algorithm: str = SHA_256, data: bytes | None = None) -> StoredEvent:
    """The row as somebody would leave it who knows how its hash is made."""
    row = row if data is None else row._replace(data=data)
    meta = row.meta.replace(b'"alg":"sha-256"', f'"alg":"{algorithm}"'.encode())
    return row._replace(meta=meta, hash=leaf_hash(meta, row.data, digest(algorithm)))


def seals(
    of: list[StoredEvent], every: int, key: Signer = SIGNERS["notes"], service: str = "notes", algorithm: str = SHA_256
) -> list[tuple[int, str]]:
    """(size, note) of seals as the sealer makes them."""
    tree, previous, made = Frontier(algorithm=algorithm), None, []
    for start in range(0, len(of), every):
        first = tree.size + 1
        tree, _ = tree.grown(row.hash for row in of[start : start + every])
        checkpoint = Checkpoint(
            origin=f"{CELL}/{service}", size=tree.size, root=tree.root(), previous=previous, first=first, made=NOW,
            algorithm=algorithm,
        )  # fmt: skip
        made.append((tree.size, sign(checkpoint, key)))
        previous = checkpoint.hash()
    return made


def cosigned(note: str, *witnesses: str) -> str:
    text = note.partition("\n\n")[0] + "\n"
    return note + "".join(cosign(text, f"{CELL}/{name}", SIGNERS[name], 1_800_000_000) for name in witnesses)


def exported_seal(size: int, note: str) -> bytes:
    root = b64decode(note.split("\n")[2])
    return pack(">QIII", 0, len(note.encode()), 0, 0) + note.encode() + root


def file(of: list[StoredEvent], under: list[tuple[int, str]], algorithm: str = SHA_256) -> bytes:
    """An export: each seal behind the position that it ends with."""
    parts, waiting = [f"cwlog 1 {algorithm}\n".encode()], list(under)
    for n, row in enumerate(of, 1):
        parts.append(exported(row))
        while waiting and waiting[0][0] == n:
            parts.append(exported_seal(*waiting.pop(0)))
    return b"".join(parts + [exported_seal(*seal) for seal in waiting])
