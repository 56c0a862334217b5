"""What ends with a life and with no other exit: offices in the party, membership of it, delegacies; and what undoing the exit asks."""

from collections.abc import Sequence
from datetime import date
from typing import Final
from uuid import UUID

from sqlalchemy import RowMapping

from services.personnel.domain.delegates import (
    Delegacy,
    DelegacyEndReason,
    DelegacyStage,
    EndDelegacy,
    PassOverDelegate,
    ReopenDelegacy,
)
from services.personnel.domain.employment import Employment
from services.personnel.domain.exit_scope import PAPER
from services.personnel.domain.exit_scope_events import EndedThing, ExitThing, ReopeningObstacle
from services.personnel.domain.party_post_events import PartyOffice, PartyPost, PartyPostEndReason, PartyPostPhase
from services.personnel.domain.party_posts import PARTY_OFFICE, EndPartyPost, ReopenPartyPost
from services.personnel.domain.party_status import AnnulPartyStatus, EndPartyStatus, PartyStage, PartyStatus
from services.personnel.domain.streams import DELEGACY, PARTY_POST, PARTY_STATUS
from services.personnel.projections import party_posts, party_status, reserve
from services.personnel.routes.party_status import sealed
from shared.draft import Ask, Draft
from shared.kernel import Region
from shared.kernel.derived import derived_id
from shared.web.handles import Handle

UNDONE: Final = "离职撤销"


async def ended(handle: Handle, employment: Employment, last_day: date) -> Sequence[Ask]:
    """What had begun by the last day, in the caller's regions; who was only recommended is not chosen any more."""
    worker = employment.worker_id
    if worker is None:
        return ()
    async with handle.reading() as read:
        offices = await party_posts.of_worker(read, worker)
        stages = await party_status.of_worker(read, worker)
        delegacies = await reserve.delegacies_of(read, worker)
    over = EndPartyPost(reason=PartyPostEndReason.DIED, last_day=last_day, document=PAPER)
    asks = [
        Ask(stream=PARTY_POST, to=row["party_post_id"], command=over) for row in offices
        if row["stage"] == PartyPostPhase.IN_TERM and row["starts"] <= last_day and _within(handle, row)
    ]  # fmt: skip
    asks += [
        Ask(stream=DELEGACY, to=row["delegacy_id"], command=command) for row in delegacies
        if _within(handle, row) and (command := _gone(row, last_day)) is not None
    ]  # fmt: skip
    if not stages or not _within(handle, stages[-1]):
        return asks
    none = await sealed(handle, worker, PartyStage.NONE)
    member = EndPartyStatus(fact=_fact(employment), stage=none, last_day=last_day)
    return [*asks, Ask(stream=PARTY_STATUS, to=worker, command=member)]


def _gone(row: RowMapping, last_day: date) -> EndDelegacy | PassOverDelegate | None:
    if row["stage"] == DelegacyStage.RECOMMENDED:
        return PassOverDelegate(document=PAPER)
    if row["stage"] == DelegacyStage.DELEGATE and row["starts"] <= last_day <= row["term_ends"]:
        return EndDelegacy(reason=DelegacyEndReason.DIED, last_day=last_day, document=PAPER)
    return None


async def again(draft: Draft, handle: Handle, thing: EndedThing) -> Sequence[Ask] | ReopeningObstacle:
    """An office or a delegacy."""
    if thing.thing is ExitThing.PARTY_POST:
        return await _office(draft, handle, thing.id)
    return await _delegacy(draft, thing.id)


async def _office(draft: Draft, handle: Handle, id: UUID) -> Sequence[Ask] | ReopeningObstacle:
    """A community has one secretary."""
    await draft.load([(PARTY_POST, id)])
    post: PartyPost = draft.state(PARTY_POST, id)
    single = post.office is PartyOffice.SECRETARY
    if single and await handle.runtime.log.holder(PARTY_OFFICE, post.region) is not None:
        return ReopeningObstacle.TAKEN
    return (Ask(stream=PARTY_POST, to=id, command=ReopenPartyPost()),)


async def _delegacy(draft: Draft, id: UUID) -> Sequence[Ask] | ReopeningObstacle:
    """Whether somebody else was recommended meanwhile is for those to say who recommend."""
    await draft.load([(DELEGACY, id)])
    delegacy: Delegacy = draft.state(DELEGACY, id)
    if delegacy.stage is DelegacyStage.NOT_CHOSEN:
        return ReopeningObstacle.DECIDED_BY_OTHERS
    return (Ask(stream=DELEGACY, to=id, command=ReopenDelegacy()),)


async def member_again(draft: Draft, employment: Employment) -> Sequence[Ask]:
    """Membership is not among what the exit notes of itself: that is read by more than may know of it (P-13.1)."""
    worker, fact = employment.worker_id, _fact(employment)
    if worker is None:
        return ()
    await draft.load([(PARTY_STATUS, worker)])
    status: PartyStatus = draft.state(PARTY_STATUS, worker)
    annulled = AnnulPartyStatus(fact=fact, reason=UNDONE)
    return (Ask(stream=PARTY_STATUS, to=worker, command=annulled),) if status.stages.has(fact) else ()


def _within(handle: Handle, row: RowMapping) -> bool:
    """What lies beyond the caller's regions is left to whoever sees to it there."""
    return handle.may_see(Region(row["region"]))


def _fact(employment: Employment) -> UUID:
    return derived_id("personnel.party-status.death", str(employment.employment_id))
