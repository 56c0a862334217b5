"""Posts over HTTP: begun, ended, recalled, corrected, annulled, listed. A post changes the category in which a person is graded."""

from collections.abc import Sequence
from datetime import date
from typing import Annotated, Any, Literal
from uuid import UUID

from fastapi import APIRouter, Depends, HTTPException
from sqlalchemy import RowMapping

from services.personnel.domain.appointment_events import CATEGORY_OF, EndReason, Post, RecallingBody
from services.personnel.domain.appointments import (
    AnnulAppointment,
    CorrectAppointment,
    EndAppointment,
    RecallAppointment,
    StartAppointment,
    TenureCommand,
    awaits_filing,
)
from services.personnel.domain.grade_posts import HoldPost, PostCommand, ReleasePost
from services.personnel.domain.headcount_places import together
from services.personnel.domain.policies import Policies
from services.personnel.domain.streams import APPOINTMENT, GRADE
from services.personnel.projections import appointments, dated, roster
from services.personnel.rights import APPOINT, SEE_POSTS
from services.personnel.routes.vacancies import posts_of
from shared.draft import Ask, Draft
from shared.handling import Receipt
from shared.kernel import DAY, Region, Rejected, record, ruled
from shared.web.asked import Asked, Day, RegionPath
from shared.web.handles import Handle, Reading, handler, reader
from shared.web.pages import Cursor, Limit, Page

router = APIRouter(tags=["appointments"])
Officer = Annotated[Handle, Depends(handler(APPOINTMENT, may=APPOINT))]
Reader = Annotated[Reading, Depends(reader(may=SEE_POSTS))]
Stage = Literal[
    "NOMINATED", "QUALIFICATION_REVIEWED", "NOT_QUALIFIED", "DECIDED", "IN_TERM", "ENDED", "ANNULLED", "LAPSED"
]


@record
class NewAppointment:
    worker_id: UUID
    post: Post
    community: RegionPath
    starts: date


@record
class AppointmentEnd:
    """A recall names the body that decided it, the number of its decision and what it recalls for."""

    reason: EndReason
    last_day: date
    body: RecallingBody | None = None
    document: str = ""
    because: str = ""


@record
class PostRecall:
    """`document` is the resolution of the residents' meeting or of the party committee."""

    body: RecallingBody
    last_day: date
    document: str
    reason: str


@record
class AppointmentCorrection:
    starts: date
    reason: str


@record
class AppointmentAnnulment:
    reason: str


@router.post("/appointments", status_code=201, operation_id="start_appointment")
async def start(command: Asked[NewAppointment], handle: Officer) -> Receipt:
    """Appoint somebody to a post for the term of office; secretary and director have one holder each. A secretary is in it when he
    is filed.
    """
    async with handle.reading() as read:
        row = await roster.find(read, command.worker_id)
    if row is None:
        raise HTTPException(404)
    id, community = handle.new_id("appointment"), Region(command.community)

    async def asks(draft: Draft) -> Sequence[Ask]:
        waits = await waits_for_filing(handle, community, command.post, command.starts)
        place = "" if waits else await place_for(draft, handle, row, id, community, command.post, command.starts)
        started = StartAppointment(
            worker_id=command.worker_id, appointment_id=id, post=command.post, community=community,
            starts=command.starts, place=place,
        )  # fmt: skip
        first = Ask(stream=APPOINTMENT, to=id, command=started, region=community)
        counted = Ask(stream=GRADE, to=command.worker_id, command=held(id, command.post, command.starts))
        return [first] if waits else [first, counted]

    return await handle.all(asks)


@router.post("/appointments/{appointment_id}/ends", status_code=201, operation_id="end_appointment")
async def end(appointment_id: UUID, command: Asked[AppointmentEnd], handle: Officer) -> Receipt:
    """End a post; neither the contract nor another post ends with it."""
    ended = _ended(command)
    released = ReleasePost(appointment_id=appointment_id, last_day=command.last_day)
    return await _and_count(handle, appointment_id, ended, [released])


def _ended(command: AppointmentEnd) -> TenureCommand:
    if command.reason is not EndReason.RECALLED or command.body is None:
        return EndAppointment(reason=command.reason, last_day=command.last_day)
    return RecallAppointment(
        body=command.body, last_day=command.last_day, document=command.document, reason=command.because
    )


@router.post("/appointments/{appointment_id}/recalls", status_code=201, operation_id="recall_from_post")
async def recall(appointment_id: UUID, command: Asked[PostRecall], handle: Officer) -> Receipt:
    """The entitled body has recalled the holder: the post ends, the employment does not."""
    recalled = RecallAppointment(
        body=command.body, last_day=command.last_day, document=command.document, reason=command.reason
    )
    released = ReleasePost(appointment_id=appointment_id, last_day=command.last_day)
    return await _and_count(handle, appointment_id, recalled, [released])


