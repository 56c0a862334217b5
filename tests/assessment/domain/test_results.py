from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from services.assessment.domain.annual_result import (
    AnnualResult,
    ClosingReason,
    ResultConfirmed,
    ResultReopened,
    Stage,
    result_id,
)
from services.assessment.domain.results import CloseResult, ConfirmResult, OpenResult, PubliciseResult, ReopenResult
from services.assessment.domain.terms import Outcome
from tests.assessment.year import (
    COMMUNITY,
    OPENED,
    SCHEME_ID,
    SCORED,
    TERMS,
    WORK,
    WORKER,
    closed,
    on,
    propose,
    proposed,
    publicised,
    scored,
    taken_back,
)  # fmt: skip

NOVEMBER = date(2026, 11, 2)
TODAY, ENDS = date(2026, 12, 10), date(2026, 12, 16)
OPEN = OpenResult(worker_id=WORKER, year=2026, region=COMMUNITY, scheme_id=SCHEME_ID, employed_days=365)
PROPOSED = proposed(TODAY)
PUBLIC = (*SCORED, PROPOSED, publicised(TODAY, ENDS))
CONFIRMED = ResultConfirmed(
    effective=date(2027, 1, 1), worker_id=WORKER, year=2026, outcome=Outcome.EXCELLENT, total=9132, year_counts=True
)
CLOSE = CloseResult(last_day=TODAY, reason=ClosingReason.LEFT)


def test_a_result_is_opened_for_who_was_employed_long_enough() -> None:
    on(NOVEMBER)().when(OPEN).then(OPENED)
    on(NOVEMBER)().when(replace(OPEN, employed_days=180)).then(replace(OPENED, employed_days=180))
    on(NOVEMBER)().when(replace(OPEN, employed_days=179)).then_rejected("results.too-few-days")


def test_opening_twice_changes_nothing() -> None:
    on(NOVEMBER)(OPENED).when(OPEN).then()


def test_no_result_is_opened_before_its_year() -> None:
    on(date(2025, 12, 31))().when(OPEN).then_rejected("results.year-not-begun")


def test_who_left_and_came_back_begins_without_scores() -> None:
    back = on(NOVEMBER)(*SCORED, closed(TODAY)).when(OPEN)
    back.then(OPENED)
    assert back.then_state() == AnnualResult(
        worker_id=WORKER, year=2026, region=COMMUNITY, scheme_id=SCHEME_ID, stage=Stage.OPEN
    )


def test_a_proposal_keeps_everything_the_total_rests_on() -> None:
    on(TODAY)(*SCORED).when(propose()).then(PROPOSED)


def test_excellent_without_a_place_becomes_qualified_and_keeps_its_band() -> None:
    on(TODAY)(*SCORED).when(propose(place=False)).then(proposed(TODAY, Outcome.QUALIFIED))


def test_proposing_the_same_again_changes_nothing_and_another_outcome_replaces_it() -> None:
    on(date(2026, 12, 12))(*SCORED, PROPOSED).when(propose()).then()
    later = date(2026, 12, 12)
    on(later)(*SCORED, PROPOSED).when(propose(place=False)).then(proposed(later, Outcome.QUALIFIED))


def test_a_year_that_the_scheme_does_not_count_is_proposed_as_not_counting() -> None:
    strict = replace(TERMS, counting=(Outcome.QUALIFIED,))
    on(TODAY)(*SCORED).when(propose(terms=strict)).then(replace(PROPOSED, year_counts=False))


def test_nothing_is_proposed_while_a_head_has_no_score() -> None:
    refused = on(TODAY)(*SCORED[:3]).when(propose()).then_rejected("results.scores-missing")
    assert refused.facts == {"missing": "RESIDENT_SATISFACTION"}


def test_a_score_that_changed_after_the_ranking_asks_for_a_new_ranking() -> None:
    on(TODAY)(*SCORED).when(propose(9131)).then_rejected("results.scores-changed")


def test_results_are_proposed_by_the_scheme_they_were_opened_under() -> None:
    other = replace(propose(), scheme_id=WORKER)
    on(TODAY)(*SCORED).when(other).then_rejected("results.another-scheme")


def test_results_of_a_year_are_proposed_from_december_on() -> None:
    on(date(2026, 11, 30))(*SCORED).when(propose()).then_rejected("results.too-early")
    on(date(2026, 12, 1))(*SCORED).when(propose()).then(proposed(date(2026, 12, 1)))
    on(date(2027, 2, 1))(*SCORED).when(propose()).then(proposed(date(2027, 2, 1)))


def test_a_proposal_is_publicised_for_seven_days_both_ends_counted() -> None:
    on(TODAY)(*SCORED, PROPOSED).when(PubliciseResult()).then(publicised(TODAY, ENDS))
    first = date(2026, 12, 14)
    on(TODAY)(*SCORED, PROPOSED).when(PubliciseResult(first_day=first)).then(publicised(first, date(2026, 12, 20)))


def test_publicity_does_not_begin_in_the_past() -> None:
    yesterday = PubliciseResult(first_day=date(2026, 12, 9))
    on(TODAY)(*SCORED, PROPOSED).when(yesterday).then_rejected("results.publicity-in-the-past")


