"""Between the communities of one street: proposed, approved by another hand, effective on its day, corrected and annulled."""

from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from services.personnel.domain.dismissal import EndEmployment
from services.personnel.domain.employment import Exited
from services.personnel.domain.exit_case import AnnulExit, CorrectExit
from services.personnel.domain.exit_events import ExitAnnulled, ExitCorrected, ExitWeighed, Ground, PlaceRetaken
from services.personnel.domain.exit_scope_events import EndedThing, ExitThing
from services.personnel.domain.streams import EMPLOYMENT
from services.personnel.domain.transfer_events import (
    TransferAnnulled,
    TransferApproved,
    TransferCorrected,
    TransferLapsed,
    TransferProposed,
    TransferRejected,
    TransferReopened,
    TransferStage,
    WorkplaceChanged,
)
from services.personnel.domain.transfer_lapses import ReopenTransfer
from services.personnel.domain.transfers import (
    AnnulTransfer,
    ApproveTransfer,
    CorrectTransfer,
    FollowTransfers,
    ProposeTransfer,
    RejectTransfer,
)
from shared.kernel import DAY as DAY_LONG
from shared.kernel import Release, Take, region
from tests.personnel import people
from tests.personnel.people import COMMUNITY, STREET, WORKER, hired, on

THERE = region("51", "01", "07", "001", "005")
TODAY, DAY = date(2027, 4, 20), date(2027, 5, 1)
HIRED, PLACE = hired(), f"{STREET}#1"
ID = UUID(int=61)
PROPOSE = ProposeTransfer(transfer_id=ID, workplace=THERE, day=DAY, reason="网格增加")
PROPOSED = TransferProposed(
    effective=DAY,
    worker_id=WORKER,
    transfer_id=ID,
    was=COMMUNITY,
    workplace=THERE,
    reason="网格增加",
    proposed_by="street",
)
APPROVE = ApproveTransfer(transfer_id=ID, document="5号", place=PLACE)
APPROVED = TransferApproved(
    effective=DAY, worker_id=WORKER, transfer_id=ID, workplace=THERE, place=PLACE, held=PLACE, document="5号", proposed_by="street",
    approved_by="county",
)  # fmt: skip
CHANGED = WorkplaceChanged(
    effective=DAY, worker_id=WORKER, employment_id=people.EMPLOYMENT, transfer_id=ID, was=COMMUNITY, workplace=THERE,
    place=PLACE, held=PLACE,
)  # fmt: skip
DONE = (HIRED, PROPOSED, APPROVED, CHANGED)


def test_a_street_moves_its_own_people_between_its_communities_with_a_reason() -> None:
    on(EMPLOYMENT, TODAY, HIRED, by="street").when(PROPOSE).then(PROPOSED)
    given = on(EMPLOYMENT, TODAY, HIRED)
    given.when(replace(PROPOSE, workplace=region("51", "01", "07", "002", "001"))).then_rejected(
        "transfers.other-employer"
    )
    given.when(replace(PROPOSE, workplace=STREET)).then_rejected("transfers.other-employer")
    given.when(replace(PROPOSE, workplace=COMMUNITY)).then_rejected("transfers.same-workplace")
    given.when(replace(PROPOSE, reason=" ")).then_rejected("transfers.reason")
    given.when(replace(PROPOSE, day=date(2027, 3, 1))).then_rejected("transfers.day")
    on(EMPLOYMENT, TODAY, HIRED, PROPOSED).when(PROPOSE).then()
    other = replace(PROPOSE, transfer_id=UUID(int=62))
    on(EMPLOYMENT, TODAY, HIRED, PROPOSED).when(other).then_rejected("transfers.open")
    on(EMPLOYMENT, TODAY).when(PROPOSE).then_rejected("employments.not-running")


def test_another_hand_approves_or_rejects() -> None:
    on(EMPLOYMENT, TODAY, HIRED, PROPOSED, by="county").when(APPROVE).then(APPROVED)
    on(EMPLOYMENT, DAY, HIRED, PROPOSED, by="county").when(APPROVE).then(APPROVED, CHANGED)
    for hand in ("street", "li for street"):
        on(EMPLOYMENT, TODAY, HIRED, PROPOSED, by=hand).when(APPROVE).then_rejected("transfers.own-proposal")
    given = on(EMPLOYMENT, TODAY, HIRED, PROPOSED, by="county")
    given.when(replace(APPROVE, document="")).then_rejected("transfers.document")
    rejected = TransferRejected(
        effective=TODAY, worker_id=WORKER, transfer_id=ID, reason="人手不足", rejected_by="county"
    )
    given.when(RejectTransfer(transfer_id=ID, reason="人手不足")).then(rejected)
    given.when(RejectTransfer(transfer_id=ID, reason="")).then_rejected("transfers.reason")
    over = on(EMPLOYMENT, TODAY, HIRED, PROPOSED, rejected, by="county")
    over.when(APPROVE).then_rejected("transfers.nothing-proposed")


