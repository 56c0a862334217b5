"""Filing of secretaries over HTTP: the street submits, the organisation department accepts, returns, files, changes, cancels."""

from collections.abc import Sequence
from datetime import date
from typing import Annotated, Any, Literal, NamedTuple
from uuid import UUID

from fastapi import APIRouter, Depends, HTTPException

from services.personnel.domain.appointment_events import Post, PostPhase
from services.personnel.domain.candidacies import TakeEffect
from services.personnel.domain.filing import (
    AcceptFiling,
    CancelFiling,
    ChangeFiling,
    FileSecretary,
    ResubmitFiling,
    ReturnFiling,
    SubmitFiling,
)
from services.personnel.domain.filing_events import FilingCancelReason, FilingSubject, FilingSubmitted
from services.personnel.domain.party_post_events import PartyOffice, PartyPost, PartyPostPhase
from services.personnel.domain.party_posts import TakePartyOffice
from services.personnel.domain.streams import APPOINTMENT, FILING, GRADE, PARTY_POST
from services.personnel.domain.tenure import Appointment
from services.personnel.projections import filings, roster
from services.personnel.rights import FILE_SECRETARIES, SEE_FILINGS, SUBMIT_FILING
from services.personnel.routes.appointments import held, place_for
from shared.draft import Ask, Draft
from shared.handling import Receipt
from shared.kernel import Region, Rejected, record
from shared.web.asked import Asked
from shared.web.handles import Handle, Reading, handler, reader
from shared.web.pages import Cursor, Limit, Page

router = APIRouter(prefix="/filings", tags=["filing"])
Street = Annotated[Handle, Depends(handler(FILING, may=SUBMIT_FILING))]
Department = Annotated[Handle, Depends(handler(FILING, may=FILE_SECRETARIES))]
Reader = Annotated[Reading, Depends(reader(may=SEE_FILINGS))]
Stage = Literal["SUBMITTED", "ACCEPTED", "RETURNED", "FILED", "CHANGED", "CANCELLED"]


@record
class NewFiling:
    """`subject_id` is the appointment or the party post of a secretary; `document` the street's report."""

    subject: FilingSubject
    subject_id: UUID
    document: str


@record
class FilingWithdrawal:
    document: str


@record
class FilingCancellation:
    reason: Literal["LEFT_OFFICE", "SUBMITTED_WRONGLY"]
    document: str


class _Secretary(NamedTuple):
    worker_id: UUID
    community: Region
    starts: date


@router.post("", status_code=201, operation_id="submit_filing")
async def submit(command: Asked[NewFiling], handle: Street) -> Receipt:
    """Submit a secretary who was elected or appointed; he is in office when the department has filed him."""
    id = handle.new_id("filing")

    async def asks(draft: Draft) -> Sequence[Ask]:
        who, fits = await _secretary(draft, command.subject, command.subject_id)
        handle.require(who.community)
        if not fits:
            raise Rejected("filing.nothing-to-file", field="/subject_id")
        submitted = SubmitFiling(
            worker_id=who.worker_id, filing_id=id, community=who.community, subject=command.subject,
            subject_id=command.subject_id, starts=who.starts, document=command.document,
        )  # fmt: skip
        return [Ask(stream=FILING, to=id, command=submitted, region=who.community)]

    return await handle.all(asks)


@router.post("/{filing_id}/submissions", status_code=201, operation_id="resubmit_filing")
async def resubmit(filing_id: UUID, command: Asked[ResubmitFiling], handle: Street) -> Receipt:
    """Submit again what was returned."""
    return await handle(filing_id, command)


@router.post("/{filing_id}/withdrawals", status_code=201, operation_id="withdraw_filing")
async def withdraw(filing_id: UUID, command: Asked[FilingWithdrawal], handle: Street) -> Receipt:
    """The street takes back what is not on file yet."""
    return await handle(filing_id, CancelFiling(reason=FilingCancelReason.WITHDRAWN, document=command.document))


@router.post("/{filing_id}/acceptances", status_code=201, operation_id="accept_filing")
async def accept(filing_id: UUID, command: Asked[AcceptFiling], handle: Department) -> Receipt:
    """The papers are complete."""
    return await handle(filing_id, command)


