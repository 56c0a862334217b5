"""A worker's phone: my difficulties, under my name or without it.

Whoever reports without his name keeps the ticket's number: with it he follows and confirms. Nothing that is stored names him: the
ticket is signed by nobody, and the keyed hash by which he is known again is another for every ticket.
"""

from collections.abc import Sequence
from hmac import compare_digest
from typing import Annotated, Any, Final
from uuid import UUID

from fastapi import APIRouter, Depends, HTTPException
from sqlalchemy import RowMapping

from services.personnel.domain.problem_events import Problem, ProblemCategory
from services.personnel.domain.problems import ConfirmProblem, ReopenProblem, ReportProblem
from services.personnel.domain.streams import PROBLEM
from services.personnel.projections import problems
from services.personnel.rights import OWN_PROBLEMS
from services.personnel.routes.leave_asking import employed
from services.personnel.routes.problems import TEXT, ProblemRow, plain, shown
from shared.draft import Draft
from shared.handling import CommandKey, Receipt
from shared.kernel import Region, Rejected, ancestor, record
from shared.web.asked import Asked
from shared.web.handles import Handle, Reading, handler, reader
from shared.web.rights import Caller

router = APIRouter(prefix="/my/problems", tags=["my file"])
Own = Annotated[Handle, Depends(handler(PROBLEM, may=OWN_PROBLEMS))]
Reader = Annotated[Reading, Depends(reader(may=OWN_PROBLEMS))]
NOBODY: Final = "service:anonymous"


@record
class NewProblem:
    category: ProblemCategory
    text: str
    anonymous: bool


@record
class ProblemConfirmation:
    """An empty object."""


@record
class ProblemReopening:
    """An empty object."""


@router.post("", status_code=201, operation_id="report_problem")
async def report(command: Asked[NewProblem], handle: Own) -> Receipt:
    """Report a difficulty; the receipt's `stream_id` is the ticket's number. Anonymity is for ever."""
    row = await _own(handle)
    if row["employer"] is None:
        raise HTTPException(404)
    if not 1 <= len(command.text.strip()) <= 2_000:
        raise Rejected("problems.text", field="/text")
    region = Region(row["region"])
    if command.anonymous:
        handle = _unsigned(handle)
    id = handle.new_id("problem")
    person = id if command.anonymous else row["worker_id"]
    sealed = await handle.seal(person, {TEXT: command.text.strip()})
    asked = ReportProblem(
        problem_id=id, region=ancestor(region, "street") if command.anonymous else region,
        worker_id=None if command.anonymous else row["worker_id"],
        follower=_follower(handle, id, row["worker_id"]) if command.anonymous else None,
        category=command.category, text=sealed[TEXT],
    )  # fmt: skip
    return await handle(id, asked, region=asked.region)


@router.post("/{problem_id}/confirmations", status_code=201, operation_id="confirm_problem")
async def confirm(problem_id: UUID, command: Asked[ProblemConfirmation], handle: Own) -> Receipt:
    """The reporter is content."""
    problem, own = await _known(handle, problem_id)
    return await (_unsigned(handle) if problem.anonymous else handle)(problem_id, ConfirmProblem(own=own))


@router.post("/{problem_id}/reopenings", status_code=201, operation_id="reopen_problem")
async def reopen(problem_id: UUID, command: Asked[ProblemReopening], handle: Own) -> Receipt:
    """The reporter is not content: it is with the assignee again."""
    problem, own = await _known(handle, problem_id)
    return await (_unsigned(handle) if problem.anonymous else handle)(problem_id, ReopenProblem(own=own))


@router.get("", operation_id="list_own_problems")
async def listed(reader: Reader) -> list[ProblemRow]:
    """What the caller reported under his name, the newest first."""
    row = await _own(reader)
    async with reader.reading() as read:
        rows: Sequence[RowMapping] = await problems.of_worker(read, row["worker_id"])
    return await shown(reader, rows)


@router.get("/{problem_id}", operation_id="read_own_problem")
async def one(problem_id: UUID, reader: Reader) -> ProblemRow:
    """How one's ticket stands. The text of an anonymous one is not shown: to read it would be recorded under one's name."""
    problem, own = await _known(reader, problem_id)
    async with reader.reading() as read:
        row = await problems.find(read, problem_id)
    if row is None or not own:
        raise HTTPException(404)
    if problem.anonymous:
        hidden: dict[str, Any] = {**plain(row), "text": None}
        return ProblemRow(**hidden)
    return (await shown(reader, [row]))[0]


async def _known(reader: Reading, problem_id: UUID) -> tuple[Problem, bool]:
    """The ticket, and whether the caller reported it."""
    draft: Draft = reader.runtime.handling.draft()
    await draft.load([(PROBLEM, problem_id)])
    problem: Problem = draft.state(PROBLEM, problem_id)
    try:
        worker = UUID(reader.caller.subject)
    except ValueError:
        return problem, False
    if problem.follower is not None:
        return problem, compare_digest(problem.follower, _follower(reader, problem_id, worker))
    return problem, problem.worker_id == worker


def _follower(reader: Reading, problem_id: UUID, worker_id: UUID) -> str:
    return reader.runtime.sealer.blind.of(TEXT, f"{problem_id}\x00{worker_id}")


def _unsigned(handle: Handle) -> Handle:
    """The same request, signed by nobody, with a key from which nobody is told; sent again it is the same once more."""
    hidden = handle.runtime.sealer.blind.of(TEXT, f"{handle.key.caller}\x00{handle.key.key}")
    handle.key = CommandKey(caller=NOBODY, key=hidden, hash=handle.key.hash)
    handle.caller = Caller(subject=NOBODY, grants=())
    return handle


async def _own(reader: Reading) -> RowMapping:
    try:
        return await employed(reader, UUID(reader.caller.subject))
    except ValueError:
        raise HTTPException(404) from None
