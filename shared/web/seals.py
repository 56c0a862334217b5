"""Proof over HTTP: the seals, what lies under them, evidence to take out of the house, the whole log for the audit."""

from datetime import datetime
from typing import Annotated, Any, Final
from uuid import UUID

import msgspec
from fastapi import APIRouter, Depends, HTTPException, Path, Query, Response
from fastapi.responses import StreamingResponse
from pydantic import BaseModel

from shared.access_ledger.ledger import Seen
from shared.access_ledger.reading import Shown
from shared.eventlog import StoredEvent
from shared.kernel import NATION, Region, record
from shared.proof import Seal, SealStore
from shared.proof.evidence import MOST_EVENTS, bundle, everybody, export, of_person, of_stream, said
from shared.web.feed import LAST
from shared.web.handles import Reading, reader
from shared.web.pages import Cursor, Limit, Page, cursors_of
from shared.web.rates import BULK, LOOKUP
from shared.web.rights import Right, Role

SEALS = Right("seals", roles=frozenset({Role.PARTNER, Role.SUPERVISOR, Role.COUNTY_OFFICER, Role.AUDIT_ADMIN}))
EVIDENCE = Right("evidence", roles=frozenset({Role.SUPERVISOR, Role.AUDIT_ADMIN}))  # stored events hold amounts
EXPORT = Right("log export", roles=frozenset({Role.AUDIT_ADMIN}))

router = APIRouter(tags=["proof"])
Reader = Annotated[Reading, Depends(reader(may=SEALS))]
Position = Annotated[int, Path(ge=1, le=LAST)]


@record
class SealShown:
    """`note` is the signed text with the lines of its witnesses: all that an outsider needs to keep of a log."""

    size: int
    first: int
    made: datetime
    note: str


@record
class Consistency:
    """That the first `from` positions begin the first `to` (RFC 6962, 2.1.2), hashes in base64."""

    from_size: int
    to_size: int
    proof: tuple[str, ...]


@record
class Inclusion:
    """That the event of this position and hash lies under the seal (RFC 6962, 2.1.1), hashes in base64."""

    position: int
    hash: str
    proof: tuple[str, ...]
    seal: SealShown


class Proved(BaseModel):
    """An event as stored; all but the position in base64."""

    position: int
    columns: str
    meta: str
    data: str
    hash: str
    proof: list[str]


class PublicKey(BaseModel):
    key_id: str
    algorithm: str
    public_key: str


class Evidence(BaseModel):
    """`keys` by origin, for reading only: an outsider trusts his own."""

    seal: str
    keys: dict[str, list[PublicKey]]
    events: list[Proved]
    next: int | None


NOT_YET: Final[dict[int | str, dict[str, Any]]] = {409: {"$ref": "#/components/responses/Conflict"}}
EXPORTED: Final = {"content": {"application/octet-stream": {"schema": {"type": "string", "format": "binary"}}}}


@router.get("/seals", operation_id="list_seals")
async def list_seals(
    reader: Reader, limit: Limit = 100, cursor: Cursor = None, after: Annotated[int, Query(ge=0, le=LAST)] = 0
) -> Page[SealShown]:
    """The seals of this log beyond a size, the oldest first."""
    cursors = cursors_of(reader.request)
    asked: dict[str, Any] = {"caller": reader.caller.subject, "filters": {"after": after}}
    seen = cursors.read(cursor, **asked)
    store = _store(reader)
    found = await store.page(int(seen[0]) if seen else after, limit)
    last = [found[-1].size] if len(found) == limit else None
    return Page(items=await _shown(store, found), next=cursors.make(last, **asked) if last else None)


@router.get("/seals/consistency", operation_id="read_consistency")
async def read_consistency(
    reader: Reader,
    old: Annotated[int, Query(alias="from", ge=1, le=LAST)], new: Annotated[int, Query(alias="to", ge=1, le=LAST)],
) -> Consistency:  # fmt: skip
    """The proof that a tree of this log goes on from a smaller one; 404 when the log is not sealed that far."""
    store = _store(reader)
    newest = await store.newest()
    if newest is None or not old <= new <= newest.size:
        raise HTTPException(404)
    proof = await store.consistency(old, new, newest.algorithm)
    return Consistency(from_size=old, to_size=new, proof=tuple(map(said, proof)))


