"""An office in the party organisation has its own term; a secretary is in it when he is filed; it ends nothing else."""

from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest

from services.personnel.domain.appointment_events import PostChoice
from services.personnel.domain.party_post_events import (
    PartyOffice,
    PartyPostAnnulled,
    PartyPostCorrected,
    PartyPostDecided,
    PartyPostEnded,
    PartyPostEndReason,
    PartyPostPhase,
    PartyPostStarted,
)
from services.personnel.domain.party_posts import (
    AnnulPartyPost,
    CompletePartyTerm,
    CorrectPartyPost,
    DecidePartyPost,
    EndPartyPost,
    ReopenPartyPost,
    TakePartyOffice,
)
from services.personnel.domain.streams import PARTY_POST
from shared.kernel import Release, Take
from tests.personnel.committees import party_joins, party_leaves
from tests.personnel.people import COMMUNITY, STREET, WORKER, on

ID = UUID(int=21)
STARTS, LATER = date(2027, 3, 1), date(2028, 3, 1)
DECIDE = DecidePartyPost(
    worker_id=WORKER, party_post_id=ID, office=PartyOffice.DEPUTY_SECRETARY, community=COMMUNITY,
    choice=PostChoice.ELECTED, starts=STARTS, document="选举报告1号",
)  # fmt: skip
DECIDED = PartyPostDecided(
    effective=STARTS, worker_id=WORKER, party_post_id=ID, office=PartyOffice.DEPUTY_SECRETARY, community=COMMUNITY,
    choice=PostChoice.ELECTED, term_ends=date(2032, 2, 29), document="选举报告1号", decided_by="officer",
)  # fmt: skip
STARTED = PartyPostStarted(
    effective=STARTS, worker_id=WORKER, party_post_id=ID, office=PartyOffice.DEPUTY_SECRETARY, community=COMMUNITY,
    term_ends=date(2032, 2, 29),
)  # fmt: skip
SECRETARY = replace(DECIDED, office=PartyOffice.SECRETARY)
IN_OFFICE = replace(STARTED, office=PartyOffice.SECRETARY)


def ended(last_day: date, reason: PartyPostEndReason, document: str = "免职文件1号") -> PartyPostEnded:
    return PartyPostEnded(
        effective=last_day, worker_id=WORKER, party_post_id=ID, office=PartyOffice.DEPUTY_SECRETARY,
        community=COMMUNITY, reason=reason, document=document,
    )  # fmt: skip


def test_an_office_is_held_for_five_years_in_a_community_and_decided_once() -> None:
    on(PARTY_POST, STARTS).when(DECIDE).then(DECIDED, STARTED, party_joins(STARTED))
    on(PARTY_POST, STARTS, DECIDED, STARTED).when(DECIDE).then()
    on(PARTY_POST, STARTS).when(replace(DECIDE, community=STREET)).then_rejected("party-posts.community")
    on(PARTY_POST, STARTS).when(replace(DECIDE, document=" ")).then_rejected("party-posts.document")


def test_a_secretary_is_in_office_from_the_filing_on_and_not_before_the_term() -> None:
    on(PARTY_POST, STARTS).when(replace(DECIDE, office=PartyOffice.SECRETARY)).then(SECRETARY)
    late = replace(IN_OFFICE, effective=date(2027, 3, 9))
    on(PARTY_POST, LATER, SECRETARY).when(TakePartyOffice(filed_on=date(2027, 3, 9))).then(late, party_joins(late))
    on(PARTY_POST, LATER, SECRETARY).when(TakePartyOffice(filed_on=date(2027, 2, 20))).then(
        IN_OFFICE, party_joins(IN_OFFICE)
    )
    on(PARTY_POST, LATER, SECRETARY, IN_OFFICE).when(TakePartyOffice(filed_on=LATER)).then()
    on(PARTY_POST, LATER).when(TakePartyOffice(filed_on=LATER)).then_rejected("party-posts.not-in-office")


