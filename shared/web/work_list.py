"""What needs me today: everything that waits for one of the caller's rights, the oldest first."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Query

from shared.kernel import Rejected, Scope, hands, record
from shared.readmodel import tasks
from shared.web.handles import Reading, reader
from shared.web.pages import Cursor, Limit, Page
from shared.web.rights import Right


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


def work_list(waits_for: Mapping[str, Right], *, named: str) -> APIRouter:
    """`/work-list` and its counts over the service's tasks; `waits_for` says of each kind by whose right it is settled, `named`
    what the right to see any of it is called.
    """
    router = APIRouter(prefix="/work-list", tags=["work list"])
    see = Right(named, frozenset(role for right in waits_for.values() for role in right.roles))
    caller = Depends(reader(may=see))

    @router.get("", operation_id="list_work")
    async def listed(
        reader: Annotated[Reading, caller], kind: Annotated[str | None, Query(max_length=40)] = None, limit: Limit = 100,
        cursor: Cursor = None,
    ) -> Page[Task]:  # fmt: skip
        """The caller's work in all his regions by age; what he made himself waits for somebody else."""
        if kind is not None and kind not in waits_for:
            raise Rejected("work-list.kind", field="kind")
        turn = reader.turning(cursor, limit, kind=kind)
        after = turn.after(date.fromisoformat, UUID)
        mine = [(each, scope) for each, scope in _mine(reader, waits_for) if kind in (None, each)]
        async with reader.reading() as read:
            rows = await tasks.page(read, mine, hands(reader.caller.actor), after=after, limit=limit)
        items = [Task(**{name: value for name, value in row.items() if name != "made_by"}) for row in rows]
        return turn.page(items, rows, "since", "task_id")

    @router.get("/counts", operation_id="count_work")
    async def counted(reader: Annotated[Reading, caller]) -> list[Waiting]:
        """How much of each kind waits for the caller."""
        async with reader.reading() as read:
            mine = _mine(reader, waits_for)
            rows = await tasks.counts(read, mine, hands(reader.caller.actor), reader.today)
        return [Waiting(**row) for row in rows]

    return router


def _mine(reader: Reading, waits_for: Mapping[str, Right]) -> Iterator[tuple[str, Scope]]:
    """The kinds that the caller may settle, each with where."""
    for kind, right in waits_for.items():
        scope = reader.caller.scope(right)
        if scope:
            yield kind, scope
