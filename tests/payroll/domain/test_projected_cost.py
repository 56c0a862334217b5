"""What a draft would cost, held against the pay run itself: everybody alone, month by month, by the engine that pays."""

from dataclasses import replace
from datetime import date
from random import Random
from uuid import UUID

import pytest

from services.payroll.domain.calculation import calculate
from services.payroll.domain.cohort import Cohort, Version, in_order
from services.payroll.domain.facts import Fact
from services.payroll.domain.months import of_index
from services.payroll.domain.pay_standard import EducationPay
from services.payroll.domain.payslips import EMPLOYER_SHARES, HONOURS, WAGES
from services.payroll.domain.people import Person
from services.payroll.domain.projected_cost import Projection, project
from shared.kernel import Month
from tests.payroll.county import STREET, Books, demo_terms, flat_terms, version
from tests.payroll.happened import based, certified, enrolled, graded, honoured, judged, schooled, stopped

EDUCATIONS = tuple(
    EducationPay(education=held, monthly_fen=fen) for held, fen in (("BACHELOR", 10_001), ("MASTER", 30_003))
)
DEARER = Version(1_000, date(2026, 4, 1), "draft", replace(demo_terms(base_fen=360_000), educations=EDUCATIONS))
MONTHS = 12


def person(random: Random, n: int) -> list[Fact]:
    """Graded, judged, certified, with a base or without, for months before the window and months in it."""
    hired = date(2025 - random.randrange(2), 1 + random.randrange(12), 1 + random.randrange(28))
    facts = [enrolled(hired, job=UUID(int=n)), graded(1 + random.randrange(3), hired)]
    if random.random() < 0.3:
        facts.append(graded(4, date(2026, 1 + random.randrange(12), 1 + random.randrange(28)), at=21))
    if random.random() < 0.5:
        facts.append(judged(random.choice(("FAIL", "EXCELLENT")), date(2026, 1 + random.randrange(6), 1)))
    if random.random() < 0.5:
        facts.append(certified("ASSISTANT", date(2025 + random.randrange(2), 1 + random.randrange(12), 5)))
    if random.random() < 0.5:
        facts.append(based(random.choice((300_000, 555_555, 777_777)), date(2025, 7, 1)))
    if random.random() < 0.2:
        facts.append(based(654_321, date(2026, 7, 1), at=22))
    if random.random() < 0.2:
        facts.append(stopped(date(2026, 1 + random.randrange(12), 1 + random.randrange(28)), job=UUID(int=n)))
    if random.random() < 0.4:
        day = date(2025 + random.randrange(2), 1 + random.randrange(12), 1 + random.randrange(28))
        ends = date(2026, 1 + random.randrange(12), 15) if random.random() < 0.3 else None
        level = random.choice(("CITY", "PROVINCE"))
        facts.append(honoured("MODEL_WORKER", level, day, at=25, since=ends if ends and ends > day else None))
    return [*facts, *educated(random, hired)]


def educated(random: Random, hired: date) -> list[Fact]:
    """What was held when hired, and what was obtained in the window."""
    before = schooled(random.choice(("BACHELOR", "MASTER")), hired, before=True)
    later = schooled("MASTER", date(2026, 1 + random.randrange(12), 5), at=24)
    return [fact for fact in (before, later) if random.random() < 0.5]


def people(count: int) -> dict[UUID, list[Fact]]:
    random = Random(7)
    return {UUID(int=n): person(random, n) for n in range(1, count + 1)}


def cohort(found: dict[UUID, list[Fact]], month: str = "2026-01") -> Cohort:
    books = Books(people=found)
    return books.cohort(month)


def paid_in(cohort: Cohort, who: Person, month: Month) -> tuple[int, int]:
    """Wages and the employer's cost of one person's month, by a run of that month alone."""
    alone = replace(cohort, month=month, pay_day=month.last, people=(who,), paid={}, again_from=month.index)
    lines = [line for slip in calculate(alone).slips for line in slip.lines if line.for_month == str(month)]
    wages = sum(line.amount_fen for line in lines if line.component in (*WAGES, *HONOURS))
    return wages, wages + sum(line.amount_fen for line in lines if line.component in EMPLOYER_SHARES)


