"""Operations over HTTP: look, follow as server-sent events, cancel, fetch what they made."""

import asyncio
from collections.abc import AsyncIterator
from typing import Annotated, Any
from uuid import UUID

import msgspec
from fastapi import APIRouter, Depends, Header, HTTPException, Response
from fastapi.responses import StreamingResponse

from shared import operations
from shared.kernel import NATION, Region
from shared.operations import Operation
from shared.web.handles import Handle, Reading, reader
from shared.web.rights import Right, Role

OPERATIONS = Right(
    "operations",
    roles=frozenset(
        {Role.STREET_OFFICER, Role.COUNTY_OFFICER, Role.COUNTY_APPROVER, Role.FINANCE, Role.ASSESSOR, Role.TRAINER}
    ),
)
FINISHED = frozenset({"succeeded", "failed", "cancelled"})
POLL_SECONDS = 0.1

router = APIRouter(prefix="/operations", tags=["operations"])
Reader = Annotated[Reading, Depends(reader(may=OPERATIONS))]


def body(operation: Operation) -> dict[str, Any]:
    """The public form of an operation."""
    return {
        "operation_id": str(operation.operation_id),
        "kind": operation.kind,
        "state": operation.state,
        "done": operation.done,
        "total": operation.total,
        "created": operation.created.isoformat(),
        "changed": operation.changed.isoformat(),
        "outcome": msgspec.json.decode(operation.outcome) if operation.outcome is not None else None,
    }


async def accepted(
    handle: Handle, kind: str, request: Any, *, region: Region = NATION, files: dict[str, bytes] | None = None
) -> Response:
    """Queue long work and answer 202 with its Location; the same request again answers the same operation."""
    operation = await operations.start(
        handle.runtime.pool, operation_id=handle.new_id(kind), kind=kind, owner=handle.caller.subject, request=request,
        region=region, files=files,
    )  # fmt: skip
    if handle.runtime.runner is not None:
        handle.runtime.runner.wake.set()
    location = f"{handle.request.scope.get('root_path', '')}/operations/{operation.operation_id}"
    return Response(msgspec.json.encode(body(operation)), 202, {"location": location}, "application/json")


async def room_for(handle: Handle, kind: str) -> None:
    """429 when `accepted` would refuse: to be asked before a command that only makes sense with its operation."""
    await operations.see_room(handle.runtime.pool, handle.caller.subject, handle.new_id(kind))


async def _visible(reader: Reading, operation_id: UUID) -> Operation:
    found = await operations.find(reader.runtime.pool, operation_id)
    if found is None or not (found.owner == reader.caller.subject or reader.may_see(Region(found.region))):
        raise HTTPException(404)
    return found


@router.get("/{operation_id}", operation_id="read_operation")
async def read_operation(operation_id: UUID, reader: Reader) -> dict[str, Any]:
    """How far the work is, and its result or problem when it has ended."""
    return body(await _visible(reader, operation_id))


@router.get("/{operation_id}/events", operation_id="follow_operation")
async def follow_operation(
    operation_id: UUID, reader: Reader, last_event_id: Annotated[str | None, Header()] = None
) -> StreamingResponse:
    """Progress as server-sent events until the work has ended; resumable by Last-Event-ID."""
    await _visible(reader, operation_id)
    return StreamingResponse(_progress(reader, operation_id, last_event_id), media_type="text/event-stream")


async def _progress(reader: Reading, operation_id: UUID, seen: str | None) -> AsyncIterator[str]:
    while True:
        operation = await _visible(reader, operation_id)
        stamp = str(int(operation.changed.timestamp() * 1_000_000))
        if stamp != seen:
            seen = stamp
            yield f"id: {stamp}\nevent: {operation.state}\ndata: {msgspec.json.encode(body(operation)).decode()}\n\n"
        if operation.state in FINISHED:
            return
        await asyncio.sleep(POLL_SECONDS)


@router.delete("/{operation_id}", operation_id="cancel_operation", status_code=202)
async def cancel_operation(operation_id: UUID, reader: Reader) -> dict[str, Any]:
    """Ask the work to stop; chunks already committed stay. Only whoever started it may."""
    if (await _visible(reader, operation_id)).owner != reader.caller.subject:
        raise HTTPException(403)
    await operations.cancel(reader.runtime.pool, operation_id)
    return body(await _visible(reader, operation_id))


@router.get("/{operation_id}/files/{name}", operation_id="read_operation_file")
async def read_operation_file(operation_id: UUID, name: str, reader: Reader) -> Response:
    """A file that the work made, such as the error sheet of an import."""
    await _visible(reader, operation_id)
    found = await operations.read_file(reader.runtime.pool, operation_id, name) if name != "input" else None
    if found is None:
        raise HTTPException(404)
    return Response(
        found, media_type="application/octet-stream", headers={"content-disposition": f'attachment; filename="{name}"'}
    )
