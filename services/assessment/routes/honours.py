"""Honours over HTTP: nominated, publicised, objected to, granted; listed by region, for a person, and for oneself."""

from datetime import date
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Depends, HTTPException

from services.assessment.domain.assessees import Assessee
from services.assessment.domain.honour import HonourStage, honour_id
from services.assessment.domain.honour_events import HonourLevel
from services.assessment.domain.honours import (
    DecideHonourObjection,
    EndNomination,
    GrantHonour,
    NominateHonour,
    ObjectToHonour,
    PubliciseHonour,
)
from services.assessment.domain.streams import ASSESSEE, HONOUR
from services.assessment.projections import assessees, honours
from services.assessment.rights import ENTER_HONOURS, GRANT_HONOURS, OWN_HONOURS, SEE_HONOURS
from shared.handling import Receipt
from shared.kernel import Region, record
from shared.web.asked import Asked, Year
from shared.web.disclosure import Personal
from shared.web.handles import Handle, Reading, handler, reader
from shared.web.pages import Cursor, Limit, Page

router = APIRouter(tags=["honours"])
Officer = Annotated[Handle, Depends(handler(HONOUR, may=ENTER_HONOURS))]
Approver = Annotated[Handle, Depends(handler(HONOUR, may=GRANT_HONOURS))]
Reader = Annotated[Reading, Depends(reader(may=SEE_HONOURS))]
Own = Annotated[Reading, Depends(reader(may=OWN_HONOURS))]


@record
class NewNomination:
    """`issuer` is who would give the honour, `merits` the numbers of the papers it rests on."""

    year: Year
    kind: str
    level: HonourLevel
    issuer: str
    merits: tuple[str, ...]


@record
class NewHonourObjection:
    """The number under which the objection is filed; what it says stays in that file."""

    document: str


@record
class HonourObjectionDecision:
    """`document` is the number of the decision."""

    upheld: bool
    document: str


@record
class HonourRow:
    """`stage`: NOMINATED, PUBLICISED, RECORDED, GRANTED, WITHDRAWN, ANNULLED. `change` waits for another hand; `counts_until` is the
    first day without the honour.
    """

    honour_id: UUID
    worker_id: UUID
    region: str
    year: int
    kind: str
    level: str
    issuer: str
    stage: str
    document: str | None
    granted_on: date | None
    sha256: str | None
    publicised_from: date | None
    publicised_until: date | None
    change: str | None
    counts_until: date | None
    entered_by: str
    granted_by: str | None
    reason: str | None


@record
class HonourObjectionRow:
    """`document` is the number under which it is filed; open while `upheld` is null."""

    objection_id: UUID
    honour_id: UUID
    raised_on: date
    document: str
    decided_on: date | None
    upheld: bool | None


@router.post("/workers/{worker_id}/honours/nominations", status_code=201, operation_id="nominate_for_honour")
async def nominate(worker_id: UUID, command: Asked[NewNomination], handle: Officer) -> Receipt:
    """Nominate somebody who works here for an honour; the receipt names it."""
    known = await assessee(worker_id, handle)
    today = handle.today
    nomination = NominateHonour(
        worker_id=worker_id, region=known.region, employed=any(e.span.covers(today) for e in known.employments),
        year=command.year, kind=command.kind, level=command.level, issuer=command.issuer, merits=command.merits,
    )  # fmt: skip
    to = honour_id(worker_id, command.kind, command.level, command.year)
    return await handle(to, nomination, region=known.region)


@router.post("/honours/{honour_id}/publications", status_code=201, operation_id="publicise_honour")
async def publicise(honour_id: UUID, command: Asked[PubliciseHonour], handle: Officer) -> Receipt:
    """Show a nomination to the public, from a day on."""
    return await handle(honour_id, command)


@router.post("/honours/{honour_id}/objections", status_code=201, operation_id="object_to_honour")
async def object_to(honour_id: UUID, command: Asked[NewHonourObjection], handle: Officer) -> Receipt:
    """An objection came in: nothing is granted before it is decided."""
    await handle.find(honour_id)
    raised = ObjectToHonour(objection_id=handle.new_id("objection"), document=command.document)
    return await handle(honour_id, raised)


