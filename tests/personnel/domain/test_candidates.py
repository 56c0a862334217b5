"""Each candidate passes step after step; whoever is out is replaced by the next in rank, and objections hold the clock."""

from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.personnel.domain import campaign_events as events
from services.personnel.domain.campaign_events import CampaignPhase, CandidateStep, OutGround
from services.personnel.domain.campaign_state import evolve
from services.personnel.domain.candidates import (
    BeginPublicity,
    ConcludeCandidate,
    DecideObjection,
    HireCandidate,
    RaiseObjection,
)
from services.personnel.domain.streams import CAMPAIGN
from shared.kernel import Rejected, Release, Sealed
from tests.personnel.people import EMPLOYMENT, STREET, WORKER, on
from tests.personnel.recruiting import (
    ID,
    IN_LINE,
    INTERVIEWED,
    SHORTLISTED,
    TODAY,
    at,
    campaign,
    out,
    passed,
    pulled,
    shown,
    who,
)

PHYSICAL, VETTING, PUBLICITY = CandidateStep.PHYSICAL, CandidateStep.VETTING, CandidateStep.PUBLICITY
OBJECTION = UUID(int=90)
BOTH = tuple(passed(n, step) for n in (1, 2) for step in (PHYSICAL, VETTING))
SHOWN = (*IN_LINE, *BOTH, at(CampaignPhase.PUBLICITY), shown(1, 2))
UNTIL = TODAY + timedelta(days=6)
OBJECT = RaiseObjection(objection_id=OBJECTION, applicant_id=who(1), reason=Sealed("reason"))
RAISED = events.ObjectionRaised(
    effective=TODAY, campaign_id=ID, objection_id=OBJECTION, applicant_id=who(1), reason=Sealed("reason"),
    raised_by="officer",
)  # fmt: skip


def conclude(number: int, step: CandidateStep, ground: OutGround | None = None) -> ConcludeCandidate:
    return ConcludeCandidate(applicant_id=who(number), step=step, passed=ground is None, ground=ground)


def test_who_fails_the_physical_is_replaced_by_the_next_in_rank() -> None:
    failed = conclude(1, PHYSICAL, OutGround.NOT_PASSED)
    on(CAMPAIGN, TODAY, *IN_LINE).when(failed).then(out(1, PHYSICAL, OutGround.NOT_PASSED), pulled(3, PHYSICAL, 1))
    again = (*IN_LINE, out(1, PHYSICAL, OutGround.NOT_PASSED), pulled(3, PHYSICAL, 1))
    on(CAMPAIGN, TODAY, *again).when(conclude(3, PHYSICAL, OutGround.WITHDREW)).then(
        out(3, PHYSICAL, OutGround.WITHDREW), pulled(4, PHYSICAL, 3)
    )
    on(CAMPAIGN, TODAY, *again).when(failed).then_rejected("candidates.not-there")
    on(CAMPAIGN, TODAY, *IN_LINE).when(conclude(3, PHYSICAL)).then_rejected("candidates.not-there")


def test_nobody_is_left_to_be_pulled_in_and_the_place_stays_open() -> None:
    gone = [out(n, PHYSICAL, OutGround.NOT_PASSED) for n in (1, 2, 3)]
    history = (*IN_LINE, gone[0], pulled(3, PHYSICAL, 1), gone[1], pulled(4, PHYSICAL, 2), gone[2])
    on(CAMPAIGN, TODAY, *history).when(conclude(4, PHYSICAL, OutGround.NOT_PASSED)).then(
        out(4, PHYSICAL, OutGround.NOT_PASSED), at(CampaignPhase.HIRED)
    )


def test_a_failed_recheck_pulls_the_next_of_the_written_list_and_the_interview_begins_when_all_are_through() -> None:
    failed = conclude(6, CandidateStep.RECHECK, OutGround.NOT_PASSED)
    on(CAMPAIGN, TODAY, *SHORTLISTED).when(failed).then(
        out(6, CandidateStep.RECHECK, OutGround.NOT_PASSED), pulled(7, CandidateStep.RECHECK, 6)
    )
    through = [passed(n, CandidateStep.RECHECK) for n in range(1, 6)]
    on(CAMPAIGN, TODAY, *SHORTLISTED, *through).when(conclude(6, CandidateStep.RECHECK)).then(
        passed(6, CandidateStep.RECHECK), at(CampaignPhase.INTERVIEW)
    )


