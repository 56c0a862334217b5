"""What is known of a person, as of any business day and any instant."""

from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Depends, HTTPException

from services.payroll.domain.declarations import DECLARED
from services.payroll.projections import entitlements
from services.payroll.rights import SEE_PAY
from shared.kernel import to_yuan
from shared.web.asked import Day, Instant
from shared.web.handles import Reading, reader

router = APIRouter(prefix="/workers/{worker_id}/entitlement", tags=["entitlements"])
Reader = Annotated[Reading, Depends(reader(may=SEE_PAY))]
_MONEY = tuple(kind.value for kind in DECLARED)


@router.get("", operation_id="read_entitlement")
async def read_entitlement(
    worker_id: UUID, reader: Reader, as_of: Day | None = None, known_at: Instant | None = None
) -> list[dict[str, Any]]:
    """A person's facts in force on a day, as known at an instant; each names the published event it was heard with."""
    async with reader.reading() as read:
        employers = await entitlements.employers_of(read, worker_id)
        seen = [employer for employer in employers if reader.may_see(employer)]
        if not seen:
            raise HTTPException(404)
        rows = await entitlements.of_worker(read, worker_id, as_of=as_of, known_at=known_at)
    await reader.opened((), pay=[(worker_id, seen[-1])])
    shown = ("kind", "fact", "effective", "recorded", "cause", "word", "since", "until", "region")
    return [
        {
            **{name: row[name] for name in shown},
            **({"amount": to_yuan(row["number"])} if row["kind"] in _MONEY else {"number": row["number"]}),
        }
        for row in rows
    ]
