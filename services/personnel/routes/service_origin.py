"""Earlier years that count for an employment, over HTTP: taken over from another employer, and what follows whenever the ledger changes."""

from collections.abc import Callable, Sequence
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends

from services.personnel.domain.employment import Employment
from services.personnel.domain.service_origin import AnnulTakeover, CountService, TakeOverService
from services.personnel.domain.service_resumption import NotePaidOut
from services.personnel.domain.streams import EMPLOYMENT, SENIORITY
from services.personnel.projections import roster
from services.personnel.rights import KEEP_ROSTER
from shared.draft import Ask, Draft
from shared.handling import Receipt
from shared.kernel import Region, record
from shared.web.asked import Asked
from shared.web.handles import Handle, handler

router = APIRouter(prefix="/employments/{employment_id}/service-origins", tags=["seniority"])
Said = Callable[[Draft, UUID], TakeOverService | AnnulTakeover]
Officer = Annotated[Handle, Depends(handler(EMPLOYMENT, may=KEEP_ROSTER))]


@record
class ServiceTakeover:
    """`period_id` as the seniority ledger has it; `document` numbers the paper that moved the person; `severance_paid` by the former
    employer: then the years count for everything but severance.
    """

    period_id: UUID
    severance_paid: bool
    document: str


@record
class TakeoverAnnulment:
    reason: str


@router.post("", status_code=201, operation_id="take_over_service")
async def take_over(employment_id: UUID, command: Asked[ServiceTakeover], handle: Officer) -> Receipt:
    """The person was moved here by somebody's order: the years with the former employer count (Implementing Regulation art. 10)."""

    def taken(draft: Draft, worker_id: UUID) -> TakeOverService:
        return TakeOverService(
            period_id=command.period_id, severance_paid=command.severance_paid, document=command.document,
            periods=draft.state(SENIORITY, worker_id).periods,
        )  # fmt: skip

    return await _with_ledger(handle, employment_id, taken)


@router.post("/{period_id}/annulments", status_code=201, operation_id="annul_service_takeover")
async def annul(employment_id: UUID, period_id: UUID, command: Asked[TakeoverAnnulment], handle: Officer) -> Receipt:
    """It never was so: the years count no longer."""

    def annulled(draft: Draft, worker_id: UUID) -> AnnulTakeover:
        periods = draft.state(SENIORITY, worker_id).periods
        return AnnulTakeover(period_id=period_id, reason=command.reason, periods=periods)

    return await _with_ledger(handle, employment_id, annulled)


async def _with_ledger(handle: Handle, employment_id: UUID, said: Said) -> Receipt:
    async def asks(draft: Draft) -> Sequence[Ask]:
        await draft.load([(EMPLOYMENT, employment_id)])
        employment: Employment = draft.state(EMPLOYMENT, employment_id)
        worker = employment.worker_id or employment_id
        await draft.load([(SENIORITY, worker)])
        return [Ask(stream=EMPLOYMENT, to=employment_id, command=said(draft, worker))]

    return await handle.all(asks)


def counted(employment_id: UUID, worker_id: UUID, region: Region) -> Ask:
    """Once the ledger says what it will say after this append: where the years of the employment count from."""

    def command(draft: Draft) -> CountService:
        return CountService(periods=draft.state(SENIORITY, worker_id).periods)

    return Ask(stream=EMPLOYMENT, to=employment_id, command=command, region=region)


def paid_out(employment: Employment) -> Sequence[Ask]:
    """The ledger keeps whether the end that this append brings came with severance."""
    worker, id = employment.worker_id, employment.employment_id
    if worker is None or id is None:
        return ()

    def command(draft: Draft) -> NotePaidOut:
        left: Employment = draft.state(EMPLOYMENT, id)
        paid = left.leaving.unlawful or (left.exited is not None and left.exited.severance)
        return NotePaidOut(employment_id=id, paid=paid)

    return (Ask(stream=SENIORITY, to=worker, command=command, region=employment.region),)


async def of_the_present(handle: Handle, draft: Draft, worker_id: UUID) -> Sequence[Ask]:
    """What a ledger that changes asks of the person's last employment."""
    async with handle.reading() as read:
        row = await roster.find(read, worker_id)
    if row is None or row["employment_id"] is None:
        return ()
    await draft.load([(SENIORITY, worker_id), (EMPLOYMENT, row["employment_id"])])
    return (counted(row["employment_id"], worker_id, Region(row["region"])),)