def test_who_gives_up_before_the_interview_is_not_replaced_and_nobody_passes_it_without_a_score() -> None:
    here = (*SHORTLISTED, *(passed(n, CandidateStep.RECHECK) for n in range(1, 7)), at(CampaignPhase.INTERVIEW))
    on(CAMPAIGN, TODAY, *here).when(conclude(1, CandidateStep.INTERVIEW, OutGround.WITHDREW)).then(
        out(1, CandidateStep.INTERVIEW, OutGround.WITHDREW)
    )
    on(CAMPAIGN, TODAY, *here).when(conclude(1, CandidateStep.INTERVIEW)).then_rejected("candidates.step")
    assert INTERVIEWED[-1] == at(CampaignPhase.INTERVIEW)


def test_the_campaign_stands_where_the_candidate_furthest_behind_does() -> None:
    on(CAMPAIGN, TODAY, *IN_LINE).when(conclude(1, PHYSICAL)).then(passed(1, PHYSICAL))
    on(CAMPAIGN, TODAY, *IN_LINE, passed(1, PHYSICAL)).when(conclude(2, PHYSICAL)).then(
        passed(2, PHYSICAL), at(CampaignPhase.VETTING)
    )
    vetted = (*IN_LINE, passed(1, PHYSICAL), passed(2, PHYSICAL), at(CampaignPhase.VETTING))
    on(CAMPAIGN, TODAY, *vetted).when(conclude(1, VETTING, OutGround.RESERVE)).then(
        out(1, VETTING, OutGround.RESERVE), pulled(3, PHYSICAL, 1), at(CampaignPhase.PHYSICAL)
    )
    on(CAMPAIGN, TODAY, *vetted).when(conclude(1, PHYSICAL)).then_rejected("candidates.step")


def test_a_step_is_passed_or_failed_on_a_ground() -> None:
    for wrong in (
        replace(conclude(1, PHYSICAL), passed=False),
        replace(conclude(1, PHYSICAL), ground=OutGround.NOT_PASSED),
    ):
        on(CAMPAIGN, TODAY, *IN_LINE).when(wrong).then_rejected("candidates.ground")


def test_whoever_passed_everything_is_shown_for_seven_days() -> None:
    on(CAMPAIGN, TODAY, *IN_LINE, *BOTH).when(BeginPublicity()).then(shown(1, 2))
    on(CAMPAIGN, TODAY, *IN_LINE).when(BeginPublicity()).then_rejected("candidates.nobody-ready")
    on(CAMPAIGN, TODAY, *SHOWN).when(BeginPublicity()).then_rejected("candidates.nobody-ready")
    assert shown(1).until == date(2027, 3, 7)


def test_an_objection_is_raised_while_the_candidate_is_shown_once_at_a_time() -> None:
    on(CAMPAIGN, TODAY, *SHOWN).when(OBJECT).then(RAISED)
    on(CAMPAIGN, TODAY, *SHOWN, RAISED).when(OBJECT).then()
    second = replace(OBJECT, objection_id=UUID(int=91))
    on(CAMPAIGN, TODAY, *SHOWN, RAISED).when(second).then_rejected("candidates.objection-open")
    on(CAMPAIGN, UNTIL + timedelta(days=1), *SHOWN).when(OBJECT).then_rejected("candidates.not-shown")
    on(CAMPAIGN, TODAY, *IN_LINE).when(OBJECT).then_rejected("candidates.step")


def decided(day: date, upheld: bool, until: date) -> events.ObjectionDecided:
    return events.ObjectionDecided(
        effective=day, campaign_id=ID, objection_id=OBJECTION, applicant_id=who(1), upheld=upheld, until=until,
        decided_by="approver",
    )  # fmt: skip