@router.get("/seals/{size}", operation_id="read_seal")
async def read_seal(size: Position, reader: Reader) -> SealShown:
    """The seal that was made at this size."""
    store = _store(reader)
    seal = await store.at(size)
    if seal is None:
        raise HTTPException(404)
    return (await _shown(store, [seal]))[0]


@router.get("/events/{position}/proof", operation_id="prove_event", responses=NOT_YET)
async def prove_event(position: Position, reader: Reader) -> Inclusion:
    """The proof that the event lies under the newest co-signed seal; 404 outside the caller's regions, 409 before it is sealed."""
    row = next(iter(await reader.runtime.log.read(position - 1, 1)), None)
    if row is None:
        raise HTTPException(404)
    reader.require(Region(row.region))
    store, seal = _store(reader), await _sealed(reader, position)
    (proof,) = await store.inclusion([position], seal)
    (shown,) = await _shown(store, [seal])
    return Inclusion(position=position, hash=said(row.hash), proof=tuple(map(said, proof)), seal=shown)


@router.get("/evidence", operation_id="read_evidence", responses={200: {"model": Evidence}, **NOT_YET})
async def read_evidence(
    reader: Annotated[Reading, Depends(reader(may=EVIDENCE, at_most=LOOKUP))],
    person: UUID | None = None, stream_type: Annotated[str | None, Query(max_length=100)] = None,
    stream_id: UUID | None = None, after: Annotated[int, Query(ge=0, le=LAST)] = 0,
) -> Response:  # fmt: skip
    """What `verify.py` checks offline: the events about a person or of one stream as stored (personal values sealed), each with
    its proof, the co-signed seal, the public keys. At most 200 events, `next` is the `after` of those that follow.
    """
    if (person is None) == (stream_type is None or stream_id is None):
        raise HTTPException(422)
    runtime, seal = reader.runtime, await _sealed(reader, after + 1)
    if runtime.sealing is None:
        raise HTTPException(404)
    if person is not None:
        rows = await of_person(runtime.log, person, after, seal)
    else:
        rows = await of_stream(runtime.log, str(stream_type), stream_id, after, seal)
    seen = [row for row in rows if reader.may_see(Region(row.region))]
    if not seen and _next(rows) is None:
        raise HTTPException(404)
    await reader.record(_file(row.subject, row.region, "evidence") for row in seen if row.subject is not None)
    body = await bundle(seen, seal, _store(reader), runtime.sealing)
    return Response(msgspec.json.encode({**body, "next": _next(rows)}), media_type="application/json")


@router.get(
    "/log-export", operation_id="export_log", responses={200: EXPORTED, **NOT_YET}, response_class=StreamingResponse
)
async def export_log(auditor: Annotated[Reading, Depends(reader(may=EXPORT, at_most=BULK))]) -> StreamingResponse:
    """The whole log up to its newest seal, in the binary form that `verify.py` checks; personal values stay sealed."""
    auditor.require(NATION)
    until = await _store(auditor).newest()
    if until is None:
        raise HTTPException(409, "seals.not-yet")
    async for people in everybody(auditor.runtime.log, until):
        await auditor.record(_file(person, region, "log-export") for person, region in people)
    name = f"{auditor.runtime.service.name}-{until.size}.log"
    return StreamingResponse(
        export(auditor.runtime.log, _store(auditor), until), media_type="application/octet-stream",
        headers={"content-disposition": f'attachment; filename="{name}"'},
    )  # fmt: skip


def _file(person: UUID, region: str, what: str) -> Seen:
    """What was stored about a person leaves the house: payroll's events hold amounts."""
    return Seen(person, Region(region), what, Shown.FILE)


def _store(reader: Reading) -> SealStore:
    return SealStore(reader.runtime.pool)


def _next(rows: list[StoredEvent]) -> int | None:
    return rows[-1].position if len(rows) == MOST_EVENTS else None


async def _sealed(reader: Reading, position: int) -> Seal:
    seal = await _store(reader).covering(position)
    if seal is None:
        raise HTTPException(409, "seals.not-yet")
    return seal


async def _shown(store: SealStore, seals: list[Seal]) -> list[SealShown]:
    notes = await store.cosigned(seals)
    return [
        SealShown(size=seal.size, first=seal.first, made=seal.made, note=note)
        for seal, note in zip(seals, notes, strict=True)
    ]