def test_it_is_what_the_pay_run_would_pay_each_person_each_month() -> None:
    before = cohort(people(40))
    after = replace(before, versions=in_order((*before.versions, DEARER)))
    months = [of_index(before.month.index + n) for n in range(MONTHS)]
    found = project(before, DEARER, MONTHS)
    for who in before.people:
        expected = tuple(sum(paid_in(c, who, m)[0] for m in months) for c in (before, after))
        shown = next(((p.before_fen, p.after_fen) for p in found.people if p.worker_id == who.worker_id), (0, 0))
        assert shown == expected
    for month, part in zip(months, found.by_month, strict=True):
        expected = tuple(sum(paid_in(c, who, month)[1] for who in before.people) for c in (before, after))
        assert (part.before_fen, part.after_fen) == expected


def test_the_parts_add_up_to_the_total() -> None:
    found = project(cohort(people(60)), DEARER, MONTHS)
    for parts in (found.by_month, found.by_grade, found.by_employer):
        assert sum(p.before_fen for p in parts) == found.total.before_fen
        assert sum(p.after_fen for p in parts) == found.total.after_fen
    for parts in (found.by_grade, found.by_employer):
        assert sum(p.people for p in parts) == found.total.people == len(found.people)
        assert sum(p.winners for p in parts) == found.total.winners


def test_the_order_of_people_does_not_matter() -> None:
    found = people(30)
    turned = dict(reversed(found.items()))
    assert project(cohort(found), DEARER, MONTHS) == project(cohort(turned), DEARER, MONTHS)


def test_who_earns_more_wins_and_who_earns_less_loses() -> None:
    hired = date(2025, 1, 1)
    two = {
        UUID(int=n): [enrolled(hired, job=UUID(int=n)), graded(n, hired), based(500_000, hired)] for n in (1, 2)
    }  # fmt: skip
    before = replace(cohort(two), versions=(version(flat_terms(300_000, 400_000)),))
    found = project(before, DEARER._replace(effective=date(2026, 7, 1), terms=flat_terms(310_000, 390_000)), MONTHS)
    assert (found.total.winners, found.total.losers) == (1, 1)
    assert [(p.grade, p.after_fen - p.before_fen) for p in found.people] == [(1, 60_000), (2, -60_000)]
    assert [(p.name, p.winners) for p in found.by_month[:7:6]] == [("2026-01", 0), ("2026-07", 1)]
    assert [p.name for p in found.by_employer] == [STREET]


def test_who_cannot_be_calculated_is_named_and_left_out_on_both_sides() -> None:
    hired = date(2025, 1, 1)
    three = {UUID(int=n): [enrolled(hired, job=UUID(int=n)), graded(n, hired)] for n in (1, 2)}
    three[UUID(int=3)] = [enrolled(hired, job=UUID(int=3))]
    found = project(cohort(three), DEARER._replace(terms=flat_terms(350_000)), MONTHS)
    assert [(e.worker_id.int, e.code, e.month) for e in found.left_out] == [
        (2, "runs.grade-not-in-standard", "2026-04"), (3, "runs.no-grade", "2026-01"),
    ]  # fmt: skip
    assert [p.worker_id.int for p in found.people] == [1]


@pytest.mark.parametrize("months", [1, 24])
def test_an_empty_county_costs_nothing(months: int) -> None:
    found: Projection = project(cohort({}), DEARER, months)
    assert (found.total.people, found.total.after_fen, len(found.by_month)) == (0, 0, months)


def test_a_county_without_a_standard_has_nobody_to_compare() -> None:
    nothing = replace(cohort(people(3)), versions=())
    found = project(nothing, DEARER, MONTHS)
    assert (found.people, {e.code for e in found.left_out}, len(found.left_out)) == ((), {"runs.no-standard"}, 3)
