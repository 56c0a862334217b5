"""What needs me today: everything that waits for one of the caller's rights, the oldest first."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Annotated, Final
from uuid import UUID

from fastapi import APIRouter, Depends, Query

from services.personnel.projections import tasks
from services.personnel.rights import (
    ANSWER_REPORTS,
    APPOINT,
    APPROVE_BORROWING,
    APPROVE_CAMPAIGNS,
    APPROVE_DESTRUCTION,
    APPROVE_ERASURE,
    APPROVE_GRADES,
    APPROVE_QUOTA,
    CHECK_EVIDENCE,
    CONCLUDE_VETTINGS,
    CONFIRM_IDENTITY,
    DECIDE_LEAVE,
    DECIDE_LONG_LEAVE,
    FILE_SECRETARIES,
    HANDLE_PROBLEMS,
    HIRE_TO_INSTITUTION,
    KEEP_ARCHIVES,
    KEEP_CARE,
    KEEP_CAREERS,
    KEEP_RESERVE,
    KEEP_ROSTER,
    KEEP_VETTINGS,
    RECOGNISE_YEARS,
    RECOMMEND,
    REVIEW_CANDIDATES,
    REVIEW_GRADES,
    RUN_CAMPAIGNS,
    SUBMIT_FILING,
)
from shared.kernel import Rejected, Scope, hands, record
from shared.web.handles import Reading, reader
from shared.web.pages import Cursor, Limit, Page, cursors_of
from shared.web.rights import Right

router = APIRouter(prefix="/work-list", tags=["work list"])
WAITS_FOR: Final[Mapping[str, Right]] = {
    "grade-review": REVIEW_GRADES,
    "grade-approval": APPROVE_GRADES,
    "quota-approval": APPROVE_QUOTA,
    "recommendation-decision": RECOMMEND,
    "contract-signing": KEEP_ROSTER,
    "contract-expiry": KEEP_ROSTER,
    "contract-signature": KEEP_ROSTER,
    "exit-due": KEEP_ROSTER,
    "transfer-approval": KEEP_ROSTER,
    "exit-papers": KEEP_ROSTER,
    "probation": KEEP_ROSTER,
    "erasure-decision": APPROVE_ERASURE,
    "identity-confirmation": CONFIRM_IDENTITY,
    "borrow-approval": APPROVE_BORROWING,
    "borrow-overdue": KEEP_ROSTER,
    "certificate-registration": KEEP_ROSTER,
    "certificate-renewal": KEEP_ROSTER,
    "evidence-check": CHECK_EVIDENCE,
    "recognition": RECOGNISE_YEARS,
    "checkup-due": KEEP_CARE,
    "care-visit": KEEP_CARE,
    "problem": HANDLE_PROBLEMS,
    "problem-overdue": HANDLE_PROBLEMS,
    "report-answer": ANSWER_REPORTS,
    "institution-examination": KEEP_CAREERS,
    "institution-hire": HIRE_TO_INSTITUTION,
    "archive-transfer": KEEP_ARCHIVES,
    "archive-loan": KEEP_ARCHIVES,
    "archive-destruction": APPROVE_DESTRUCTION,
    "leave-approval": DECIDE_LEAVE,
    "long-leave-approval": DECIDE_LONG_LEAVE,
    "joint-review": REVIEW_CANDIDATES,
    "post-decision": APPOINT,
    "term-over": APPOINT,
    "filing-submission": SUBMIT_FILING,
    "reserve-review": REVIEW_CANDIDATES,
    "reserve-entry": KEEP_RESERVE,
    "filing-acceptance": FILE_SECRETARIES,
    "filing-record": FILE_SECRETARIES,
    "filing-return": SUBMIT_FILING,
    "campaign-approval": APPROVE_CAMPAIGNS,
    "applicant-review": RUN_CAMPAIGNS,
    "objection": APPROVE_CAMPAIGNS,
    "applicant-erasure": APPROVE_ERASURE,
    "vetting-material": KEEP_VETTINGS,
    "clear-out": RUN_CAMPAIGNS,
    "conversion-check": APPROVE_CAMPAIGNS,
    "conversion-exam": RUN_CAMPAIGNS,
    "conversion-hire": RUN_CAMPAIGNS,
    "conversion-erasure": APPROVE_ERASURE,
    "vetting-conclusion": CONCLUDE_VETTINGS,
}
"""Each kind of task, and the right to settle it."""
SEE_WORK: Final = Right(
    "see what waits for one", frozenset(role for right in WAITS_FOR.values() for role in right.roles)
)
Reader = Annotated[Reading, Depends(reader(may=SEE_WORK))]


@record
class Task:
    """`stream_id` names what it is about, `item` which of several there; `due` is when it should be settled."""

    task_id: UUID
    kind: str
    region: str
    stream_id: UUID
    item: UUID | None
    worker_id: UUID | None
    since: date
    due: date | None


@record
class Waiting:
    """How many of a kind wait, since when the oldest does, how many should have been settled before today."""

    kind: str
    waiting: int
    oldest: date
    late: int


@router.get("", operation_id="list_work")
async def listed(
    reader: Reader, kind: Annotated[str | None, Query(max_length=40)] = None, limit: Limit = 100, cursor: Cursor = None
) -> Page[Task]:
    """The caller's work in all his regions by age; what he made himself waits for somebody else."""
    if kind is not None and kind not in WAITS_FOR:
        raise Rejected("work-list.kind", field="kind")
    cursors, filters = cursors_of(reader.request), {"kind": kind}
    seen = cursors.read(cursor, caller=reader.caller.subject, filters=filters)
    after = (date.fromisoformat(seen[0]), UUID(seen[1])) if seen else None
    mine = [(each, scope) for each, scope in _mine(reader) if kind in (None, each)]
    async with reader.reading() as read:
        rows = await tasks.page(read, mine, hands(reader.caller.actor), after=after, limit=limit)
    items = [Task(**{name: value for name, value in row.items() if name != "made_by"}) for row in rows]
    if len(rows) < limit:
        return Page(items=items)
    last = [rows[-1]["since"], rows[-1]["task_id"]]
    return Page(items=items, next=cursors.make(last, caller=reader.caller.subject, filters=filters))


@router.get("/counts", operation_id="count_work")
async def counted(reader: Reader) -> list[Waiting]:
    """How much of each kind waits for the caller."""
    async with reader.reading() as read:
        rows = await tasks.counts(read, _mine(reader), hands(reader.caller.actor), reader.today)
    return [Waiting(**row) for row in rows]


def _mine(reader: Reading) -> Iterator[tuple[str, Scope]]:
    """The kinds that the caller may settle, each with where."""
    for kind, right in WAITS_FOR.items():
        scope = reader.caller.scope(right)
        if scope:
            yield kind, scope
