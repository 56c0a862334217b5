"""What ends with an employment beside its ledgers, and what begins again when the exit is undone.

An application in a recruitment campaign stays: campaigns are open to everybody and none is kept for serving workers; the applicant
stands there under a number of the campaign, not as somebody's worker, and who leaves here may still be hired there. A candidacy
for a post ends (domain/candidacies.py).
"""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Final
from uuid import UUID

from sqlalchemy import RowMapping

from services.personnel.domain.appointment_events import ONE_HOLDER
from services.personnel.domain.appointments import POST, ReopenPost, post_key
from services.personnel.domain.borrow_events import Borrow
from services.personnel.domain.borrowing import BORROWED, ReopenBorrow
from services.personnel.domain.candidacies import CANDIDATE, LapseCandidacy, ReopenCandidacy, candidate_key
from services.personnel.domain.employment import Employment, Ground
from services.personnel.domain.exit_grounds import ENDS_POSTS
from services.personnel.domain.exit_scope import PAPER, LeaveToReopen, NoteTakenAlong
from services.personnel.domain.exit_scope_events import EndedThing, ExitThing, ReopeningObstacle
from services.personnel.domain.filing import CancelFiling
from services.personnel.domain.filing_events import FilingCancelReason, FilingStage
from services.personnel.domain.headcount import PLACE
from services.personnel.domain.headcount_places import place_keys
from services.personnel.domain.institution_events import NotHiredReason
from services.personnel.domain.institution_route import CloseInstitutionCase, ReopenInstitutionCase
from services.personnel.domain.leave_account import RestoreBooking
from services.personnel.domain.leave_account_state import LeaveAccount
from services.personnel.domain.leave_events import Leave
from services.personnel.domain.leave_reopening import ReopenLeave
from services.personnel.domain.recommendations import EndRecommendation
from services.personnel.domain.reserve import SEAT, RemoveFromReserve, ReturnToReserve
from services.personnel.domain.reserve_events import ReserveMember, ReserveRemovalReason
from services.personnel.domain.streams import (
    APPOINTMENT,
    BORROW,
    DELEGACY,
    EMPLOYMENT,
    FILING,
    INSTITUTION_CASE,
    LEAVE,
    LEAVE_ACCOUNT,
    PARTY_POST,
    RECOMMENDATION,
    RESERVE,
)
from services.personnel.domain.tenure import Appointment
from services.personnel.domain.transfer_events import found as transfer_of
from services.personnel.domain.transfer_lapses import ReopenTransfer
from services.personnel.projections import appointments, careers, filings, recommendations, reserve
from services.personnel.routes import exit_by_death
from services.personnel.routes.leave_protection import protected
from shared.draft import Ask, Draft
from shared.kernel import Region
from shared.web.handles import Handle

_KINDS: Final[Mapping[str, ExitThing]] = {
    LEAVE.type: ExitThing.LEAVE, BORROW.type: ExitThing.BORROWING, APPOINTMENT.type: ExitThing.POST,
    RESERVE.type: ExitThing.RESERVE, FILING.type: ExitThing.FILING, RECOMMENDATION.type: ExitThing.RECOMMENDATION,
    INSTITUTION_CASE.type: ExitThing.INSTITUTION_CASE, PARTY_POST.type: ExitThing.PARTY_POST,
    DELEGACY.type: ExitThing.DELEGACY,
}  # fmt: skip


