"""A draft grade scheme valued by the engine that pays: everybody's months by the grades before and after."""

from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest

from services.payroll.domain.grade_costs import (
    GradeCostPart,
    RecordGradeCost,
    Trial,
    cost_of,
    record_grade_cost,
    trial_of,
)
from services.payroll.domain.pay_standard import Standard
from services.payroll.domain.pay_standard import evolve as evolved
from services.payroll.domain.scheme_cost_events import GradeSchemeCosted, costed_before_regions
from services.payroll.publications import publish
from shared.kernel import Month, Rejected
from shared.published.payroll.pay import SchemeCostedV1
from tests.payroll.county import COUNTY, STREET, WORKER, Books, facts, only
from tests.payroll.happened import based, enrolled, graded, stopped

JANUARY, TODAY = date(2026, 1, 1), date(2026, 1, 20)
OTHER, UNKNOWN = UUID(int=3), UUID(int=4)
FIRST = Month.parse("2026-01")
FLAT = ((2,) * 12, (2,) * 3 + (4,) * 9)
COMMAND = RecordGradeCost(
    county=COUNTY, region=COUNTY, trial="sha-256:aa", draft_effective=JANUARY, first_month="2026-01", months=12, people=2, winners=1,
    losers=0, left_out=0, before_fen=1, after_fen=2, digest="sha-256:bb",
)  # fmt: skip


def trial(**grades: tuple[tuple[int, ...], tuple[int, ...]]) -> Trial:
    known = {UUID(int=int(name[1:])): both for name, both in grades.items()}
    return Trial(effective=date(2026, 4, 1), first=FIRST, months=12, grades=known)


def county() -> Books:
    books = Books().know(enrolled(JANUARY), graded(2, JANUARY), based(5_000_00, JANUARY))
    return books.know(enrolled(JANUARY, job=UUID(int=9)), graded(2, JANUARY, at=12), of=OTHER)


def test_only_what_the_grades_change_is_a_difference_and_the_engine_that_pays_says_what_it_is() -> None:
    cohort = county().cohort("2026-01")
    cost = cost_of(cohort, trial(w1=FLAT, w3=((2,) * 12, (2,) * 12)))
    mine, other = cost.people
    assert (mine.grade_before, mine.grade_after, other.grade_after) == (2, 4, 2)
    assert (mine.after_fen - mine.before_fen, other.after_fen - other.before_fen) == (9 * 340_00, 0)
    assert (cost.winners, cost.losers, cost.left_out) == (1, 0, ())
    assert cost.after_fen - cost.before_fen == 9 * 340_00  # a declared base does not move, nobody's first wage either
    assert [m.after_fen - m.before_fen for m in cost.by_month] == [0] * 3 + [340_00] * 9
    [street] = cost.by_employer
    assert (street.name, street.before_fen) == (STREET, cost.before_fen)
    [grade] = cost.by_grade
    assert grade == GradeCostPart(
        name="2", people=2, people_after=2, before_fen=cost.before_fen, after_fen=cost.after_fen
    )


def test_the_wages_are_those_of_real_runs() -> None:
    books = county()
    cost = cost_of(books.cohort("2026-01"), trial(w1=FLAT))
    books = Books().know(
        enrolled(JANUARY), graded(2, JANUARY), graded(4, date(2026, 4, 1), at=30), based(5_000_00, JANUARY)
    )
    slips = [only(books.run(f"2026-{n:02d}").slips) for n in range(1, 13)]
    [mine] = cost.people
    assert mine.after_fen == sum(slip.sums.gross_fen for slip in slips)
    assert cost.after_fen == sum(slip.sums.gross_fen + slip.sums.employer_fen for slip in slips)


def test_a_loser_a_leaver_and_whoever_the_standard_does_not_know() -> None:
    books = county()
    books.know(enrolled(JANUARY, job=UUID(int=10)), graded(2, JANUARY, at=13), of=UNKNOWN)
    books.know(stopped(date(2026, 6, 30), at=40, job=UUID(int=9)), of=OTHER)
    left = ((5,) * 6 + (0,) * 6, (3,) * 6 + (0,) * 6)
    cost = cost_of(books.cohort("2026-01"), trial(w1=FLAT, w3=left, w4=((2,) * 12, (50,) * 12)))
    assert [e.worker_id for e in cost.left_out] == [UNKNOWN]
    assert [p.worker_id for p in cost.people] == [WORKER, OTHER]
    assert cost.people[1].after_fen - cost.people[1].before_fen == -6 * 340_00
    assert (cost.winners, cost.losers) == (1, 1)


def test_what_is_no_trial_is_refused() -> None:
    rows = [(WORKER, [1, 2], [1, 3])]
    assert trial_of(JANUARY, "2026-01", 2, rows).grades[WORKER] == ((1, 2), (1, 3))
    for month, months in (("2026-13", 2), ("2026-01", 3), ("2026-01", 0), ("2026-01", 25)):
        with pytest.raises(Rejected, match=r"grade-costs\.trial"):
            trial_of(JANUARY, month, months, rows)
    cohort = county().cohort("2026-01")
    with pytest.raises(Rejected, match=r"grade-costs\.no-standard"):
        cost_of(replace(cohort, versions=()), trial(w1=FLAT))


def test_the_outcome_is_kept_once() -> None:
    [event] = record_grade_cost(Standard(), COMMAND, facts(TODAY))
    assert isinstance(event, GradeSchemeCosted)
    assert (event.trial, event.costed_by, event.effective) == ("sha-256:aa", "finance", TODAY)
    assert record_grade_cost(evolved(Standard(), event), COMMAND, facts(TODAY)) == ()


def test_that_a_trial_was_valued_is_told_by_digests_alone() -> None:
    [event] = record_grade_cost(Standard(), COMMAND, facts(TODAY))
    told = SchemeCostedV1(region=COUNTY, county=COUNTY, trial="sha-256:aa", costs="sha-256:bb")
    assert publish("pay_standard", WORKER, event) == told
    assert costed_before_regions({"county": COUNTY}) == {"county": COUNTY, "region": COUNTY}
