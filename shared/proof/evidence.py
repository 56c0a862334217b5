"""What leaves the house to be checked outside: evidence of some events, the whole log. docs/proof.md describes both forms."""

from base64 import b64encode
from collections.abc import AsyncIterator, Mapping, Sequence
from struct import pack
from typing import Any, Final

import msgspec

from shared.eventlog import PostgresLog, StoredEvent
from shared.eventlog.log import COLUMNS
from shared.proof.sealing import Sealing
from shared.proof.store import Seal, SealStore

MOST_EVENTS: Final = 200
_COPIED: Final = tuple(name for name in StoredEvent._fields if name not in ("position", "meta", "data", "hash"))
_ABOUT: Final = (
    f"select {COLUMNS} from log.event where position > $1 and position <= $2 and {{}} order by position "
    f"limit {MOST_EVENTS}"
)
_BETWEEN: Final = f"select {COLUMNS} from log.event where position > $1 and position <= $2 order by position"
_PERSON: Final = _ABOUT.format("subject = $3")
_STREAM: Final = _ABOUT.format("stream_type = $3 and stream_id = $4")
_meta: Final = msgspec.json.Decoder(dict[str, Any]).decode
_encoded: Final = msgspec.json.Encoder().encode


def columns(row: StoredEvent) -> bytes:
    """The envelope once more, as the row's columns say it. Whoever changed a column and not the bytes is found by it."""
    said = {name: getattr(row, name) for name in _COPIED}
    try:
        meta = _meta(row.meta)
    except msgspec.DecodeError:  # the bytes were changed as well: any answer but theirs will do
        return _encoded(said)
    # an envelope older than a column does not name it, and the column is empty
    return _encoded(meta | {name: value for name, value in said.items() if name in meta or value is not None})


async def of_person(log: PostgresLog, person: Any, after: int, seal: Seal) -> list[StoredEvent]:
    """Events about a person under the seal, after a position, at most MOST_EVENTS."""
    return [StoredEvent(*row) for row in await log.pool.fetch(_PERSON, after, seal.size, person)]


async def of_stream(log: PostgresLog, stream_type: str, stream_id: Any, after: int, seal: Seal) -> list[StoredEvent]:
    return [StoredEvent(*row) for row in await log.pool.fetch(_STREAM, after, seal.size, stream_type, stream_id)]


async def bundle(rows: Sequence[StoredEvent], seal: Seal, store: SealStore, sealing: Sealing) -> dict[str, Any]:
    """The events' own bytes, sealed personal values as they are, each with its proof; the seal; the public keys."""
    proofs = await store.inclusion([row.position for row in rows], seal)
    (note,) = await store.cosigned([seal])
    return {
        "seal": note,
        "keys": sealing.keys.entries,
        "events": [
            {
                "position": row.position,
                **{name: said(part) for name, part in _parts(row).items()},
                "proof": [said(hash) for hash in proof],
            }
            for row, proof in zip(rows, proofs, strict=True)
        ],
    }


async def export(log: PostgresLog, store: SealStore, until: Seal) -> AsyncIterator[bytes]:
    """The log's positions up to a seal, each seal behind the last position it covers. What is missing is left to the verifier."""
    yield f"cwlog 1 {until.algorithm}\n".encode()
    at = 0
    while at < until.size:
        seals = await store.page(at, 1) or [until]
        rows = await log.pool.fetch(_BETWEEN, at, seals[0].size)
        notes = await store.cosigned(seals)
        yield b"".join((*(exported(StoredEvent(*row)) for row in rows), *map(exported_seal, seals, notes)))
        at = seals[0].size


def exported(row: StoredEvent) -> bytes:
    """One record: u64 position, three u32 lengths, columns, meta, data, hash."""
    return _record(row.position, columns(row), row.meta, row.data, row.hash)


def exported_seal(seal: Seal, note: str) -> bytes:
    """The same with position 0: the note, and the root in place of the hash."""
    return _record(0, note.encode(), b"", b"", seal.root)


def _record(position: int, columns: bytes, meta: bytes, data: bytes, hash: bytes) -> bytes:
    lengths = pack(">QIII", position, len(columns), len(meta), len(data))
    return b"".join((lengths, columns, meta, data, hash))


def said(raw: bytes) -> str:
    return b64encode(raw).decode()


def _parts(row: StoredEvent) -> Mapping[str, bytes]:
    return {"columns": columns(row), "meta": row.meta, "data": row.data, "hash": row.hash}
