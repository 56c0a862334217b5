"""Difficulties over HTTP, for officers: taken up, assigned, resolved."""

from collections.abc import Sequence
from datetime import date
from typing import Annotated, Any, Literal
from uuid import UUID

from fastapi import APIRouter, Depends
from sqlalchemy import RowMapping

from services.personnel.domain.problem_retention import ForgetProblem
from services.personnel.domain.problems import AcceptProblem, AssignProblem, ResolveProblem
from services.personnel.domain.streams import PROBLEM
from services.personnel.projections import problems
from services.personnel.rights import APPROVE_ERASURE, HANDLE_PROBLEMS
from shared.handling import Receipt
from shared.kernel import Region, Sealed, record
from shared.web.asked import Asked
from shared.web.disclosure import Personal
from shared.web.handles import Handle, Reading, handler, reader
from shared.web.pages import Cursor, Limit, Page

router = APIRouter(prefix="/problems", tags=["problems"])
Officer = Annotated[Handle, Depends(handler(PROBLEM, may=HANDLE_PROBLEMS))]
Eraser = Annotated[Handle, Depends(handler(PROBLEM, may=APPROVE_ERASURE))]
Reader = Annotated[Reading, Depends(reader(may=HANDLE_PROBLEMS))]
ProblemStage = Literal["REPORTED", "ACCEPTED", "ASSIGNED", "RESOLVED", "CONFIRMED"]
TEXT = "personnel.problem.text"


@record
class ProblemRow:
    """No `worker_id` where it is anonymous; `text` masked unless a purpose is stated that opens it."""

    problem_id: UUID
    worker_id: UUID | None
    region: str
    stage: str
    category: str
    text: str | None
    reported_on: date
    due: date
    overdue: bool
    assignee: str | None
    resolution: str | None
    resolved_on: date | None


@router.post("/{problem_id}/acceptances", status_code=201, operation_id="accept_problem")
async def accept(problem_id: UUID, command: Asked[AcceptProblem], handle: Officer) -> Receipt:
    """Take it up."""
    return await handle(problem_id, command)


@router.post("/{problem_id}/assignments", status_code=201, operation_id="assign_problem")
async def assign(problem_id: UUID, command: Asked[AssignProblem], handle: Officer) -> Receipt:
    """Give it to the account that has to resolve it, or to another one."""
    return await handle(problem_id, command)


@router.post("/{problem_id}/resolutions", status_code=201, operation_id="resolve_problem")
async def resolve(problem_id: UUID, command: Asked[ResolveProblem], handle: Officer) -> Receipt:
    """Say what was done; the reporter confirms or reopens it."""
    return await handle(problem_id, command)


@router.get("", operation_id="list_problems")
async def listed(reader: Reader, stage: ProblemStage, limit: Limit = 100, cursor: Cursor = None) -> Page[ProblemRow]:
    """Those due first in front."""
    turn = reader.turning(cursor, limit, stage=stage)
    after = turn.after(date.fromisoformat, UUID)
    async with reader.reading() as read:
        rows = await problems.at_stage(read, reader.scope, stage, after=after, limit=limit)
    items = await shown(reader, rows)
    return turn.page(items, rows, "due", "problem_id")


@router.post("/{problem_id}/erasures", status_code=201, operation_id="forget_problem")
async def forget(problem_id: UUID, command: Asked[ForgetProblem], handle: Eraser) -> Receipt:
    """Erase the text of an anonymous ticket whose time is over: the key is destroyed. There is no way back."""
    return await handle(problem_id, command)


def plain(row: RowMapping) -> dict[str, Any]:
    """What is shown of a row."""
    return {name: value for name, value in row.items() if name != "forgotten_at"}


async def shown(reader: Reading, rows: Sequence[RowMapping]) -> list[ProblemRow]:
    """Rows with their texts as the caller may see them; an anonymous one is sealed under its own id."""
    items = [plain(row) for row in rows]
    kept = [item for item in items if item["text"] is not None]
    sealed = [
        Personal(item["worker_id"] or item["problem_id"], Region(item["region"]), TEXT, Sealed(item["text"]))
        for item in kept
    ]
    for item, text in zip(kept, await reader.opened(sealed), strict=True):
        item["text"] = text
    return [ProblemRow(**item) for item in items]
