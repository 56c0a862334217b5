"""The run against the independent accountant: thousands of random people, several runs each, to the fen."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from random import Random
from uuid import UUID

import pytest

from services.payroll.domain.attendance_events import COUNTED
from services.payroll.domain.facts import Fact
from services.payroll.domain.formulas.education_pay import EDUCATIONS
from services.payroll.domain.pay_standard import EducationPay
from services.payroll.domain.payslips import PayslipIssued, sums
from shared.kernel import Region
from tests.payroll.county import (
    COMMUNITY,
    FACTORS,
    TERMS,
    Books,
    demo_terms,
    fund_table,
    insurance_table,
    policies,
    version,
)
from tests.payroll.happened import (
    attended,
    based,
    certified,
    confirmed,
    deducted,
    enrolled,
    first_wage,
    graded,
    granted,
    honoured,
    judged,
    on_duty,
    opened,
    ordered,
    schooled,
    sick,
    stopped,
    unlawful,
    unused,
    unwritten,
    weighed,
)
from tests.payroll.oracle import Accountant
from tests.payroll.oracle_rules import LEVELS, rules_of, yuan

PEOPLE = 400
BONUSES = ("SEPARATE", "MERGED")
KINDS = ("MAINTENANCE", "COURT", "DAMAGES", "RECOVERY")
EDUCATION_PAY = tuple(
    EducationPay(education=held, monthly_fen=fen)
    for held, fen in zip(EDUCATIONS[1:], (10_001, 33_333, 70_007, 0), strict=True)
)
RULES = {
    "demo": (TERMS, policies(insurance_floor_fen=469_900, insurance_cap_fen=2_349_300)),
    "odd": (
        replace(demo_terms(base_fen=1_234_567, share_ppm=712_345), educations=EDUCATION_PAY),
        policies(
            fund_in_yuan=True, fund_ppm=120_000, unemployment_employee_ppm=4_000, insurance_cap_fen=2_000_001,
            insurance_floor_fen=469_933, local_average_wage_fen=400_000,
        ),
    ),
}  # fmt: skip
OWN_RATES = {"PENSION": Decimal("0.08"), "MEDICAL": Decimal("0.02"), "UNEMPLOYMENT": Decimal("0.005")}
EMPLOYER_RATES = {
    "PENSION": Decimal("0.16"), "MEDICAL": Decimal("0.08"), "UNEMPLOYMENT": Decimal("0.005"), "INJURY": Decimal("0.002"),
    "MATERNITY": Decimal("0.005"),
}  # fmt: skip
RUNS = (("2026-02", 100), ("2026-03", 200), ("2026-03", 250), ("2026-07", 300), ("2027-01", 400))
KNOWN_AT = (50, 150, 220, 260, 350)


def some_day(random: Random, first: date, days: int) -> date:
    return first + timedelta(days=random.randrange(days))


def something(random: Random, hired: date, decisions: list[UUID], at: int) -> Fact:
    """A grade, certificate, result, base or deduction; with an id used before it replaces what it was."""
    day, n = some_day(random, hired, 400), random.randrange(len(decisions))
    id = decisions[n]
    until = random.choice((None, day + timedelta(days=random.randrange(300))))
    fund = random.choice((None, random.randrange(200_000, 3_000_000)))
    bonus = granted(random.randrange(1, 20_000_000), date(2026, 1, 1), at=at, taxed=random.choice(BONUSES), fact=id)
    return random.choice(
        (
            bonus._replace(effective=date(2026 + n % 2, 1 + n % 12, 10), annulled=random.random() < 0.2),
            ordered(
                random.choice(KINDS),
                random.choice((0, random.randrange(1, 2_000_000))),
                random.choice((0, random.randrange(1, 200_000))),
                day.replace(day=1),
                at=at,
                until=until,
                fact=id,
                annulled=random.random() < 0.2,
            ),
            on_duty(
                random.choice((0, random.randrange(1, 900_000))), day.replace(day=1), at=at, exempt=n % 2 == 0, fact=id
            ),
            honoured(
                random.choice(("MODEL_WORKER", "MODEL_WORKER", "YOUTH_MEDAL", "COMMENDATION")),
                random.choice(("COUNTY", "CITY", "PROVINCE", "NATION")),
                day,
                at=at,
                since=random.choice((None, None, day + timedelta(days=random.randrange(1, 200)))),
                never_was=random.random() < 0.15,
                honour=id,
            ),
            schooled(random.choice(EDUCATIONS[1:]), day, at=at, id=id)._replace(annulled=random.random() < 0.2),
            graded(random.randrange(1, 19), day, at=at, decision=id),
            certified(random.choice(LEVELS), day, at=at),
            confirmed(2026 + n % 2, at=at),
            judged(random.choice(FACTORS)[0], day, at=at, id=id),
            based(random.randrange(200_000, 3_000_000), day.replace(day=1), at=at, fund=fund, fact=id),
            deducted(random.randrange(1, 400_000), day, at=at, until=until, fact=id)._replace(
                annulled=random.random() < 0.2
            ),
        )
    )


def person(random: Random, n: int) -> list[Fact]:
    """Hired some day, graded that day; everything else late, early, in the middle of months, corrected, annulled."""
    hired = some_day(random, date(2025, 11, 1), 110)
    decisions = [UUID(int=10**9 + n * 100 + k) for k in range(4)]  # far from the ids that facts have by themselves
    facts = [enrolled(hired, at=1, job=UUID(int=n)), graded(random.randrange(1, 19), hired, at=2)]
    if random.random() < 0.5:
        facts.append(schooled(random.choice(EDUCATIONS[1:]), hired, at=6, before=True))
    facts += [
        something(random, hired, decisions, random.choice(KNOWN_AT) + random.randrange(40))
        for _ in range(random.randrange(6))
    ]
    if random.random() < 0.2:
        facts.append(first_wage(random.choice((2026, 2027)), at=3))
    if random.random() < 0.2 and hired.month > 1 and hired.year == 2026:
        income = random.randrange(300_000, 6_000_000)
        facts.append(opened(date(2026, 1, 1), date(2026, 1, 31), income, income // 6, income // 100, at=4))
    if random.random() < 0.3:
        facts.append(_last_year(random, hired))
    if random.random() < 0.25:
        last = some_day(random, hired + timedelta(days=40), 360)
        since = date(2026 - random.randrange(1, 25), 1 + random.randrange(12), 1 + random.randrange(28))
        facts.append(
            stopped(last, at=random.choice(KNOWN_AT) + 45, job=UUID(int=n), severance=True, since=min(since, hired))
        )
        facts += _about_the_end(random, n, last)
    facts += _heard(random, n, hired)
    one_at_a_place = {fact.position: fact for fact in facts}
    return [one_at_a_place[at] for at in sorted(one_at_a_place)]


def _heard(random: Random, n: int, hired: date) -> list[Fact]:
    """Months of attendance, annual leave owed, a contract that was not written."""
    found = [
        _month_of(random, n, random.choice(KNOWN_AT) + 31 + more) for more in range(random.choice((0, 0, 1, 2, 3)))
    ]
    if random.random() < 0.4:
        found += _ill_for_long(random)
    if random.random() < 0.2:
        last = some_day(random, hired + timedelta(days=20), 300)
        for more in range(random.randrange(1, 3)):
            days = random.choice((0, 1, 3, 5, 12))
            found.append(unused(days, last, at=random.choice(KNOWN_AT) + 37 + more, job=UUID(int=n)))
    if random.random() < 0.15:
        first, places = hired + timedelta(days=31), (46, 47)
        for more in range(random.randrange(3)):
            until = first + timedelta(days=random.randrange(1, 300))
            found.append(unwritten(first, until, at=random.choice(KNOWN_AT) + places[more], job=UUID(int=n)))
    return found


def _ill_for_long(random: Random) -> list[Fact]:
    """A sickness in one to three parts, with or without a gap, that turns six months old about the months that are paid."""
    first, found = date(2025, 6, 1) + timedelta(days=random.randrange(240)), list[Fact]()
    for more in range(random.randrange(1, 4)):
        last = first + timedelta(days=random.randrange(20, 200))
        at = random.choice(KNOWN_AT) + 51 + more
        found.append(sick(first, last, at=at, leave=at, cancelled=random.random() < 0.1))
        first = last + timedelta(days=random.choice((1, 1, 2, 3, 4)))
    return found


def _month_of(random: Random, n: int, at: int) -> Fact:
    """A month of one of two communities; with a place used before it is a later version of it."""
    names = [*COUNTED[:3], *COUNTED[3:]]
    counts = {name: random.choice((0, 0, 0, 1, 2, 5, 11, 22)) for name in random.sample(names, 2)}
    unit = random.choice((COMMUNITY, Region("51/01/07/017/k4f")))
    return attended(f"2026-{random.randrange(1, 5):02}", at=at, unit=unit, **counts)


def _about_the_end(random: Random, n: int, last: date) -> list[Fact]:
    """Weighed or not, weighed again, found unlawful: early or late."""
    halves, kind = random.randrange(1, 50), random.choice(("NONE", "N", "TWO_N"))
    weigh = weighed(halves, last, kind=kind, in_lieu=random.random() < 0.4, job=UUID(int=n))
    again = weigh._replace(number=halves + 1, word="N", position=random.choice(KNOWN_AT) + 48)
    court = unlawful(2 * halves, last + timedelta(days=30), at=random.choice(KNOWN_AT) + 44, job=UUID(int=n))
    found = [
        weigh._replace(position=random.choice(KNOWN_AT) + 43),
        again._replace(position=random.choice(KNOWN_AT) + 48),
        court,
    ]
    return [fact for fact in found if random.random() < 0.4]


def _last_year(random: Random, hired: date) -> Fact:
    """Sums of the year before from its January to the month before the hire."""
    if hired.year == 2026:
        return opened(date(2025, 1, 1), date(2025, 12, 31), random.randrange(4_000_000, 8_000_000), 800_000, 0, at=5)
    last = date(2025, hired.month, 1) - timedelta(days=1)
    return opened(date(2025, 1, 1), last, random.randrange(3_000_000, 7_000_000), 700_000, 0, at=5)


def as_written(slip: PayslipIssued) -> dict[tuple[str, tuple[int, int]], Decimal]:
    """Lines of one kind and month together: each order has its own."""
    found: dict[tuple[str, tuple[int, int]], Decimal] = {}
    for line in slip.lines:
        key = line.component.value, (int(line.for_month[:4]), int(line.for_month[5:]))
        found[key] = found.get(key, Decimal(0)) + Decimal(line.amount_fen) / 100
    return {key: amount for key, amount in found.items() if amount}


def agree(named: str, seed: int, people: int, runs: Sequence[tuple[str, int]]) -> int:
    """So many random people through these runs, line by line against their accountants; how many lines. Raises AssertionError."""
    random = Random(seed)
    terms, rules = RULES[named]
    books = Books(policies=rules, versions=(version(terms, date(2020, 1, 1)),))
    for n in range(1, people + 1):
        books.know(*person(random, n), of=UUID(int=n))
    figures = rules_of(terms, rules, date(2026, 1, 1))
    books.tables = (
        insurance_table(500_100, 2_500_000, date(2026, 1, 1), at=210),
        fund_table(300_000, 1_900_000, 90_000, date(2026, 6, 1), at=240, to="YUAN"),
    )
    accountants = {worker: Accountant(figures) for worker in books.people}
    lines = 0
    floors = replace(figures, floor=yuan(500_100), cap=yuan(2_500_000), own=OWN_RATES, employer=EMPLOYER_RATES)
    fund = replace(
        floors, fund_floor=yuan(300_000), fund_cap=yuan(1_900_000), fund_rate=Decimal("0.09"), fund_in_yuan=True
    )
    tables = ((210, date(2026, 1, 1), floors), (240, date(2026, 6, 1), fund))
    for month, known_at in runs:
        run = books.run(month, known_at=known_at)
        found = {slip.worker_id: as_written(slip) for slip in run.slips}
        assert all(sums(slip.lines) == slip.sums for slip in run.slips)
        for worker, accountant in accountants.items():
            accountant.tables = [(day, rules) for at, day, rules in tables if at <= known_at]
            known = [f for f in books.people[worker] if f.position <= known_at]
            expected = accountant.pay(known, (int(month[:4]), int(month[5:])))
            assert found.get(worker, {}) == expected, (worker, month, books.people[worker])
            lines += len(expected)
    return lines


@pytest.mark.parametrize("seed", [1, 2, 3])
@pytest.mark.parametrize("named", sorted(RULES))
def test_every_line_of_every_run_agrees(named: str, seed: int) -> None:
    assert agree(named, seed, PEOPLE, RUNS) > PEOPLE * 20
