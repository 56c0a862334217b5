"""Operations over HTTP: look, follow as server-sent events, cancel, fetch what they made."""

from collections import Counter
from collections.abc import AsyncIterator, Mapping
from datetime import datetime
from hashlib import sha256
from typing import Annotated, Any, Final, Literal
from uuid import UUID

import msgspec
from fastapi import APIRouter, Depends, Header, HTTPException, Response
from fastapi.responses import StreamingResponse
from pydantic import BaseModel

from shared import operations
from shared.access_ledger.ledger import Seen
from shared.access_ledger.reading import Shown
from shared.eventlog import Signal
from shared.kernel import NATION, Region
from shared.operation_files import INPUT
from shared.operations import Operation
from shared.service import Service
from shared.web.access import UndeclaredRight
from shared.web.handles import Handle, Reading, reader, renewed
from shared.web.rights import Right, Role

OPERATIONS = Right(
    "operations",
    roles=frozenset(
        {
            Role.STREET_OFFICER,
            Role.COUNTY_OFFICER,
            Role.COUNTY_APPROVER,
            Role.FINANCE,
            Role.ASSESSOR,
            Role.TRAINER,
            Role.SECURITY_ADMIN,
            Role.AUDIT_ADMIN,
        }
    ),
)
FINISHED = frozenset({"succeeded", "failed", "cancelled"})
POLL_SECONDS = 1.0
OWN_POLL_SECONDS = 10.0
"""How long until the row is looked at again: work that this process carries out is told at once."""
MOST_FOLLOWED = 8
_following: Counter[str] = Counter()

router = APIRouter(prefix="/operations", tags=["operations"])
Reader = Annotated[Reading, Depends(reader(may=OPERATIONS))]


class Progress(BaseModel):
    """Long work: how far it is, and its result or problem when it has ended."""

    operation_id: UUID
    kind: str
    state: Literal["queued", "running", "cancelling", "cancelled", "succeeded", "failed"]
    done: int
    total: int | None
    created: datetime
    changed: datetime
    outcome: Any = None


LOCATION: Final = {"Location": {"description": "The operation", "schema": {"type": "string"}}}
ACCEPTED: Final[dict[int | str, dict[str, Any]]] = {
    202: {"model": Progress, "description": "Queued: follow the operation", "headers": LOCATION}
}
"""What a route that answers `accepted` documents."""


def body(operation: Operation) -> dict[str, Any]:
    """The public form of an operation: Progress."""
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


def require_started_under(service: Service) -> None:
    """Raises UndeclaredRight for a kind of operation without the right it is started under, or whose holders see none."""
    for kind in service.operations:
        right = service.started_under.get(kind)
        if not isinstance(right, Right) or not right.roles <= OPERATIONS.roles:
            raise UndeclaredRight(f"operation {kind} is started under {right}")


async def accepted(
    handle: Handle, kind: str, request: Any, *, region: Region = NATION, files: dict[str, bytes] | None = None
) -> Response:
    """Queue long work and answer 202 with its Location; the same request again answers the same operation.

    Raises UndeclaredRight when the kind is not one that the service lets be started under this right, and 422 for a preview:
    long work has its own dry run where it has one.
    """
    if handle.preview:
        raise HTTPException(422, "request.no-preview")
    if handle.runtime.service.started_under.get(kind) is not handle.right:
        raise UndeclaredRight(f"operation {kind} is not started under the right to {handle.right.name}")
    operation = await operations.start(
        handle.runtime.files, operation_id=handle.new_id(kind), kind=kind, owner=handle.caller.actor, region=region,
        request=_with_digests(request, files or {}), files=files,
    )  # fmt: skip
    if handle.runtime.runner is not None:
        handle.runtime.runner.wake.set()
    location = f"{handle.request.scope.get('root_path', '')}/operations/{operation.operation_id}"
    return _shown(operation, 202, {"location": location})


def _with_digests(request: Any, files: Mapping[str, bytes]) -> Any:
    """What is asked for, so that the same key with another file is another request."""
    if not files:
        return request
    return {**msgspec.to_builtins(request), "files": {name: sha256(body).hexdigest() for name, body in files.items()}}


async def room_for(handle: Handle, kind: str) -> None:
    """429 when `accepted` would refuse: to be asked before a command that only makes sense with its operation."""
    await operations.see_room(handle.runtime.pool, handle.caller.actor, handle.new_id(kind))


