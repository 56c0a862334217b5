"""Secondments over HTTP: who is sent to which community by whom, until when."""

from collections.abc import Sequence
from datetime import date
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends

from services.personnel.domain.scheme_terms import Education
from services.personnel.domain.secondments import (
    AnnulSecondment,
    CorrectSecondment,
    EndSecondment,
    SecondmentKind,
    StartSecondment,
)
from services.personnel.domain.streams import SECONDMENT, WORKER
from services.personnel.domain.worker import NATIONAL_ID, RegisterWorker
from services.personnel.projections import secondments
from services.personnel.rights import KEEP_SECONDMENTS, SEE_ROSTER
from shared.draft import Ask
from shared.handling import Receipt
from shared.kernel import Region, Rejected, record
from shared.kernel.national_id import parse
from shared.web.asked import Asked, Day, RegionPath
from shared.web.handles import Handle, Reading, handler, reader
from shared.web.pages import Cursor, Limit, Page
from shared.web.rates import LOOKUP

router = APIRouter(prefix="/secondments", tags=["secondments"])
Beginner = Annotated[Handle, Depends(handler(SECONDMENT, may=KEEP_SECONDMENTS, at_most=LOOKUP))]
Officer = Annotated[Handle, Depends(handler(SECONDMENT, may=KEEP_SECONDMENTS))]
Reader = Annotated[Reading, Depends(reader(may=SEE_ROSTER))]


@record
class NewSecondment:
    """`home_unit` names the body that sends the person and keeps paying; sex and birth month follow from the national id."""

    name: str
    id_number: str
    education: Education
    community: RegionPath
    kind: SecondmentKind
    home_unit: str
    starts: date
    ends: date


@record
class SecondmentRow:
    secondment_id: UUID
    worker_id: UUID
    region: str
    kind: str
    home_unit: str
    starts: date
    ends: date
    last_day: date | None
    annulled: bool


@router.post("", status_code=201, operation_id="start_secondment")
async def start(command: Asked[NewSecondment], handle: Beginner) -> Receipt:
    """Somebody is sent to a community; no contract, no place of the establishment and no grade follow."""
    community = Region(command.community)
    handle.require(community)
    number = parse(command.id_number, handle.today)
    if not 1 <= len(command.name.strip()) <= 100:
        raise Rejected("hiring.name", field="/name")
    blind = handle.runtime.sealer.blind.of("personnel.worker.id_number", number.number)
    new = handle.new_id("worker")
    worker = await handle.runtime.log.holder(NATIONAL_ID, blind) or new
    id = handle.new_id("secondment")
    started = StartSecondment(
        worker_id=worker, secondment_id=id, community=community, kind=command.kind, home_unit=command.home_unit,
        starts=command.starts, ends=command.ends,
    )  # fmt: skip
    asks: Sequence[Ask] = (Ask(stream=SECONDMENT, to=id, command=started, region=community),)
    if worker != new or await _known(handle, new):
        return await handle.all(asks)
    names = ("personnel.worker.name", "personnel.worker.id_number")
    sealed = await handle.seal(worker, dict(zip(names, (command.name.strip(), number.number), strict=True)))
    register = RegisterWorker(
        worker_id=worker, region=community, name=sealed[names[0]], id_number=sealed[names[1]], id_hash=blind, phone=None,
        sex=number.sex.value, birth_month=f"{number.birth:%Y-%m}", education=command.education, starts=command.starts,
    )  # fmt: skip
    return await handle.all((*asks, Ask(stream=WORKER, to=worker, command=register, region=community)))


async def _known(handle: Handle, worker: UUID) -> bool:
    draft = handle.runtime.handling.draft()
    await draft.load([(WORKER, worker)])
    return draft.version(WORKER, worker) > 0


@router.post("/{secondment_id}/corrections", status_code=201, operation_id="correct_secondment")
async def correct(secondment_id: UUID, command: Asked[CorrectSecondment], handle: Officer) -> Receipt:
    """The days were entered wrongly: these are the right ones."""
    return await handle(secondment_id, command)


@router.post("/{secondment_id}/annulments", status_code=201, operation_id="annul_secondment")
async def annul(secondment_id: UUID, command: Asked[AnnulSecondment], handle: Officer) -> Receipt:
    """It never was."""
    return await handle(secondment_id, command)


@router.post("/{secondment_id}/ends", status_code=201, operation_id="end_secondment")
async def end(secondment_id: UUID, command: Asked[EndSecondment], handle: Officer) -> Receipt:
    """Called back before the planned day; on the planned day it ends by itself."""
    return await handle(secondment_id, command)


@router.get("", operation_id="list_secondments")
async def listed(
    reader: Reader, as_of: Day | None = None, limit: Limit = 100, cursor: Cursor = None
) -> Page[SecondmentRow]:
    """Who is there on the day, those who came first in front."""
    turn = reader.turning(cursor, limit, as_of=as_of)
    after = turn.after(date.fromisoformat, UUID)
    async with reader.reading() as read:
        rows = await secondments.there(read, reader.scope, as_of or reader.today, after=after, limit=limit)
    items = [SecondmentRow(**row) for row in rows]
    return turn.page(items, rows, "starts", "secondment_id")
