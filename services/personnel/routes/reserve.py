"""The reserve over HTTP: nominated by the street, reviewed, admitted, trained, appointed, removed."""

from collections.abc import Sequence
from datetime import date
from typing import Annotated, Any, Literal
from uuid import UUID

from fastapi import APIRouter, Depends, HTTPException

from services.personnel.domain.policies import Policies
from services.personnel.domain.reserve import (
    SEAT,
    AppointFromReserve,
    EnterReserve,
    NominateReserve,
    NoteReserveTrained,
    RemoveFromReserve,
    ReviewReserve,
    seat_prefix,
    vacant_seat,
)
from services.personnel.domain.reserve_events import ReserveMember, ReserveType, reserve_id
from services.personnel.domain.streams import RESERVE
from services.personnel.projections import appointments, party_posts, roster
from services.personnel.projections import reserve as pool
from services.personnel.rights import KEEP_RESERVE, NOMINATE, REVIEW_CANDIDATES, SEE_RESERVE
from shared.draft import Ask, Draft
from shared.handling import Receipt
from shared.kernel import Region, Rejected, record, ruled
from shared.web.asked import Asked, RegionPath
from shared.web.handles import Handle, Reading, handler, reader
from shared.web.pages import Cursor, Limit, Page

router = APIRouter(prefix="/reserve", tags=["reserve"])
Nominator = Annotated[Handle, Depends(handler(RESERVE, may=NOMINATE))]
Reviewer = Annotated[Handle, Depends(handler(RESERVE, may=REVIEW_CANDIDATES))]
Department = Annotated[Handle, Depends(handler(RESERVE, may=KEEP_RESERVE))]
Reader = Annotated[Reading, Depends(reader(may=SEE_RESERVE))]
Type = Literal["SECRETARY", "COMMITTEE"]
Stage = Literal["NOMINATED", "REVIEWED", "NOT_ADMITTED", "IN_POOL", "TRAINED", "APPOINTED", "REMOVED"]


@record
class ReserveNomination:
    worker_id: UUID
    community: RegionPath
    type: ReserveType
    document: str


@record
class ReserveReview:
    passed: bool
    document: str


@record
class ReserveAdmission:
    document: str


@record
class ReserveTraining:
    """Training that the training service does not know of."""

    trained_on: date
    document: str


@record
class ReserveAppointment:
    """`post_id` is the appointment or the party post that the person has come to."""

    post_id: UUID


@router.post("", status_code=201, operation_id="nominate_for_reserve")
async def nominate(command: Asked[ReserveNomination], handle: Nominator) -> Receipt:
    """Put somebody forward for the reserve of future secretaries or committee members."""
    async with handle.reading() as read:
        row = await roster.find(read, command.worker_id)
    if row is None:
        raise HTTPException(404)
    handle.require(Region(row["region"]))
    nominated = NominateReserve(
        worker_id=command.worker_id, community=Region(command.community), type=command.type, document=command.document
    )
    return await handle(reserve_id(command.worker_id, command.type), nominated, region=nominated.community)


@router.post("/{reserve_id}/reviews", status_code=201, operation_id="review_for_reserve")
async def review(reserve_id: UUID, command: Asked[ReserveReview], handle: Reviewer) -> Receipt:
    """Review a nomination, by another hand."""
    return await handle(reserve_id, ReviewReserve(passed=command.passed, document=command.document))


@router.post("/{reserve_id}/entries", status_code=201, operation_id="admit_to_reserve")
async def admit(reserve_id: UUID, command: Asked[ReserveAdmission], handle: Department) -> Receipt:
    """Admit a reviewed person to the pool of the community, as long as it has a place."""

    async def asks(draft: Draft) -> Sequence[Ask]:
        await draft.load([(RESERVE, reserve_id)])
        member: ReserveMember = draft.state(RESERVE, reserve_id)
        seat = await _seat(handle, member) if handle.may_see(member.region) else ""
        return [Ask(stream=RESERVE, to=reserve_id, command=EnterReserve(seat=seat, document=command.document))]

    return await handle.all(asks)


@router.post("/{reserve_id}/trainings", status_code=201, operation_id="record_reserve_training")
async def trained(reserve_id: UUID, command: Asked[ReserveTraining], handle: Department) -> Receipt:
    """The person was trained elsewhere; what the training service knows it tells by itself."""
    told = NoteReserveTrained(trained_on=command.trained_on, document=command.document)
    return await handle(reserve_id, told)


@router.post("/{reserve_id}/appointments", status_code=201, operation_id="appoint_from_reserve")
async def appoint(reserve_id: UUID, command: Asked[ReserveAppointment], handle: Department) -> Receipt:
    """The person has come to a post that runs: the place in the pool is free."""

    async def asks(draft: Draft) -> Sequence[Ask]:
        await draft.load([(RESERVE, reserve_id)])
        member: ReserveMember = draft.state(RESERVE, reserve_id)
        handle.require(member.region)
        starts = await _first_day(handle, member, command.post_id)
        appointed = AppointFromReserve(post_id=command.post_id, starts=starts)
        return [Ask(stream=RESERVE, to=reserve_id, command=appointed)]

    return await handle.all(asks)


@router.post("/{reserve_id}/removals", status_code=201, operation_id="remove_from_reserve")
async def remove(reserve_id: UUID, command: Asked[RemoveFromReserve], handle: Department) -> Receipt:
    """Take somebody out of the reserve, with a reason."""
    return await handle(reserve_id, command)


@router.get("", operation_id="list_reserve")
async def listed(
    reader: Reader, type: Type, stage: Stage, limit: Limit = 100, cursor: Cursor = None
) -> Page[dict[str, Any]]:
    """The reserve of one type at a stage, those who came to it first in front."""
    turn = reader.turning(cursor, limit, type=type, stage=stage)
    after = turn.after(date.fromisoformat, UUID)
    async with reader.reading() as read:
        rows = await pool.at_stage(read, reader.scope, type, stage, after=after, limit=limit)
    items = [dict(row) for row in rows]
    return turn.page(items, rows, "since", "reserve_id")


async def _seat(handle: Handle, member: ReserveMember) -> str:
    policies: Policies = await handle.runtime.policies_for(RESERVE.type, ruled(member.region))
    secretary = member.type is ReserveType.SECRETARY
    places = policies.reserve_secretaries if secretary else policies.reserve_committee_members
    prefix = seat_prefix(member.region, member.type)
    taken = frozenset(int(key.rpartition("#")[2]) for key in await handle.runtime.log.held(SEAT, prefix))
    return f"{prefix}{vacant_seat(taken, places.on(handle.today))}"


async def _first_day(handle: Handle, member: ReserveMember, post_id: UUID) -> date:
    """Of a post of the person that runs. Raises Rejected(reserve.no-post)."""
    if member.worker_id is not None:
        async with handle.reading() as read:
            posts = [(row["appointment_id"], row) for row in await appointments.of_worker(read, member.worker_id)]
            posts += [(row["party_post_id"], row) for row in await party_posts.of_worker(read, member.worker_id)]
        for id, row in posts:
            if id == post_id and row["stage"] == "IN_TERM":
                starts: date = row["starts"]
                return starts
    raise Rejected("reserve.no-post", field="/post_id")
