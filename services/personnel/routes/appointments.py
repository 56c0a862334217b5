"""Posts over HTTP. A post changes the category in which a person is graded."""

from collections.abc import Sequence
from datetime import date
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, HTTPException

from services.personnel.domain.appointments import CATEGORY_OF, EndAppointment, EndReason, Post, StartAppointment
from services.personnel.domain.grade_triggers import CountPost
from services.personnel.domain.headcount_places import together
from services.personnel.domain.scheme_terms import PostCategory
from services.personnel.domain.streams import APPOINTMENT, GRADE
from services.personnel.projections import roster
from services.personnel.rights import APPOINT
from services.personnel.routes.vacancies import posts_of
from shared.draft import Ask, Draft
from shared.handling import Receipt
from shared.kernel import DAY, Region, record
from shared.web.asked import Asked, RegionPath
from shared.web.handles import Handle, handler

router = APIRouter(prefix="/appointments", tags=["appointments"])
Officer = Annotated[Handle, Depends(handler(APPOINTMENT, may=APPOINT))]


@record
class NewAppointment:
    worker_id: UUID
    post: Post
    community: RegionPath
    starts: date


@router.post("", status_code=201, operation_id="start_appointment")
async def start(command: Asked[NewAppointment], handle: Officer) -> Receipt:
    """Appoint somebody to a post for the term of office; secretary and director have one holder each."""
    async with handle.reading() as read:
        row = await roster.find(read, command.worker_id)
    if row is None:
        raise HTTPException(404)
    id, community, category = handle.new_id("appointment"), Region(command.community), CATEGORY_OF[command.post]
    held = row["employer"] is not None and (row["region"], row["post_category"]) == (community, category.value)

    async def asks(draft: Draft) -> Sequence[Ask]:
        begins = id.int % 9_973
        shares = [] if held else await posts_of(draft, handle, community, category, command.starts, begins)
        started = StartAppointment(
            worker_id=command.worker_id, appointment_id=id, post=command.post, community=community,
            starts=command.starts, place=together([share.key for share in shares]),
        )  # fmt: skip
        counted = CountPost(post_category=category, since=command.starts)
        return [
            Ask(stream=APPOINTMENT, to=id, command=started, region=community),
            Ask(stream=GRADE, to=command.worker_id, command=counted),
        ]

    return await handle.all(asks)


@record
class AppointmentEnd:
    """`remaining_category` is what the person's other posts give; STAFF without any."""

    reason: EndReason
    last_day: date
    remaining_category: PostCategory = PostCategory.STAFF


@router.post("/{appointment_id}/ends", status_code=201, operation_id="end_appointment")
async def end(appointment_id: UUID, command: Asked[AppointmentEnd], handle: Officer) -> Receipt:
    """End a post; neither the contract nor another post ends with it."""
    ended = EndAppointment(reason=command.reason, last_day=command.last_day)
    counted = CountPost(post_category=command.remaining_category, since=command.last_day + DAY)

    async def asks(draft: Draft) -> Sequence[Ask]:
        await draft.load([(APPOINTMENT, appointment_id)])
        started = draft.state(APPOINTMENT, appointment_id).started
        first = Ask(stream=APPOINTMENT, to=appointment_id, command=ended)
        return [first] if started is None else [first, Ask(stream=GRADE, to=started.worker_id, command=counted)]

    return await handle.all(asks)
