"""A list as it was known: the log is read up to where it stood at the instant, and the list is made of that."""

import asyncio
from collections.abc import Sequence
from hashlib import sha256
from typing import Any, Final

import msgspec

from services.personnel.domain.known_lists import Known, ListAsKnown
from services.personnel.operations.known_rows import ROWS, KnownRows
from shared.eventlog import Codec, StoredEvent
from shared.operations import Work

PIECE: Final = 5_000
FILE: Final = "list.json"


async def list_as_known(work: Work) -> dict[str, Any]:
    """Outcome: rows, position, digest of the file. File: list.json, without names: those are asked of each file."""
    asked: ListAsKnown = work.request(ListAsKnown)
    log = work.handling.log
    position, known = await log.head_at(asked.known_at), _asked_for(asked)
    await work.progress(work.done, total=1)
    for after in range(0, position, PIECE):
        rows = await log.read(after, min(PIECE, position - after))
        await asyncio.to_thread(_hear, known, log.codec, rows)
        await work.progress(work.done)
    found: Sequence[Any] = await asyncio.to_thread(known.rows, asked)
    body = msgspec.json.encode({"asked": asked, "position": position, "rows": found})
    await work.keep_file(FILE, body)
    await work.progress(1)
    return {"rows": len(found), "position": position, "digest": f"sha-256:{sha256(body).hexdigest()}"}


HANDLERS: Final = {"list-as-known": list_as_known, "grants-as-known": list_as_known}


def _asked_for(asked: ListAsKnown) -> Known | KnownRows:
    return KnownRows(ROWS[asked.list]) if asked.list in ROWS else Known()


def _hear(known: Known | KnownRows, codec: Codec, rows: list[StoredEvent]) -> None:
    """What no row of the list follows from is not even decoded."""
    streams = known.streams if isinstance(known, KnownRows) else None
    for row in rows:
        if streams is None or row.stream_type in streams:
            known.hear(codec.recorded(row))
