"""The event feed of a log: every position in order, in the envelope of the broker.

The same order, the same headers and bodies as on the stream; what a caller may not see is told as a void position, so that
a reader can always prove with n+1 that nothing is missing.
"""

from hashlib import sha256
from typing import Annotated, Any

import msgspec
from fastapi import APIRouter, Depends, Query, Response
from pydantic import BaseModel, Field

from shared.access_ledger.reading import READER
from shared.broker.encoding import encode_message
from shared.eventlog import StoredEvent
from shared.kernel import Region
from shared.published import void_subject
from shared.web.handles import Reading, reader
from shared.web.rates import READ_OUT
from shared.web.rights import Right, Role

FEED = Right("events", roles=frozenset({Role.PARTNER, Role.COUNTY_OFFICER, Role.SYSTEM_ADMIN, Role.AUDIT_ADMIN}))

LAST = 10**18  # no log gets there, and it stays a bigint when a page is added

router = APIRouter(tags=["events"])
Reader = Annotated[Reading, Depends(reader(may=FEED, at_most=READ_OUT))]


class Told(BaseModel):
    """`subject` is null where the position is void for the caller: another region's, or told to nobody."""

    subject: str | None
    headers: dict[str, str]
    data: Any


class Events(BaseModel):
    """Every position from `from` to `to`; `digest` is SHA-256 over the ids of the events told, in order."""

    first: int = Field(alias="from")
    to: int
    count: int
    digest: str
    events: list[Told]


@router.get("/events", operation_id="read_events", responses={200: {"model": Events}})
async def read_events(
    reader: Reader, after: Annotated[int, Query(ge=0, le=LAST)] = 0, limit: Annotated[int, Query(ge=1, le=1000)] = 100
) -> Response:
    """Positions after `after`: from, to, count and a digest of the event ids told, then the events themselves."""
    runtime, scope = reader.runtime, reader.scope
    rows = await runtime.log.read(after, limit)
    told = [_told(reader, row) if scope.covers(Region(row.region)) else _void(row) for row in rows]
    ids = "".join(str(entry["headers"].get("ce-id", "")) for entry in told)
    body = {
        "from": after + 1,
        "to": rows[-1].position if rows else after,
        "count": sum(1 for entry in told if "ce-id" in entry["headers"]),
        "digest": sha256(ids.encode()).hexdigest(),
        "events": told,
    }
    return Response(msgspec.json.encode(body), media_type="application/json")


def _told(reader: Reading, row: StoredEvent) -> dict[str, Any]:
    """Unusual reading is told to the audit: whoever is watched hears nothing of it, nor that there is something."""
    if row.stream_type != READER.type or any(grant.role is Role.AUDIT_ADMIN for grant in reader.caller.grants):
        return _entry(reader.runtime, row)
    return {**_void(row), "subject": void_subject(reader.runtime.service.name)}


def _entry(runtime: Any, row: StoredEvent) -> dict[str, Any]:
    message = encode_message(runtime.service.name, row, runtime.log.codec, runtime.service.publish)
    return {"subject": message.subject, "headers": dict(message.headers), "data": msgspec.Raw(message.body or b"null")}


def _void(row: StoredEvent) -> dict[str, Any]:
    return {"subject": None, "headers": {"position": str(row.position), "hash": row.hash.hex()}, "data": None}
