"""The seniority ledger over HTTP: periods, why they count, and the four clocks of a day as known at an instant."""

from datetime import date, datetime
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, HTTPException

from services.personnel.domain.seniority import clocks_on
from services.personnel.domain.service_periods import DeemedMonths, Period, Seniority, YearResult
from services.personnel.domain.service_time import Clocks
from services.personnel.domain.streams import SENIORITY
from services.personnel.rights import OWN_FILE, SEE_ROSTER
from shared.kernel import record
from shared.web.asked import Day, Instant
from shared.web.handles import Reading, reader

router = APIRouter(tags=["seniority"])
Reader = Annotated[Reading, Depends(reader(may=SEE_ROSTER))]
Own = Annotated[Reading, Depends(reader(may=OWN_FILE))]


@record
class SeniorityShown:
    """`clocks` in whole months on the day; `ledger_version` numbers what the ledger had heard."""

    worker_id: UUID
    as_of: date
    known_at: datetime | None
    ledger_version: int
    clocks: Clocks
    periods: tuple[Period, ...]
    deemed: tuple[DeemedMonths, ...]
    results: tuple[YearResult, ...]


@router.get("/workers/{worker_id}/seniority", operation_id="read_seniority")
async def of_worker(
    worker_id: UUID, reader: Reader, as_of: Day | None = None, known_at: Instant | None = None
) -> SeniorityShown:
    """A person's periods of service and the four clocks on a day, as they were known at an instant."""
    now = await ledger(reader, worker_id)
    reader.require(now.region)
    then = now if known_at is None else await ledger(reader, worker_id, known_at)
    return _shown(reader, worker_id, now, then, as_of, known_at)


@router.get("/my/seniority", operation_id="read_own_seniority")
async def mine(reader: Own, as_of: Day | None = None, known_at: Instant | None = None) -> SeniorityShown:
    """The caller's own periods and clocks."""
    try:
        worker_id = UUID(reader.caller.subject)
    except ValueError:
        raise HTTPException(404) from None
    now = await ledger(reader, worker_id)
    then = now if known_at is None else await ledger(reader, worker_id, known_at)
    return _shown(reader, worker_id, now, then, as_of, known_at)


async def ledger(reader: Reading, worker_id: UUID, known_at: datetime | None = None) -> Seniority:
    """Folded from its stream up to an instant; 404 where there never was one."""
    key = (SENIORITY.type, worker_id)
    past = (await reader.runtime.log.load([key]))[key]
    if not past:
        raise HTTPException(404)
    return SENIORITY.decider.fold(each.event for each in past if known_at is None or each.recorded <= known_at)


def _shown(
    reader: Reading, worker_id: UUID, now: Seniority, then: Seniority, as_of: date | None, known_at: datetime | None
) -> SeniorityShown:
    day = as_of or reader.today
    return SeniorityShown(
        worker_id=worker_id, as_of=day, known_at=known_at, ledger_version=then.changes,
        clocks=clocks_on(then, day, reader.runtime.book.of(now.region)), periods=then.periods, deemed=then.deemed,
        results=then.results,
    )  # fmt: skip