def test_only_a_proposal_is_publicised_and_only_once() -> None:
    on(TODAY)(*SCORED).when(PubliciseResult()).then_rejected("results.stage")
    on(TODAY)(*SCORED, PROPOSED, taken_back(TODAY)).when(PubliciseResult()).then_rejected("results.stage")
    on(TODAY)().when(PubliciseResult()).then_rejected("results.unknown")
    on(TODAY)(*PUBLIC).when(PubliciseResult(first_day=date(2027, 1, 1))).then()


def test_a_result_is_confirmed_after_the_publicity_and_takes_effect_with_the_new_year() -> None:
    on(date(2026, 12, 17), "approver")(*PUBLIC).when(ConfirmResult()).then(CONFIRMED)
    on(date(2027, 3, 1), "approver")(*PUBLIC).when(ConfirmResult()).then(CONFIRMED)


def test_nobody_confirms_while_the_publicity_runs() -> None:
    on(ENDS, "approver")(*PUBLIC).when(ConfirmResult()).then_rejected("results.publicity-running")


def test_who_proposed_cannot_confirm() -> None:
    on(date(2026, 12, 17), "officer")(*PUBLIC).when(ConfirmResult()).then_rejected("results.proposer-cannot-confirm")


def test_neither_a_deputy_of_the_proposer_confirms_nor_the_proposer_for_another() -> None:
    for checker in ("li for officer", "officer for wang"):
        on(date(2026, 12, 17), checker)(*PUBLIC).when(ConfirmResult()).then_rejected("results.proposer-cannot-confirm")


def test_only_a_publicised_result_is_confirmed_and_only_once() -> None:
    late = date(2027, 1, 5)
    on(late, "approver")(*SCORED, PROPOSED).when(ConfirmResult()).then_rejected("results.stage")
    on(late, "approver")(*PUBLIC, CONFIRMED).when(ConfirmResult()).then()
    on(late, "approver")().when(ConfirmResult()).then_rejected("results.unknown")


@pytest.mark.parametrize("history", [(OPENED,), (OPENED, scored(WORK, 8800)), (*SCORED, PROPOSED), PUBLIC])
def test_an_exit_closes_a_result_that_is_not_confirmed(history: tuple[object, ...]) -> None:
    on(TODAY)(*history).when(CLOSE).then(closed(TODAY))


def test_an_exit_leaves_confirmed_closed_and_unknown_results_alone() -> None:
    on(TODAY)(*PUBLIC, CONFIRMED).when(CLOSE).then()
    on(TODAY)(OPENED, closed(TODAY)).when(CLOSE).then()
    on(TODAY)().when(CLOSE).then()


def test_a_closed_result_goes_no_further() -> None:
    on(TODAY)(*SCORED, closed(TODAY)).when(propose()).then_rejected("results.stage")
    on(TODAY, "approver")(*PUBLIC, closed(TODAY)).when(ConfirmResult()).then_rejected("results.stage")


def test_there_is_one_result_for_a_worker_and_a_year() -> None:
    assert result_id(WORKER, 2026) == result_id(WORKER, 2026)
    assert len({result_id(WORKER, 2026), result_id(WORKER, 2027), result_id(SCHEME_ID, 2026)}) == 3


REOPEN, REOPENED = ReopenResult(last_day=TODAY), ResultReopened(effective=TODAY, worker_id=WORKER, year=2026)


@pytest.mark.parametrize("history", [(OPENED,), SCORED, (*SCORED, PROPOSED), PUBLIC])
def test_an_exit_that_is_undone_puts_the_person_back_with_the_scores(history: tuple[Any, ...]) -> None:
    given = on(TODAY)(*history, closed(TODAY))
    given.when(REOPEN).then(REOPENED)
    back = on(TODAY)(*history, closed(TODAY), REOPENED).state()
    scores = on(TODAY)(*history).state().scores
    assert (back.stage, back.scores, back.proposal, back.publicity_ends) == (Stage.OPEN, scores, None, None)


def test_who_is_back_is_proposed_and_shown_anew_and_the_same_exit_may_come_again() -> None:
    back = on(TODAY)(*PUBLIC, closed(TODAY), REOPENED)
    back.when(PubliciseResult()).then_rejected("results.stage")
    back.when(propose(place=False)).then(proposed(TODAY, Outcome.QUALIFIED))
    back.when(CLOSE).then(closed(TODAY))


def test_only_what_this_exit_closed_is_opened_again() -> None:
    on(TODAY)(*SCORED, closed(date(2026, 3, 1))).when(REOPEN).then()
    on(TODAY)(*PUBLIC, CONFIRMED).when(REOPEN).then()
    on(TODAY)(*SCORED, closed(TODAY), REOPENED).when(REOPEN).then()
    on(TODAY)().when(REOPEN).then()


def test_nobody_who_has_left_or_is_known_to_leave_is_put_on_the_list() -> None:
    on(NOVEMBER)().when(replace(OPEN, left=True)).then_rejected("results.left")
    on(NOVEMBER)(*SCORED, closed(TODAY)).when(replace(OPEN, left=True)).then_rejected("results.left")