@router.post(
    "/honours/{honour_id}/objections/{objection_id}/decisions",
    status_code=201,
    operation_id="decide_honour_objection",
)
async def decide(
    honour_id: UUID, objection_id: UUID, command: Asked[HonourObjectionDecision], handle: Approver
) -> Receipt:
    """Decide on an objection; upheld, the nomination ends."""
    decision = DecideHonourObjection(objection_id=objection_id, upheld=command.upheld, document=command.document)
    return await handle(honour_id, decision)


@router.post("/honours/{honour_id}/grants", status_code=201, operation_id="grant_honour")
async def grant(honour_id: UUID, command: Asked[GrantHonour], handle: Approver) -> Receipt:
    """Grant it by its paper after the publicity; whoever nominated cannot."""
    return await handle(honour_id, command)


@router.post("/honours/{honour_id}/nomination-ends", status_code=201, operation_id="end_honour_nomination")
async def end(honour_id: UUID, command: Asked[EndNomination], handle: Officer) -> Receipt:
    """Withdraw a nomination before anything is granted."""
    return await handle(honour_id, command)


@router.get("/honours", operation_id="list_honours")
async def listed(
    reader: Reader, stage: HonourStage | None = None, level: HonourLevel | None = None, waiting: bool = False,
    cursor: Cursor = None, limit: Limit = 100,
) -> Page[dict[str, Any]]:  # fmt: skip
    """Honours in the caller's regions with masked names, by id; `waiting`: those that another hand has to confirm or refuse."""
    turn = reader.turning(cursor, limit, stage=stage, level=level, waiting=waiting)
    after = turn.after(UUID)
    async with reader.reading() as read:
        rows = await honours.page(
            read, reader.scope, stage=stage, level=level, waiting=waiting, after=after, limit=limit
        )
        names = await assessees.names(read, {row["worker_id"] for row in rows})
    where = {row["worker_id"]: Region(row["region"]) for row in rows}
    opened = await reader.opened([Personal(id, where[id], "personnel.worker.name", name) for id, name in names.items()])
    shown = dict(zip(names, opened, strict=True))
    return turn.page([{**row, "name": shown.get(row["worker_id"])} for row in rows], rows, "honour_id")


@router.get("/honours/{honour_id}", operation_id="read_honour")
async def found(honour_id: UUID, reader: Reader) -> HonourRow:
    async with reader.reading() as read:
        row = await honours.find(read, honour_id)
    if row is None:
        raise HTTPException(404)
    reader.require(Region(row["region"]))
    return HonourRow(**row)


@router.get("/honours/{honour_id}/objections", operation_id="list_honour_objections")
async def objections(honour_id: UUID, reader: Reader) -> list[HonourObjectionRow]:
    """Objections to an honour, decided or open."""
    async with reader.reading() as read:
        row = await honours.find(read, honour_id)
        rows = await honours.objections_to(read, honour_id)
    if row is None:
        raise HTTPException(404)
    reader.require(Region(row["region"]))
    return [HonourObjectionRow(**each) for each in rows]


@router.get("/workers/{worker_id}/honours", operation_id="read_honours_of_worker")
async def of_worker(worker_id: UUID, reader: Reader) -> list[HonourRow]:
    """A person's honours in the caller's regions, the latest year first."""
    async with reader.reading() as read:
        rows = await honours.of_worker(read, worker_id)
    return [HonourRow(**row) for row in rows if reader.may_see(Region(row["region"]))]


@router.get("/my/honours", operation_id="list_own_honours")
async def own(reader: Own) -> list[HonourRow]:
    """The caller's own honours, the latest year first."""
    try:
        worker_id = UUID(reader.caller.subject)
    except ValueError:
        raise HTTPException(404) from None
    async with reader.reading() as read:
        return [HonourRow(**row) for row in await honours.of_worker(read, worker_id)]


async def assessee(worker_id: UUID, handle: Handle) -> Assessee:
    """The person as personnel told; 404 for whoever is unknown, forgotten, or outside the caller's regions."""
    draft = handle.runtime.handling.draft()
    await draft.load(((ASSESSEE, worker_id),))
    known: Assessee = draft.state(ASSESSEE, worker_id)
    if not known.employments or known.forgotten:
        raise HTTPException(404)
    handle.require(known.region)
    return known
