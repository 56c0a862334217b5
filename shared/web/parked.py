"""Messages that could not be handled: what waits, and handling it again once its reason is gone."""

from typing import Annotated, Any

from fastapi import APIRouter, Depends, HTTPException

from shared.kernel import NATION, record
from shared.web.asked import Asked
from shared.web.handles import Reading, reader
from shared.web.rights import Right, Role

PARKED = Right("parked messages", roles=frozenset({Role.SYSTEM_ADMIN}))

router = APIRouter(prefix="/parked", tags=["operations"])
Operator = Annotated[Reading, Depends(reader(may=PARKED))]


@record
class Release:
    """`source` is the publisher, `position` the place in its log of a message that waits."""

    source: str
    position: int


@record
class Released:
    """False when the message failed again: it waits on, with those behind it."""

    released: bool


@router.get("", operation_id="list_parked")
async def listed(operator: Operator) -> list[dict[str, Any]]:
    """Every message that waits, with its reason; those behind it for the same person say so."""
    operator.require(NATION)
    runtime = operator.runtime
    return [
        {"source": source, "position": p.position, "stream": p.stream, "error": p.error, "parked": p.parked}
        for source in runtime.service.hears
        for p in await runtime.log.parked(f"listen:{source}")
    ]


@router.post("/releases", operation_id="release_parked")
async def release(command: Asked[Release], operator: Operator) -> Released:
    """Handle a message again, and then those that wait behind it for the same person, in their order."""
    operator.require(NATION)
    runtime = operator.runtime
    if command.source not in runtime.service.hears:
        raise HTTPException(404)
    waiting = await runtime.log.parked(f"listen:{command.source}")
    if command.position not in {p.position for p in waiting}:
        raise HTTPException(404)
    return Released(released=await runtime.release(command.source, command.position))
