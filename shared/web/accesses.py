"""Who read which personal data of whom: the person sees it, the audit sees it; and the purposes that may be stated."""

from collections.abc import Sequence
from datetime import date
from typing import Annotated, Any, Final
from uuid import UUID

from fastapi import APIRouter, Depends, Query
from sqlalchemy import RowMapping

from shared.access_ledger import queries
from shared.access_ledger.ledger import Seen
from shared.access_ledger.reading import Shown
from shared.kernel import NATION, Region, Rejected, Scope
from shared.privacy.purposes import purposes
from shared.web.handles import Reading, reader
from shared.web.pages import Cursor, Limit, Page
from shared.web.rights import Right, Role

OWN_ACCESSES: Final = Right("see who read one's own data", own=True)
SEE_ACCESSES: Final = Right("see who read whose data", frozenset({Role.AUDIT_ADMIN, Role.SUPERVISOR}))
AUDIT: Final = Right("see unusual reading", frozenset({Role.AUDIT_ADMIN}))
SEE_PURPOSES: Final = Right("see the purposes that may be stated", own=True)
LEDGER: Final = "accesses"

router = APIRouter(tags=["accesses"])
Own = Annotated[Reading, Depends(reader(may=OWN_ACCESSES))]
Reader = Annotated[Reading, Depends(reader(may=SEE_ACCESSES))]
Auditor = Annotated[Reading, Depends(reader(may=AUDIT))]
Anybody = Annotated[Reading, Depends(reader(may=SEE_PURPOSES))]


@router.get("/my/accesses", operation_id="list_own_accesses")
async def own(own: Own, limit: Limit = 100, cursor: Cursor = None) -> Page[dict[str, Any]]:
    """Who saw something of the caller in this service, the latest first: who, in which roles, when, what, for what purpose."""
    try:
        person = UUID(own.caller.subject)
    except ValueError:
        return Page(items=[])
    rows, next = await _of_person(own, person, Scope.of([NATION]), limit, cursor)
    return Page(items=[_shown(row) for row in rows], next=next)


@router.get("/accesses", operation_id="list_accesses")
async def listed(
    seeing: Reader, person: UUID | None = None, by: Annotated[str | None, Query(alias="reader", max_length=200)] = None,
    limit: Limit = 100, cursor: Cursor = None,
) -> Page[dict[str, Any]]:  # fmt: skip
    """Who saw something of a person, or what a reader saw, the latest first; of people in the caller's regions at the time.

    Looking here is recorded too: the people concerned see it.
    """
    if person is not None and by is None:
        rows, next = await _of_person(seeing, person, seeing.scope, limit, cursor)
    elif by is not None and person is None:
        rows, next = await _of_reader(seeing, by, limit, cursor)
    else:
        raise Rejected("accesses.person-or-reader", field="query:person")
    await seeing.record(Seen(row["person"], Region(row["region"]), LEDGER, Shown.LEDGER) for row in rows)
    return Page(items=[{"person": row["person"], **_shown(row)} for row in rows], next=next)


Rows = tuple[Sequence[RowMapping], str | None]


async def _of_person(
    reading: Reading, person: UUID, scope: Scope, limit: int, cursor: str | None
) -> Rows:  # fmt: skip
    turn = reading.turning(cursor, limit, person=person)
    async with reading.reading() as read:
        rows = await queries.of_person(read, person, scope, after=turn.after(UUID), limit=limit)
    return rows, turn.page([], rows, "access_id").next


async def _of_reader(reading: Reading, by: str, limit: int, cursor: str | None) -> Rows:
    turn = reading.turning(cursor, limit, reader=by)
    async with reading.reading() as read:
        rows = await queries.of_reader(read, by, reading.scope, after=turn.after(UUID, UUID), limit=limit)
    return rows, turn.page([], rows, "access_id", "person").next


@router.get("/unusual-readings", operation_id="list_unusual_readings")
async def unusual(auditor: Auditor, limit: Limit = 100, cursor: Cursor = None) -> Page[dict[str, Any]]:
    """Readers who saw more different people on a day than is usual, the latest day first, with all they saw that day."""
    turn = auditor.turning(cursor, limit)
    after = turn.after(date.fromisoformat, UUID)
    async with auditor.reading() as read:
        rows = await queries.unusual(read, auditor.scope, after=after, limit=limit)
    shown = ("reader", "day", "shown", "region", "persons")
    items = [{**{name: row[name] for name in shown}, "threshold": row["most"]} for row in rows]
    return turn.page(items, rows, "day", "tally")


@router.get("/purposes", operation_id="list_purposes")
async def known(anybody: Anybody) -> list[dict[str, Any]]:
    """What may be stated in the header `Purpose`, its legal basis, and the fields it opens to those who may unmask."""
    return [
        {"code": p.code, "zh": p.zh, "en": p.en, "basis": p.basis, "opens": p.opens} for p in purposes().values()
    ]  # fmt: skip


def _shown(row: RowMapping) -> dict[str, Any]:
    names = ("access_id", "at", "reader", "roles", "purpose", "shown", "fields", "operation")
    return {name: row[name] for name in names}