def test_it_takes_effect_on_its_day_once_and_the_employer_stays() -> None:
    on(EMPLOYMENT, TODAY, HIRED, PROPOSED, APPROVED).when(FollowTransfers()).then()
    on(EMPLOYMENT, DAY, HIRED, PROPOSED, APPROVED).when(FollowTransfers()).then(CHANGED)
    on(EMPLOYMENT, DAY, *DONE).when(FollowTransfers()).then()
    after = on(EMPLOYMENT, DAY, *DONE).state()
    assert (after.region, after.employer, after.place) == (THERE, STREET, PLACE)


def test_the_day_is_corrected_between_the_transfers_around_it() -> None:
    right = CorrectTransfer(transfer_id=ID, day=date(2027, 5, 6), reason="实际到岗")
    corrected = TransferCorrected(
        effective=date(2027, 5, 6), worker_id=WORKER, employment_id=people.EMPLOYMENT, transfer_id=ID, was=COMMUNITY,
        workplace=THERE, reason="实际到岗",
    )  # fmt: skip
    today = date(2027, 5, 10)
    on(EMPLOYMENT, today, *DONE).when(right).then(corrected)
    on(EMPLOYMENT, today, *DONE, corrected).when(right).then()
    for day in (date(2027, 3, 1), date(2027, 5, 11)):
        on(EMPLOYMENT, today, *DONE).when(replace(right, day=day)).then_rejected("transfers.day")
    on(EMPLOYMENT, today, *DONE).when(replace(right, reason="")).then_rejected("transfers.reason")
    on(EMPLOYMENT, today, HIRED, PROPOSED).when(right).then_rejected("transfers.unknown")


def test_the_last_one_is_annulled_and_the_person_works_where_he_worked() -> None:
    annul = AnnulTransfer(transfer_id=ID, reason="录错")
    never = TransferAnnulled(
        effective=DAY, worker_id=WORKER, employment_id=people.EMPLOYMENT, transfer_id=ID, workplace=COMMUNITY,
        took_effect=True, place=PLACE, held=PLACE, reason="录错",
    )  # fmt: skip
    on(EMPLOYMENT, DAY, *DONE).when(annul).then(never)
    on(EMPLOYMENT, DAY, *DONE, never).when(annul).then()
    assert on(EMPLOYMENT, DAY, *DONE, never).state().region == COMMUNITY
    early = on(EMPLOYMENT, TODAY, HIRED, PROPOSED, APPROVED).when(annul).then_events()
    assert not early[0].took_effect
    on(EMPLOYMENT, TODAY, HIRED, PROPOSED).when(annul).then_rejected("transfers.not-the-last")
    on(EMPLOYMENT, TODAY, HIRED).when(annul).then_rejected("transfers.unknown")
    on(EMPLOYMENT, DAY, *DONE).when(replace(annul, reason=" ")).then_rejected("transfers.reason")


def test_a_communitys_place_is_taken_with_the_approval_and_the_old_one_given_back_on_the_day() -> None:
    old, new = f"{PLACE} {COMMUNITY}#3", f"{PLACE} {THERE}#2"
    taken = EMPLOYMENT.reserves(people.EMPLOYMENT, APPROVE, replace(APPROVED, place=new, held=old))
    assert taken == (Take(kind="headcount", key=f"{THERE}#2"),)
    given_back = EMPLOYMENT.reserves(people.EMPLOYMENT, FollowTransfers(), replace(CHANGED, place=new, held=old))
    assert given_back == (Release(kind="headcount", key=f"{COMMUNITY}#3"),)
    back = TransferAnnulled(
        effective=DAY, worker_id=WORKER, employment_id=people.EMPLOYMENT, transfer_id=ID, workplace=COMMUNITY,
        took_effect=True, place=old, held=new, reason="x",
    )  # fmt: skip
    again = (Take(kind="headcount", key=f"{COMMUNITY}#3"), Release(kind="headcount", key=f"{THERE}#2"))
    assert EMPLOYMENT.reserves(people.EMPLOYMENT, FollowTransfers(), back) == again
    early = replace(back, took_effect=False)
    assert EMPLOYMENT.reserves(people.EMPLOYMENT, FollowTransfers(), early) == again[1:]


LEAVE = EndEmployment(ground=Ground.RESIGNATION, last_day=date(2027, 4, 25), document="辞职信")
LAPSED = TransferLapsed(
    effective=date(2027, 4, 25), worker_id=WORKER, transfer_id=ID, was=TransferStage.PROPOSED, place="", held=""
)