async def open_things(handle: Handle, employment: Employment, ground: Ground, last_day: date) -> Sequence[Ask]:
    """Places in the reserve, candidacies, filings, recommendations and cases with institutions go with the person; what is on
    file does where the post ends. Party offices, membership and delegacies end with a life only (P-12.3).
    """
    if employment.worker_id is None:
        return ()
    async with handle.reading() as read:
        pooled = await reserve.open_of(read, employment.worker_id)
        filed = await filings.open_of(read, employment.worker_id)
        wished = await recommendations.open_of(read, employment.worker_id)
        cases = await careers.open_cases(read, employment.worker_id)
        standing = await appointments.candidacies_of(read, employment.worker_id)
    gone = [Ask(stream=RESERVE, to=row["reserve_id"], command=_OUT) for row in pooled if _within(handle, row)]
    gone += [
        Ask(stream=FILING, to=row["filing_id"], command=_cancelled(row["stage"]))
        for row in filed
        if _within(handle, row) and (ground in ENDS_POSTS or row["stage"] not in _ON_FILE)
    ]
    if ground is not Ground.HIRED_TO_PUBLIC_POST:
        ended = EndRecommendation(reason=PAPER)
        ids = [row["recommendation_id"] for row in wished if _within(handle, row)]
        gone += [Ask(stream=RECOMMENDATION, to=id, command=ended) for id in ids]
        closed = CloseInstitutionCase(why=NotHiredReason.LEFT, document=PAPER)
        gone += [
            Ask(stream=INSTITUTION_CASE, to=row["case_id"], command=closed) for row in cases if _within(handle, row)
        ]
    if ground is not Ground.TERM_ENDED:
        lapsed = LapseCandidacy(last_day=last_day)
        ids = [row["appointment_id"] for row in standing if _within(handle, row)]
        gone += [Ask(stream=APPOINTMENT, to=id, command=lapsed) for id in ids]
    return [*gone, *await exit_by_death.ended(handle, employment, last_day)] if ground is Ground.DEATH else gone


_OUT: Final = RemoveFromReserve(reason=ReserveRemovalReason.LEFT, document=PAPER)
_ON_FILE: Final = (FilingStage.FILED.value, FilingStage.CHANGED.value)


def _within(handle: Handle, row: RowMapping) -> bool:
    """What lies beyond the caller's regions is left to whoever sees to it there."""
    return handle.may_see(Region(row["region"]))


def _cancelled(stage: str) -> CancelFiling:
    reason = FilingCancelReason.LEFT_OFFICE if stage in _ON_FILE else FilingCancelReason.WITHDRAWN
    return CancelFiling(reason=reason, document=PAPER)


def taken_along(employment: Employment, ended: Sequence[Ask]) -> Sequence[Ask]:
    """The employment keeps what ended with it."""
    found = (EndedThing(thing=_thing(ask), id=ask.to) for ask in ended if ask.stream.type in _KINDS)
    things = tuple(dict.fromkeys(found))
    if employment.employment_id is None or not things:
        return ()
    return (Ask(stream=EMPLOYMENT, to=employment.employment_id, command=NoteTakenAlong(things=things)),)


def _thing(ask: Ask) -> ExitThing:
    return ExitThing.CANDIDACY if isinstance(ask.command, LapseCandidacy) else _KINDS[ask.stream.type]


async def begun_again(draft: Draft, handle: Handle, employment: Employment) -> Sequence[Ask]:
    """Everything that ended with the exit, with the days it had; what cannot be waits for somebody, with the reason."""
    asks: list[Ask] = []
    for thing in employment.leaving.took:
        found = await _again(draft, handle, employment, thing)
        if not isinstance(found, ReopeningObstacle):
            asks += found
        elif employment.employment_id is not None:
            left = LeaveToReopen(thing=thing, why=found)
            asks.append(Ask(stream=EMPLOYMENT, to=employment.employment_id, command=left))
    return [*asks, *await exit_by_death.member_again(draft, employment)]


async def _again(  # noqa: C901  one match
    draft: Draft, handle: Handle, employment: Employment, thing: EndedThing
) -> Sequence[Ask] | ReopeningObstacle:
    match thing.thing:
        case ExitThing.LEAVE:
            return await _leave(draft, handle, thing.id)
        case ExitThing.BORROWING:
            return await _borrowing(draft, handle, thing.id)
        case ExitThing.POST:
            return await _post(draft, handle, thing.id)
        case ExitThing.RESERVE:
            return await _reserve(draft, handle, thing.id)
        case ExitThing.TRANSFER:
            return await _transfer(handle, employment, thing.id)
        case ExitThing.CANDIDACY:
            return await _candidacy(draft, handle, thing.id)
        case ExitThing.INSTITUTION_CASE:
            return (Ask(stream=INSTITUTION_CASE, to=thing.id, command=ReopenInstitutionCase()),)
        case ExitThing.FILING | ExitThing.RECOMMENDATION:
            return ReopeningObstacle.DECIDED_BY_OTHERS
        case ExitThing.PARTY_POST | ExitThing.DELEGACY:
            return await exit_by_death.again(draft, handle, thing)


