"""Candidacies over HTTP: nominated, reviewed by several bodies together, elected or appointed."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, HTTPException

from services.personnel.domain.appointment_events import Post, PostChoice, ReviewBody
from services.personnel.domain.candidacies import DecidePost, NominateForPost, ReviewQualification
from services.personnel.domain.streams import APPOINTMENT, GRADE
from services.personnel.projections import roster
from services.personnel.rights import APPOINT, NOMINATE, REVIEW_CANDIDATES
from services.personnel.routes.appointments import held, place_for, waits_for_filing
from shared.draft import Ask, Draft
from shared.handling import Receipt
from shared.kernel import Region, record
from shared.web.asked import Asked, RegionPath
from shared.web.handles import Handle, handler

router = APIRouter(prefix="/appointments", tags=["appointments"])
Nominator = Annotated[Handle, Depends(handler(APPOINTMENT, may=NOMINATE))]
Reviewer = Annotated[Handle, Depends(handler(APPOINTMENT, may=REVIEW_CANDIDATES))]
Officer = Annotated[Handle, Depends(handler(APPOINTMENT, may=APPOINT))]


@record
class PostNomination:
    worker_id: UUID
    post: Post
    community: RegionPath


@record
class QualificationAnswer:
    """What one of the bodies of the joint review answered; `document` is its letter."""

    body: ReviewBody
    passed: bool
    document: str


@record
class PostDecision:
    """`document` is the result of the election or the decision to appoint."""

    choice: PostChoice
    starts: date
    document: str


@router.post("/nominations", status_code=201, operation_id="nominate_for_post")
async def nominate(command: Asked[PostNomination], handle: Nominator) -> Receipt:
    """Put somebody forward for a post of a community."""
    async with handle.reading() as read:
        row = await roster.find(read, command.worker_id)
    if row is None:
        raise HTTPException(404)
    handle.require(Region(row["region"]))
    nominated = NominateForPost(
        worker_id=command.worker_id, appointment_id=handle.new_id("appointment"), post=command.post,
        community=Region(command.community),
    )  # fmt: skip
    return await handle(nominated.appointment_id, nominated, region=nominated.community)


@router.post(
    "/{appointment_id}/qualification-reviews", status_code=201, operation_id="review_qualification"
)  # fmt: skip
async def review(appointment_id: UUID, command: Asked[QualificationAnswer], handle: Reviewer) -> Receipt:
    """One body of the joint review has answered; the last that agrees concludes it, one that does not ends the candidacy."""
    answer = ReviewQualification(body=command.body, passed=command.passed, document=command.document)
    return await handle(appointment_id, answer)


@router.post("/{appointment_id}/decisions", status_code=201, operation_id="decide_post")
async def decide(appointment_id: UUID, command: Asked[PostDecision], handle: Officer) -> Receipt:
    """The reviewed candidate was elected or appointed."""

    async def asks(draft: Draft) -> Sequence[Ask]:
        await draft.load([(APPOINTMENT, appointment_id)])
        candidacy = draft.state(APPOINTMENT, appointment_id)
        decided = DecidePost(choice=command.choice, starts=command.starts, document=command.document)
        first = Ask(stream=APPOINTMENT, to=appointment_id, command=decided)
        if candidacy.worker_id is None:
            return [first]
        if await waits_for_filing(handle, candidacy.region, candidacy.post, command.starts):
            return [first]
        async with handle.reading() as read:
            row = await roster.find(read, candidacy.worker_id)
        if row is not None and handle.may_see(candidacy.region):
            place = await place_for(
                draft, handle, row, appointment_id, candidacy.region, candidacy.post, command.starts
            )
            first = replace(first, command=replace(decided, place=place))
        counted = held(appointment_id, candidacy.post, command.starts)
        return [first, Ask(stream=GRADE, to=candidacy.worker_id, command=counted)]

    return await handle.all(asks)
