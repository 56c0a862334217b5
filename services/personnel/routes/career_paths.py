"""Who meets the conditions of the way into institutions on a day, one by one with their evidence."""

from collections.abc import Sequence
from datetime import date
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, HTTPException

from services.personnel.domain.career_path import ConditionFound, OfficeTerm, behind, conditions, eligible
from services.personnel.domain.service_periods import Seniority
from services.personnel.domain.streams import SENIORITY
from services.personnel.projections import careers, roster
from services.personnel.rights import OWN_FILE, SEE_CAREERS
from shared.kernel import Region, Scope, record
from shared.web.asked import Day
from shared.web.handles import Reading, reader
from shared.web.pages import Cursor, Limit, Page

router = APIRouter(tags=["institution route"])
Reader = Annotated[Reading, Depends(reader(may=SEE_CAREERS))]
Own = Annotated[Reading, Depends(reader(may=OWN_FILE))]


@record
class CareerPath:
    """`evidence` of a condition are the ids of the events that say so, as the timeline and the proof name them."""

    worker_id: UUID
    region: str
    as_of: date
    eligible: bool
    conditions: tuple[ConditionFound, ...]


@router.get("/institution-route", operation_id="list_institution_route")
async def listed(
    reader: Reader, as_of: Day | None = None, limit: Limit = 100, cursor: Cursor = None
) -> Page[CareerPath]:
    """Everybody who has served as secretary, and what is met and missing on the day: the list for the recruiting body."""
    turn = reader.turning(cursor, limit, as_of=as_of)
    found = await judged(reader, reader.scope, as_of or reader.today, after=turn.after(UUID), limit=limit)
    return turn.upto(found, found[-1].worker_id) if len(found) == limit else Page(items=found)


@router.get("/workers/{worker_id}/institution-route", operation_id="read_institution_route")
async def of_worker(worker_id: UUID, reader: Reader, as_of: Day | None = None) -> CareerPath:
    """What one person meets and misses on a day."""
    region = await _region(reader, worker_id)
    reader.require(region)
    return (await _paths(reader, [(worker_id, region)], as_of or reader.today))[0]


@router.get("/my/institution-route", operation_id="read_own_institution_route")
async def mine(reader: Own, as_of: Day | None = None) -> CareerPath:
    """What the caller meets and misses on a day."""
    try:
        worker_id = UUID(reader.caller.subject)
    except ValueError:
        raise HTTPException(404) from None
    region = await _region(reader, worker_id)
    return (await _paths(reader, [(worker_id, region)], as_of or reader.today))[0]


async def judged(reader: Reading, scope: Scope, day: date, *, after: UUID | None, limit: int) -> list[CareerPath]:
    """Everybody in a place who has served as secretary by the day, by id."""
    async with reader.reading() as read:
        people = await careers.candidates(read, scope, day, after=after, limit=limit)
    return await _paths(reader, [(worker, Region(region)) for worker, region in people], day)


async def _region(reader: Reading, worker_id: UUID) -> Region:
    async with reader.reading() as read:
        row = await roster.find(read, worker_id)
    if row is None:
        raise HTTPException(404)
    return Region(row["region"])


async def _paths(reader: Reading, people: Sequence[tuple[UUID, Region]], day: date) -> list[CareerPath]:
    workers = [worker for worker, _ in people]
    async with reader.reading() as read:
        rows = await careers.terms_of(read, workers)
    terms: dict[UUID, list[OfficeTerm]] = {}
    for row in rows:
        evidence = tuple(id for id in (row["started_by"], row["ended_by"]) if id is not None)
        term = OfficeTerm(
            appointment_id=row["appointment_id"], starts=row["starts"], term_ends=row["term_ends"],
            last_day=row["last_day"], evidence=evidence,
        )  # fmt: skip
        terms.setdefault(row["worker_id"], []).append(term)
    past = await reader.runtime.log.load([(SENIORITY.type, worker) for worker in workers]) if workers else {}
    found: list[CareerPath] = []
    for worker, region in people:
        events = past[SENIORITY.type, worker]
        ledger: Seniority = SENIORITY.decider.fold(each.event for each in events)
        rules = reader.runtime.book.of(region).institution_route_rules.on(day)
        proof = behind((each.event_id, each.event) for each in events)
        met = conditions(ledger, terms.get(worker, ()), proof, day, rules)
        found.append(CareerPath(worker_id=worker, region=region, as_of=day, eligible=eligible(met), conditions=met))
    return found