async def _leave(draft: Draft, handle: Handle, id: UUID) -> Sequence[Ask] | ReopeningObstacle:
    await draft.load([(LEAVE, id)])
    leave: Leave = draft.state(LEAVE, id)
    asked = leave.requested
    if asked is None:
        return ()
    await draft.load([(LEAVE_ACCOUNT, asked.account)])
    account: LeaveAccount = draft.state(LEAVE_ACCOUNT, asked.account)
    restore = RestoreBooking(leave_id=id, kind=asked.kind, starts=asked.effective, ends=asked.ends)
    if account.overlaps(id, asked.kind, asked.effective, asked.ends):
        return ReopeningObstacle.OVERLAPS
    days = Ask(stream=LEAVE_ACCOUNT, to=asked.account, command=restore)
    return Ask(stream=LEAVE, to=id, command=ReopenLeave()), days, *await protected(handle, draft, leave)


async def _borrowing(draft: Draft, handle: Handle, id: UUID) -> Sequence[Ask] | ReopeningObstacle:
    await draft.load([(BORROW, id)])
    borrow: Borrow = draft.state(BORROW, id)
    if await _held(handle, BORROWED, str(borrow.worker_id)):
        return ReopeningObstacle.TAKEN
    return (Ask(stream=BORROW, to=id, command=ReopenBorrow()),)


async def _post(draft: Draft, handle: Handle, id: UUID) -> Sequence[Ask] | ReopeningObstacle:
    await draft.load([(APPOINTMENT, id)])
    post: Appointment = draft.state(APPOINTMENT, id)
    if post.post in ONE_HOLDER and await _held(handle, POST, post_key(post.region, post.post)):
        return ReopeningObstacle.TAKEN
    if any([await _held(handle, PLACE, key) for key in place_keys(post.place_before)]):
        return ReopeningObstacle.TAKEN
    return (Ask(stream=APPOINTMENT, to=id, command=ReopenPost()),)


async def _reserve(draft: Draft, handle: Handle, id: UUID) -> Sequence[Ask] | ReopeningObstacle:
    await draft.load([(RESERVE, id)])
    member: ReserveMember = draft.state(RESERVE, id)
    if member.entered is None:
        return ReopeningObstacle.DECIDED_BY_OTHERS
    if await _held(handle, SEAT, member.entered.seat):
        return ReopeningObstacle.TAKEN
    return (Ask(stream=RESERVE, to=id, command=ReturnToReserve()),)


async def _transfer(handle: Handle, employment: Employment, id: UUID) -> Sequence[Ask] | ReopeningObstacle:
    """The place that was kept in the other community may be somebody else's by now."""
    transfer = transfer_of(employment.transfers, id)
    if transfer is None or employment.employment_id is None:
        return ()
    kept = (
        [key for key in place_keys(transfer.place) if key not in place_keys(employment.place)] if transfer.place else []
    )
    if any([await _held(handle, PLACE, key) for key in kept]):
        return ReopeningObstacle.TAKEN
    return (Ask(stream=EMPLOYMENT, to=employment.employment_id, command=ReopenTransfer(transfer_id=id)),)


async def _candidacy(draft: Draft, handle: Handle, id: UUID) -> Sequence[Ask] | ReopeningObstacle:
    """Meanwhile he may have been put forward again."""
    await draft.load([(APPOINTMENT, id)])
    post: Appointment = draft.state(APPOINTMENT, id)
    if post.worker_id is None:
        return ()
    if await _held(handle, CANDIDATE, candidate_key(post.worker_id, post.region, post.post)):
        return ReopeningObstacle.TAKEN
    return (Ask(stream=APPOINTMENT, to=id, command=ReopenCandidacy()),)


async def _held(handle: Handle, kind: str, key: str) -> bool:
    return await handle.runtime.log.holder(kind, key) is not None