@router.post("/appointments/{appointment_id}/corrections", status_code=201, operation_id="correct_appointment")
async def correct(appointment_id: UUID, command: Asked[AppointmentCorrection], handle: Officer) -> Receipt:
    """The first day was entered wrongly: the term is counted from the right one."""

    async def asks(draft: Draft) -> Sequence[Ask]:
        await draft.load([(APPOINTMENT, appointment_id)])
        started = draft.state(APPOINTMENT, appointment_id).started
        corrected = CorrectAppointment(starts=command.starts, reason=command.reason)
        first = Ask(stream=APPOINTMENT, to=appointment_id, command=corrected)
        if started is None:
            return [first]
        counted = held(appointment_id, started.post, command.starts, known_only=True)
        return [first, Ask(stream=GRADE, to=started.worker_id, command=counted)]

    return await handle.all(asks)


@router.post("/appointments/{appointment_id}/annulments", status_code=201, operation_id="annul_appointment")
async def annul(appointment_id: UUID, command: Asked[AppointmentAnnulment], handle: Officer) -> Receipt:
    """A nomination is withdrawn, or a post that never was is taken off the record."""

    async def asks(draft: Draft) -> Sequence[Ask]:
        await draft.load([(APPOINTMENT, appointment_id)])
        started = draft.state(APPOINTMENT, appointment_id).started
        first = Ask(stream=APPOINTMENT, to=appointment_id, command=AnnulAppointment(reason=command.reason))
        if started is None:
            return [first]
        never = ReleasePost(appointment_id=appointment_id, last_day=started.effective - DAY)
        return [first, Ask(stream=GRADE, to=started.worker_id, command=never)]

    return await handle.all(asks)


@router.get("/appointments", operation_id="list_appointments")
async def listed(
    reader: Reader, stage: Stage | None = None, as_of: Day | None = None, limit: Limit = 100, cursor: Cursor = None
) -> Page[dict[str, Any]]:
    """Posts and candidacies at a stage, or the posts held on a day, those that came to it first in front."""
    turn = reader.turning(cursor, limit, stage=stage, as_of=as_of)
    after = turn.after(date.fromisoformat, UUID)
    async with reader.reading() as read:
        if stage is not None and as_of is None:
            rows = await appointments.at_stage(read, reader.scope, stage, after=after, limit=limit)
        elif as_of is not None and stage is None:
            rows = await appointments.held_on(read, reader.scope, as_of, after=after, limit=limit)
        else:
            raise Rejected("request.stage-or-day", field="query:stage")
    items = [dict(row) for row in rows]
    return turn.page(items, rows, "since", "appointment_id")


@router.get("/workers/{worker_id}/appointments", operation_id="read_appointments_of_worker")
async def of_worker(worker_id: UUID, reader: Reader) -> list[dict[str, Any]]:
    """A person's posts and candidacies, by their first day."""
    async with reader.reading() as read:
        row = await roster.find(read, worker_id)
        if row is None:
            raise HTTPException(404)
        reader.require(Region(row["region"]))
        return [dict(each) for each in await appointments.of_worker(read, worker_id)]


async def waits_for_filing(handle: Handle, community: Region, post: Post, starts: date) -> bool:
    """Whether the post begins only when its holder is filed, so that nothing of it counts yet."""
    policies: Policies = await handle.runtime.policies_for(APPOINTMENT.type, ruled(community))
    return awaits_filing(post, starts, policies)


async def place_for(
    draft: Draft, handle: Handle, row: RowMapping, id: UUID, community: Region, post: Post, day: date
) -> str:  # fmt: skip
    """What the post takes of the establishment where its category has limits; nothing where the holder has it already."""
    category = CATEGORY_OF[post]
    async with handle.reading() as read:
        holder = await dated.find(read, row, day)
    if holder["employer"] is not None and (holder["region"], holder["post_category"]) == (community, category.value):
        return ""
    shares = await posts_of(draft, handle, community, category, day, id.int % 9_973)
    return together([share.key for share in shares])


def held(appointment_id: UUID, post: Post, since: date, *, known_only: bool = False) -> HoldPost:
    return HoldPost(appointment_id=appointment_id, post_category=CATEGORY_OF[post], since=since, known_only=known_only)


async def _and_count(
    handle: Handle, appointment_id: UUID, command: TenureCommand, counted: Sequence[PostCommand]
) -> Receipt:
    """What happens to the post, and how the holder's posts are counted then."""

    async def asks(draft: Draft) -> Sequence[Ask]:
        await draft.load([(APPOINTMENT, appointment_id)])
        started = draft.state(APPOINTMENT, appointment_id).started
        first = Ask(stream=APPOINTMENT, to=appointment_id, command=command)
        if started is None:
            return [first]
        return [first, *(Ask(stream=GRADE, to=started.worker_id, command=each) for each in counted)]

    return await handle.all(asks)
