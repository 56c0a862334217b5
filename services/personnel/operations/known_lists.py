"""A list as it was known: the log is read up to where it stood at the instant, and the list is made of that."""

import asyncio
from hashlib import sha256
from typing import Any, Final

import msgspec

from services.personnel.domain.known_lists import Known, ListAsKnown
from shared.eventlog import Codec, StoredEvent
from shared.operations import Work

PIECE: Final = 5_000
FILE: Final = "list.json"


async def list_as_known(work: Work) -> dict[str, Any]:
    """Outcome: rows, position, digest of the file. File: list.json, without names: those are asked of each file."""
    asked: ListAsKnown = work.request(ListAsKnown)
    log = work.handling.log
    position, known = await log.head_at(asked.known_at), Known()
    await work.progress(work.done, total=1)
    for after in range(0, position, PIECE):
        rows = await log.read(after, min(PIECE, position - after))
        await asyncio.to_thread(_hear, known, log.codec, rows)
        await work.progress(work.done)
    found = await asyncio.to_thread(known.rows, asked)
    body = msgspec.json.encode({"asked": asked, "position": position, "rows": found})
    await work.keep_file(FILE, body)
    await work.progress(1)
    return {"rows": len(found), "position": position, "digest": f"sha-256:{sha256(body).hexdigest()}"}


HANDLERS: Final = {"list-as-known": list_as_known}


def _hear(known: Known, codec: Codec, rows: list[StoredEvent]) -> None:
    for row in rows:
        known.hear(codec.recorded(row))