def test_a_rejected_objection_lengthens_the_publicity_by_the_days_the_clock_stood_still() -> None:
    day = TODAY + timedelta(days=10)
    rejected = decided(day, False, UNTIL + timedelta(days=10))
    decide = DecideObjection(objection_id=OBJECTION, upheld=False)
    on(CAMPAIGN, day, *SHOWN, RAISED, by="approver").when(decide).then(rejected)
    for same in ("officer", "li for officer"):
        on(CAMPAIGN, day, *SHOWN, RAISED, by=same).when(decide).then_rejected("candidates.own-objection")
    on(CAMPAIGN, day, *SHOWN, by="approver").when(decide).then_rejected("candidates.no-objection")
    hire = replace(HIRE, starts=UNTIL + timedelta(days=20))
    on(CAMPAIGN, day, *SHOWN, RAISED).when(hire).then_rejected("candidates.objection-open")
    on(CAMPAIGN, day, *SHOWN, RAISED, rejected).when(hire).then_rejected("candidates.still-shown")


def test_an_objection_upheld_puts_the_candidate_out_and_the_next_starts_with_the_physical() -> None:
    on(CAMPAIGN, TODAY, *SHOWN, RAISED, by="approver").when(DecideObjection(objection_id=OBJECTION, upheld=True)).then(
        decided(TODAY, True, UNTIL), out(1, PUBLICITY, OutGround.OBJECTION), pulled(3, PHYSICAL, 1),
        at(CampaignPhase.PHYSICAL),
    )  # fmt: skip


HIRE = HireCandidate(
    applicant_id=who(1), worker_id=WORKER, employment_id=EMPLOYMENT, starts=UNTIL + timedelta(days=1)
)  # fmt: skip
HIRED = events.CandidateHired(
    effective=HIRE.starts, campaign_id=ID, applicant_id=who(1), vacancy="A01", worker_id=WORKER,
    employment_id=EMPLOYMENT, place=f"{STREET}#3",
)  # fmt: skip


def test_a_candidate_is_hired_after_the_publicity_into_a_place_that_was_held() -> None:
    after = UNTIL + timedelta(days=1)
    on(CAMPAIGN, after, *SHOWN).when(HIRE).then(HIRED)
    on(CAMPAIGN, UNTIL, *SHOWN).when(HIRE).then_rejected("candidates.still-shown")
    on(CAMPAIGN, after, *SHOWN).when(replace(HIRE, starts=UNTIL)).then_rejected("candidates.starts")
    on(CAMPAIGN, after, *SHOWN, HIRED).when(HIRE).then_rejected("candidates.not-there")
    assert CAMPAIGN.reserves(ID, HIRE, HIRED) == (Release(kind="headcount", key=f"{STREET}#3"),)
    last = replace(HIRE, applicant_id=who(2))
    (second, moved) = on(CAMPAIGN, after, *SHOWN, HIRED).when(last).then_events()
    assert getattr(second, "place", None) == f"{STREET}#4"
    assert moved == at(CampaignPhase.HIRED, after)


@given(st.lists(st.tuples(st.integers(1, 4), st.sampled_from([PHYSICAL, VETTING]), st.booleans()), max_size=20))
@pytest.mark.parametrize("history", [IN_LINE])
def test_whatever_happens_no_more_are_in_line_than_there_are_places(
    history: tuple[events.CampaignEvent, ...], steps: list[tuple[int, CandidateStep, bool]]
) -> None:
    state = campaign(*history)
    for number, step, fine in steps:
        try:
            happened = on(CAMPAIGN, TODAY, *history).when(
                conclude(number, step, None if fine else OutGround.NOT_PASSED)
            ).then_events()  # fmt: skip
        except (Rejected, AssertionError):
            continue
        history = (*history, *happened)
        for event in happened:
            state = evolve(state, event)
        in_line = [c for c in state.candidates if c.step in (PHYSICAL, VETTING, PUBLICITY)]
        assert len(in_line) <= 2
        waiting = [c.rank for c in state.candidates if c.step is CandidateStep.WAITING]
        assert all(c.rank < min(waiting, default=99) for c in in_line)