@router.post("/{filing_id}/returns", status_code=201, operation_id="return_filing")
async def give_back(filing_id: UUID, command: Asked[ReturnFiling], handle: Department) -> Receipt:
    """Send the papers back to the street with what is wrong."""
    return await handle(filing_id, command)


@router.post("/{filing_id}/records", status_code=201, operation_id="file_secretary")
async def file(filing_id: UUID, command: Asked[FileSecretary], handle: Department) -> Receipt:
    """Put the secretary on file: the post is in effect from its first day, from today where that has passed."""

    async def asks(draft: Draft) -> Sequence[Ask]:
        await draft.load([(FILING, filing_id)])
        submitted = draft.state(FILING, filing_id).submitted
        first = Ask(stream=FILING, to=filing_id, command=command)
        return [first] if submitted is None else [first, *await _in_effect(draft, handle, submitted)]

    return await handle.all(asks)


@router.post("/{filing_id}/changes", status_code=201, operation_id="change_filing")
async def change(filing_id: UUID, command: Asked[ChangeFiling], handle: Department) -> Receipt:
    """Something of what is on file has changed."""
    return await handle(filing_id, command)


@router.post("/{filing_id}/cancellations", status_code=201, operation_id="cancel_filing")
async def cancel(filing_id: UUID, command: Asked[FilingCancellation], handle: Department) -> Receipt:
    """Take a secretary off the file who left office or never should have been on it."""
    return await handle(filing_id, CancelFiling(reason=FilingCancelReason(command.reason), document=command.document))


@router.get("", operation_id="list_filings")
async def listed(reader: Reader, stage: Stage, limit: Limit = 100, cursor: Cursor = None) -> Page[dict[str, Any]]:
    """Filings at a stage, those submitted first in front."""
    turn = reader.turning(cursor, limit, stage=stage)
    after = turn.after(date.fromisoformat, UUID)
    async with reader.reading() as read:
        rows = await filings.at_stage(read, reader.scope, stage, after=after, limit=limit)
    items = [dict(row) for row in rows]
    return turn.page(items, rows, "submitted_on", "filing_id")


async def _secretary(draft: Draft, subject: FilingSubject, id: UUID) -> tuple[_Secretary, bool]:
    """Who holds the post, and whether it is a secretary's that is not over. 404 where there is no such post."""
    if subject is FilingSubject.APPOINTMENT:
        await draft.load([(APPOINTMENT, id)])
        post: Appointment = draft.state(APPOINTMENT, id)
        known = _Secretary(post.worker_id, post.region, post.since) if post.worker_id else None
        fits = post.post is Post.SECRETARY and post.phase in (PostPhase.DECIDED, PostPhase.IN_TERM)
    else:
        await draft.load([(PARTY_POST, id)])
        office: PartyPost = draft.state(PARTY_POST, id)
        known = _Secretary(office.worker_id, office.region, office.starts) if office.worker_id else None
        running = office.phase in (PartyPostPhase.DECIDED, PartyPostPhase.IN_TERM)
        fits = office.office is PartyOffice.SECRETARY and running
    if known is None:
        raise HTTPException(404)
    return known, fits


async def _in_effect(draft: Draft, handle: Handle, filed: FilingSubmitted) -> Sequence[Ask]:
    """What the filing makes effective; a post already in effect stays as it is."""
    if filed.subject is FilingSubject.PARTY_POST:
        return [Ask(stream=PARTY_POST, to=filed.subject_id, command=TakePartyOffice(filed_on=handle.today))]
    await draft.load([(APPOINTMENT, filed.subject_id)])
    post: Appointment = draft.state(APPOINTMENT, filed.subject_id)
    starts = max(post.since, handle.today)
    async with handle.reading() as read:
        row = await roster.find(read, filed.worker_id)
    place = ""
    if row is not None and post.phase is PostPhase.DECIDED and handle.may_see(post.region):
        place = await place_for(draft, handle, row, filed.subject_id, post.region, post.post, starts)
    effect = Ask(stream=APPOINTMENT, to=filed.subject_id, command=TakeEffect(filed_on=handle.today, place=place))
    if post.phase is not PostPhase.DECIDED:
        return [effect]
    counted = held(filed.subject_id, post.post, starts)
    return [effect, Ask(stream=GRADE, to=filed.worker_id, command=counted)]
