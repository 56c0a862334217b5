"""Duty in an emergency over HTTP: days listed for many people at once, confirmed by another hand, or returned."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Annotated, Any, Final
from uuid import UUID

from fastapi import APIRouter, Depends, HTTPException

from services.personnel.domain.emergencies import ConfirmDuty, ListDuty, ReturnDuty, Span
from services.personnel.domain.emergency_duty import duty_id
from services.personnel.domain.streams import EMERGENCY, EMERGENCY_DUTY
from services.personnel.projections import emergencies, leaves, roster, spells
from services.personnel.rights import CONFIRM_DUTY, LIST_DUTY, SEE_ROSTER
from shared.draft import Ask, Draft
from shared.handling import Receipt
from shared.kernel import Region, Rejected, record, within
from shared.web.asked import Asked
from shared.web.handles import Handle, Reading, handler, reader
from shared.web.pages import Cursor, Limit, Page

router = APIRouter(prefix="/emergencies/{emergency_id}", tags=["emergencies"])
Lister = Annotated[Handle, Depends(handler(EMERGENCY_DUTY, may=LIST_DUTY))]
Confirmer = Annotated[Handle, Depends(handler(EMERGENCY_DUTY, may=CONFIRM_DUTY))]
Reader = Annotated[Reading, Depends(reader(may=SEE_ROSTER))]
MOST: Final = 500


@record
class DutyDays:
    """All days of the person in this emergency; none takes back what was said."""

    worker_id: UUID
    days: tuple[date, ...]


@record
class DutyList:
    entries: tuple[DutyDays, ...]


@record
class DutyConfirmation:
    """Whose days are confirmed as listed."""

    workers: tuple[UUID, ...]


@record
class DutyReturn:
    workers: tuple[UUID, ...]
    reason: str


@router.post("/duties", status_code=201, operation_id="list_duty")
async def put(emergency_id: UUID, command: Asked[DutyList], handle: Lister) -> Receipt:
    """List who was on duty on which days, all of them or none; another hand confirms. Days on leave, outside an employment or
    outside the emergency are refused by name of the day.
    """
    days = {each.worker_id: each.days for each in command.entries}
    _check(list(days), len(command.entries))
    places = await _places(handle, list(days))

    async def asks(draft: Draft) -> Sequence[Ask]:
        await draft.load([(EMERGENCY, emergency_id)])
        emergency, found = draft.state(EMERGENCY, emergency_id), list[Ask]()
        spans = await _spans(handle, list(places))
        for worker, (community, street) in places.items():
            employed, away = spans[worker]
            said = ListDuty(
                worker_id=worker, community=community, street=street, days=days[worker], emergency=emergency,
                employed=employed, away=away,
            )  # fmt: skip
            found.append(Ask(stream=EMERGENCY_DUTY, to=duty_id(emergency_id, worker), command=said, region=community))
        return found

    await _known(handle, emergency_id)
    return await handle.all(asks)


@router.post("/duty-confirmations", status_code=201, operation_id="confirm_duty")
async def confirm(emergency_id: UUID, command: Asked[DutyConfirmation], handle: Confirmer) -> Receipt:
    """Confirm what somebody else listed, all of them or none; payroll hears of the days."""
    _check(command.workers, len(command.workers))
    await handle.find(*(duty_id(emergency_id, worker) for worker in command.workers))

    async def asks(draft: Draft) -> Sequence[Ask]:
        await draft.load([(EMERGENCY, emergency_id)])
        emergency, found = draft.state(EMERGENCY, emergency_id), list[Ask]()
        spans = await _spans(handle, command.workers)
        for worker in command.workers:
            employed, away = spans[worker]
            said = ConfirmDuty(emergency=emergency, employed=employed, away=away)
            found.append(Ask(stream=EMERGENCY_DUTY, to=duty_id(emergency_id, worker), command=said))
        return found

    return await handle.all(asks)


@router.post("/duty-returns", status_code=201, operation_id="return_duty")
async def give_back(emergency_id: UUID, command: Asked[DutyReturn], handle: Confirmer) -> Receipt:
    """Give a list back with a reason; what was confirmed before stands."""
    _check(command.workers, len(command.workers))
    await handle.find(*(duty_id(emergency_id, worker) for worker in command.workers))
    said = ReturnDuty(reason=command.reason)
    return await handle.all(
        [Ask(stream=EMERGENCY_DUTY, to=duty_id(emergency_id, worker), command=said) for worker in command.workers]
    )


@router.get("/duties", operation_id="list_duties")
async def listed(emergency_id: UUID, reader: Reader, limit: Limit = 100, cursor: Cursor = None) -> Page[dict[str, Any]]:
    """Who was on duty, by worker: the days confirmed, and those that wait."""
    turn = reader.turning(cursor, limit, emergency=str(emergency_id))
    after = turn.after(UUID)
    async with reader.reading() as read:
        rows = await emergencies.duties(read, emergency_id, reader.scope, after=after, limit=limit)
    return turn.page([dict(row) for row in rows], rows, "worker_id")


def _check(workers: Sequence[UUID], entries: int) -> None:
    if not 0 < entries <= MOST or len(set(workers)) != entries:
        raise Rejected("emergencies.entries", most=MOST)


async def _known(handle: Handle, emergency_id: UUID) -> None:
    """404 where the emergency is not one of a region that the caller's lies in or holds."""
    async with handle.reading() as read:
        row = await emergencies.find(read, emergency_id)
    if row is None or not _touches(handle, Region(row["region"])):
        raise HTTPException(404)


def _touches(handle: Handle, region: Region) -> bool:
    """An emergency of the county is one of its streets as well."""
    return handle.may_see(region) or any(within(region, own) for own in handle.scope.regions)


async def _places(handle: Handle, workers: Sequence[UUID]) -> dict[UUID, tuple[Region, Region]]:
    """Where each works and who employs him."""
    async with handle.reading() as read:
        rows = {row["worker_id"]: row for row in await roster.of_workers(read, workers)}
    if rows.keys() != set(workers):
        raise HTTPException(404)
    for row in rows.values():
        handle.require(Region(row["region"]))
    if any(row["employer"] is None for row in rows.values()):
        raise Rejected("emergencies.not-employed", field="/entries", day=str(handle.today))
    return {worker: (Region(rows[worker]["region"]), Region(rows[worker]["employer"])) for worker in workers}


async def _spans(handle: Handle, workers: Sequence[UUID]) -> Mapping[UUID, tuple[tuple[Span, ...], tuple[Span, ...]]]:
    """Each person's days with an employer, and those on leave that was granted."""
    async with handle.reading() as read:
        jobs = await spells.of_workers(read, workers)
        granted = await leaves.granted(read, workers, date(1949, 10, 1), handle.today)
    employed, away = defaultdict[UUID, list[Span]](list), defaultdict[UUID, list[Span]](list)
    for job in jobs:
        employed[job["worker_id"]].append((job["starts"], job["last_day"] or date.max))
    for leave in granted:
        away[leave["worker_id"]].append((leave["starts"], leave["ends"]))
    return {worker: (tuple(employed[worker]), tuple(away[worker])) for worker in workers}