def test_what_is_only_proposed_lapses_with_the_exit_and_waits_again_when_it_is_undone() -> None:
    left = on(EMPLOYMENT, TODAY, HIRED, PROPOSED).when(LEAVE).then_events()
    assert (left[2:], [type(each) for each in left[:2]]) == ((LAPSED,), [Exited, ExitWeighed])
    gone = on(EMPLOYMENT, TODAY, HIRED, PROPOSED, *left)
    assert gone.state().leaving.took == (EndedThing(thing=ExitThing.TRANSFER, id=ID),)
    gone.when(APPROVE).then_rejected("employments.not-running")
    gone.when(ReopenTransfer(transfer_id=ID)).then_rejected("employments.not-running")
    undone = gone.when(AnnulExit(reason="录错")).then_events()
    again = TransferReopened(
        effective=DAY, worker_id=WORKER, transfer_id=ID, stage=TransferStage.PROPOSED, place="", held="", proposed_by="street"
    )  # fmt: skip
    back = on(EMPLOYMENT, TODAY, HIRED, PROPOSED, *left, *undone, by="county")
    back.when(ReopenTransfer(transfer_id=ID)).then(again)
    reopened = on(EMPLOYMENT, TODAY, HIRED, PROPOSED, *left, *undone, again, by="county")
    reopened.when(ReopenTransfer(transfer_id=ID)).then()
    reopened.when(APPROVE).then(APPROVED)


def test_what_is_approved_takes_effect_before_the_last_day_and_lapses_after_it_with_its_place() -> None:
    old, new = f"{PLACE} {COMMUNITY}#3", f"{PLACE} {THERE}#2"
    known = (replace(HIRED, place=old), PROPOSED, replace(APPROVED, place=new, held=old))
    later = replace(LEAVE, last_day=date(2027, 5, 20))
    kept = on(EMPLOYMENT, TODAY, *known).when(later).then_events()
    assert not [each for each in kept if isinstance(each, TransferLapsed)]
    moved = replace(CHANGED, place=new, held=old)
    on(EMPLOYMENT, DAY, *known, *kept).when(FollowTransfers()).then(moved)
    lapsed = replace(LAPSED, was=TransferStage.APPROVED, place=new, held=old)
    left = on(EMPLOYMENT, TODAY, *known).when(LEAVE).then_events()
    assert left[-1] == lapsed
    on(EMPLOYMENT, DAY, *known, *left).when(FollowTransfers()).then()
    given_back = EMPLOYMENT.reserves(people.EMPLOYMENT, LEAVE, lapsed)
    assert given_back == (Release(kind="headcount", key=f"{THERE}#2"),)
    sooner = CorrectExit(last_day=date(2027, 4, 25), ground=Ground.RESIGNATION, document="辞职信", reason="录错")
    corrected = on(EMPLOYMENT, TODAY, *known, *kept).when(sooner).then_events()
    assert [type(each) for each in corrected] == [ExitCorrected, ExitWeighed, TransferLapsed]
    undone = on(EMPLOYMENT, TODAY, *known, *left).when(AnnulExit(reason="录错")).then_events()
    again = TransferReopened(
        effective=DAY, worker_id=WORKER, transfer_id=ID, stage=TransferStage.APPROVED, place=new, held=old,
        proposed_by="street",
    )  # fmt: skip
    on(EMPLOYMENT, TODAY, *known, *left, *undone).when(ReopenTransfer(transfer_id=ID)).then(again)
    on(EMPLOYMENT, DAY, *known, *left, *undone).when(ReopenTransfer(transfer_id=ID)).then(again, moved)
    taken = EMPLOYMENT.reserves(people.EMPLOYMENT, ReopenTransfer(transfer_id=ID), again)
    assert taken == (Take(kind="headcount", key=f"{THERE}#2"),)


def test_an_exit_told_late_gives_each_place_back_once_and_its_annulment_takes_again_what_was_held() -> None:
    old, new = f"{PLACE} {COMMUNITY}#3", f"{PLACE} {THERE}#2"
    known = (replace(HIRED, place=old), PROPOSED, replace(APPROVED, place=new, held=old))
    past = replace(LEAVE, last_day=date(2027, 4, 19))
    left = on(EMPLOYMENT, TODAY, *known).when(past).then_events()
    released = [each.key for event in left for each in EMPLOYMENT.reserves(people.EMPLOYMENT, past, event)]
    assert sorted(released) == sorted([f"{THERE}#2", PLACE, f"{COMMUNITY}#3", str(WORKER)])
    annulled, retaken = on(EMPLOYMENT, TODAY, *known, *left).when(AnnulExit(reason="录错")).then_events()
    assert isinstance(annulled, ExitAnnulled)
    assert isinstance(retaken, PlaceRetaken)
    assert retaken.place == old


@given(st.sampled_from([(), (PROPOSED,), (PROPOSED, APPROVED)]), st.integers(0, 60), st.integers(1, 3))
def test_an_exit_on_any_day_that_is_undone_leaves_the_transfers_as_they_were(
    history: tuple[Any, ...], days: int, times: int
) -> None:
    known = (HIRED, *history)
    before = on(EMPLOYMENT, TODAY, *known).state().transfers
    for _ in range(times):
        known += on(EMPLOYMENT, TODAY, *known).when(replace(LEAVE, last_day=TODAY + days * DAY_LONG)).then_events()
        took = on(EMPLOYMENT, TODAY, *known).state().leaving.took
        known += on(EMPLOYMENT, TODAY, *known).when(AnnulExit(reason="录错")).then_events()
        for thing in took:
            known += on(EMPLOYMENT, TODAY, *known).when(ReopenTransfer(transfer_id=thing.id)).then_events()
    assert on(EMPLOYMENT, TODAY, *known).state().transfers == before