async def _visible(reader: Reading, operation_id: UUID) -> Operation:
    """404 but for whoever started it, and for holders of the right it was started under, in the region it is for."""
    found = await operations.find(reader.runtime.pool, operation_id)
    if found is None or not _may_see(reader, found):
        raise HTTPException(404)
    return found


def _may_see(reader: Reading, operation: Operation) -> bool:
    region = Region(operation.region)
    right: Right | None = reader.runtime.service.started_under.get(operation.kind)
    own = operation.owner == reader.caller.actor and reader.may_see(region)
    return own or (right is not None and reader.caller.may(right, region))


@router.get("/{operation_id}", operation_id="read_operation", responses={200: {"model": Progress}})
async def read_operation(operation_id: UUID, reader: Reader) -> Response:
    """How far the work is, and its result or problem when it has ended."""
    return _shown(await _visible(reader, operation_id))


def _shown(operation: Operation, status: int = 200, headers: Mapping[str, str] | None = None) -> Response:
    return Response(msgspec.json.encode(body(operation)), status, headers, "application/json")


@router.get(
    "/{operation_id}/events", operation_id="follow_operation", response_class=StreamingResponse,
    responses={200: {"description": "One event each time something changed", "content": {"text/event-stream": {}}}},
)  # fmt: skip
async def follow_operation(
    operation_id: UUID, reader: Reader, last_event_id: Annotated[str | None, Header()] = None
) -> StreamingResponse:
    """Progress as server-sent events until the work has ended; resumable by Last-Event-ID."""
    await _visible(reader, operation_id)
    if _following[reader.caller.subject] >= MOST_FOLLOWED:
        raise HTTPException(429, "request.too-often", {"retry-after": "10"})
    return StreamingResponse(_counted(reader, operation_id, last_event_id), media_type="text/event-stream")


async def _counted(reader: Reading, operation_id: UUID, seen: str | None) -> AsyncIterator[str]:
    """So many a caller follows at once: each holds a connection. One of a burst that was let in together ends at once."""
    who = reader.caller.subject
    if _following[who] >= MOST_FOLLOWED:
        return
    _following[who] += 1
    try:
        async for told in _progress(reader, operation_id, seen):
            yield told
    finally:
        _following[who] -= 1
        if not _following[who]:
            del _following[who]


async def _progress(reader: Reading, operation_id: UUID, seen: str | None) -> AsyncIterator[str]:
    """Ends with the work, or when the caller may see it no longer."""
    runner = reader.runtime.runner
    moved = Signal() if runner is None else runner.moved
    while True:
        so_far = moved.latest
        try:
            operation = await _visible(await renewed(reader), operation_id)
        except HTTPException:
            return
        stamp = str(int(operation.changed.timestamp() * 1_000_000))
        if stamp != seen:
            seen = stamp
            yield f"id: {stamp}\nevent: {operation.state}\ndata: {msgspec.json.encode(body(operation)).decode()}\n\n"
        if operation.state in FINISHED:
            return
        own = runner is not None and runner.at == operation_id
        await moved.wait(so_far, OWN_POLL_SECONDS if own else POLL_SECONDS)


@router.delete(
    "/{operation_id}", operation_id="cancel_operation", status_code=202, responses={202: {"model": Progress}}
)
async def cancel_operation(operation_id: UUID, reader: Reader) -> Response:
    """Ask the work to stop; chunks already committed stay."""
    await _visible(reader, operation_id)
    await operations.cancel(reader.runtime.pool, operation_id)
    if (runner := reader.runtime.runner) is not None:
        runner.moved.tell(runner.moved.latest + 1)
    return _shown(await _visible(reader, operation_id), 202)


@router.get(
    "/{operation_id}/files/{name}", operation_id="read_operation_file", response_class=Response,
    responses={200: {"content": {"application/octet-stream": {"schema": {"type": "string", "format": "binary"}}}}},
)  # fmt: skip
async def read_operation_file(operation_id: UUID, name: str, reader: Reader) -> Response:
    """A file that the work made, such as the error sheet of an import."""
    operation = await _visible(reader, operation_id)
    found = await reader.runtime.files.read(operation_id, name) if name != INPUT else None
    if found is None:
        raise HTTPException(404)
    await reader.record([Seen(operation_id, Region(operation.region), name, Shown.FILE)])
    return Response(
        found, media_type="application/octet-stream", headers={"content-disposition": f'attachment; filename="{name}"'}
    )