@pytest.mark.parametrize("reason", list(PartyPostEndReason))
def test_an_office_ends_with_a_document_and_once(reason: PartyPostEndReason) -> None:
    end = EndPartyPost(reason=reason, last_day=date(2027, 12, 31), document="免职文件1号")
    over = ended(date(2027, 12, 31), reason)
    on(PARTY_POST, LATER, DECIDED, STARTED).when(end).then(over, party_leaves(over))
    on(PARTY_POST, LATER, DECIDED, STARTED, over).when(end).then_rejected("party-posts.not-in-office")
    on(PARTY_POST, LATER, DECIDED).when(end).then_rejected("party-posts.not-in-office")
    on(PARTY_POST, LATER, DECIDED, STARTED).when(replace(end, document="")).then_rejected("party-posts.document")
    early = replace(end, last_day=date(2027, 2, 28))
    on(PARTY_POST, LATER, DECIDED, STARTED).when(early).then_rejected("party-posts.last-day")


def test_the_term_is_over_by_the_calendar() -> None:
    over = ended(date(2032, 2, 29), PartyPostEndReason.TERM_ENDED, "")
    on(PARTY_POST, date(2032, 2, 29), DECIDED, STARTED).when(CompletePartyTerm()).then()
    on(PARTY_POST, date(2032, 3, 1), DECIDED, STARTED).when(CompletePartyTerm()).then(over, party_leaves(over))
    on(PARTY_POST, date(2032, 3, 1), DECIDED, STARTED, over).when(CompletePartyTerm()).then()


def test_wrong_days_are_corrected_and_what_never_was_is_annulled_with_reasons() -> None:
    right = CorrectPartyPost(starts=date(2027, 3, 8), reason="录入错误")
    corrected = PartyPostCorrected(
        effective=date(2027, 3, 8), worker_id=WORKER, party_post_id=ID, term_ends=date(2032, 3, 7), reason="录入错误",
        corrected_by="officer",
    )  # fmt: skip
    on(PARTY_POST, LATER, DECIDED, STARTED).when(right).then(corrected)
    on(PARTY_POST, LATER, DECIDED, STARTED, corrected).when(right).then()
    on(PARTY_POST, LATER, DECIDED, STARTED).when(replace(right, reason="")).then_rejected("party-posts.reason")
    never = PartyPostAnnulled(
        effective=STARTS, worker_id=WORKER, party_post_id=ID, office=PartyOffice.DEPUTY_SECRETARY,
        community=COMMUNITY, was=PartyPostPhase.IN_TERM, reason="录入错误", annulled_by="officer",
    )  # fmt: skip
    on(PARTY_POST, LATER, DECIDED, STARTED).when(AnnulPartyPost(reason="录入错误")).then(never, party_leaves(never))
    on(PARTY_POST, LATER, DECIDED, STARTED, never).when(AnnulPartyPost(reason="录入错误")).then()
    on(PARTY_POST, LATER, DECIDED, STARTED).when(AnnulPartyPost(reason="")).then_rejected("party-posts.reason")
    on(PARTY_POST, LATER).when(AnnulPartyPost(reason="x")).then_rejected("party-posts.not-in-office")
    on(PARTY_POST, LATER, DECIDED, STARTED, never).when(TakePartyOffice(filed_on=LATER)).then_rejected(
        "party-posts.not-in-office"
    )


def test_an_office_that_ended_with_a_life_begins_again_when_the_exit_is_undone() -> None:
    died, over = (
        ended(date(2027, 12, 31), PartyPostEndReason.DIED),
        ended(date(2032, 2, 29), PartyPostEndReason.TERM_ENDED, ""),
    )
    history = (DECIDED, STARTED, died, party_leaves(died))
    on(PARTY_POST, LATER, *history).when(ReopenPartyPost()).then(STARTED, party_joins(STARTED))
    on(PARTY_POST, date(2032, 3, 1), *history).when(ReopenPartyPost()).then(
        STARTED, party_joins(STARTED), over, party_leaves(over)
    )
    on(PARTY_POST, LATER, DECIDED, STARTED).when(ReopenPartyPost()).then()


def test_a_community_has_one_secretary_in_office() -> None:
    taken, free = (Take(kind="party-office", key=COMMUNITY),), (Release(kind="party-office", key=COMMUNITY),)
    asked = TakePartyOffice(filed_on=STARTS)
    assert PARTY_POST.reserves(ID, asked, IN_OFFICE) == taken
    over = replace(ended(LATER, PartyPostEndReason.REMOVED), office=PartyOffice.SECRETARY)
    assert PARTY_POST.reserves(ID, asked, over) == free
    assert PARTY_POST.reserves(ID, asked, SECRETARY) == ()
    assert PARTY_POST.reserves(ID, asked, STARTED) == ()
