"""What needs me today: everything that waits for one of the caller's rights, the oldest first."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Annotated, Final
from uuid import UUID

from fastapi import APIRouter, Depends, Query

from services.payroll.projections import tasks
from services.payroll.rights import CHECK_RUNS, DECLARE, RUN_PAY
from shared.kernel import Rejected, Scope, hands, record
from shared.web.handles import Reading, reader
from shared.web.pages import Cursor, Limit, Page, cursors_of
from shared.web.rights import Right

router = APIRouter(prefix="/work-list", tags=["work list"])
WAITS_FOR: Final[Mapping[str, Right]] = {
    "insurance-enrolment": DECLARE,
    "fund-opening": DECLARE,
    "insurance-suspension": DECLARE,
    "fund-sealing": DECLARE,
    "run-check": CHECK_RUNS,
    "run-payment": RUN_PAY,
    "tax-declaration": RUN_PAY,
    "receipt-difference": RUN_PAY,
}
"""Each kind of task, and the right to settle it."""
SEE_WORK: Final = Right(
    "see what waits for one in pay", frozenset(role for right in WAITS_FOR.values() for role in right.roles)
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
