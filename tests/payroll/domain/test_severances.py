"""What is heard of an exit beside the exit, and of a contract nobody wrote: facts, and what the runs make of them."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from itertools import permutations
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from services.payroll.domain.ending_events import (
    ContractHeardMissing,
    ExitFindingDropped,
    ExitHeardUnlawful,
    SeveranceWeighed,
)
from services.payroll.domain.facts import Fact
from services.payroll.domain.severances import DropExitFinding, HearContractMissing, HearExitUnlawful, WeighSeverance
from services.payroll.domain.streams import ENTITLEMENT
from tests.payroll.county import JOB, WORKER, Books, amounts, demo_terms, flat_terms, on, only, version
from tests.payroll.domain.test_entitlements import ENROLLED
from tests.payroll.domain.test_explanation import explained, leaves
from tests.payroll.domain.test_explanation import slip as slip_of
from tests.payroll.happened import cause, enrolled, graded, stopped, unlawful, unwritten, weighed

TODAY, LAST, CAUSE = date(2026, 7, 1), date(2026, 6, 30), UUID(int=700)
WEIGH = WeighSeverance(
    worker_id=WORKER, employment_id=JOB, last_day=LAST, severance="N", half_months=13, service_since=date(2020, 1, 1),
    in_lieu=True, cause=CAUSE,
)  # fmt: skip
WEIGHED = SeveranceWeighed(
    effective=LAST, worker_id=WORKER, employment_id=JOB, severance="N", half_months=13,
    service_since=date(2020, 1, 1), in_lieu=True, cause=CAUSE,
)  # fmt: skip
FIND = HearExitUnlawful(worker_id=WORKER, employment_id=JOB, found_on=TODAY, half_months=26, cause=CAUSE)
FOUND = ExitHeardUnlawful(effective=TODAY, worker_id=WORKER, employment_id=JOB, half_months=26, cause=CAUSE)
LACK = HearContractMissing(
    worker_id=WORKER, employment_id=JOB, since=date(2026, 2, 1), months=4, written_on=None, cause=CAUSE
)
LACKING = ContractHeardMissing(
    effective=date(2026, 2, 1), worker_id=WORKER, employment_id=JOB, months=4, until=date(2026, 5, 31), written=False,
    cause=CAUSE,
)  # fmt: skip
YEAR = date(2025, 1, 1)


def test_what_was_weighed_found_and_missed_is_remembered_once() -> None:
    on(ENTITLEMENT, TODAY)(ENROLLED).when(WEIGH).then(WEIGHED)
    on(ENTITLEMENT, TODAY)(ENROLLED, WEIGHED).when(WEIGH).then()
    on(ENTITLEMENT, TODAY)(ENROLLED).when(FIND).then(FOUND)
    on(ENTITLEMENT, TODAY)(ENROLLED, FOUND).when(FIND).then()
    on(ENTITLEMENT, TODAY)(ENROLLED).when(LACK).then(LACKING)
    on(ENTITLEMENT, TODAY)(ENROLLED, LACKING).when(LACK).then()


def test_whom_another_system_pays_gets_no_severance_from_us() -> None:
    for command in (WEIGH, FIND, LACK):
        on(ENTITLEMENT, TODAY)().when(command).then()


def test_a_finding_falls_with_the_exit_that_never_was() -> None:
    drop = DropExitFinding(worker_id=WORKER, employment_id=JOB, cause=CAUSE)
    dropped = ExitFindingDropped(effective=TODAY, worker_id=WORKER, employment_id=JOB, cause=CAUSE)
    on(ENTITLEMENT, TODAY)(ENROLLED, FOUND).when(drop).then(dropped)
    on(ENTITLEMENT, TODAY)(ENROLLED, FOUND, dropped).when(drop).then()
    on(ENTITLEMENT, TODAY)(ENROLLED).when(drop).then()


def test_a_contract_written_late_ends_the_double_wage_the_day_before() -> None:
    written = replace(LACK, months=3, written_on=date(2026, 4, 11))
    ended = replace(LACKING, months=3, until=date(2026, 4, 10), written=True)
    on(ENTITLEMENT, TODAY)(ENROLLED, LACKING).when(written).then(ended)


def leaver(*known: Fact, wage: int = 720_000) -> Books:
    """Employed since 2025 at one wage, paid until May 2026."""
    books = Books(versions=(version(flat_terms(wage)),)).know(enrolled(YEAR), graded(1, YEAR))
    for n in range(17):
        books.run(f"{2025 + n // 12}-{n % 12 + 1:02}", known_at=20)
    return books.know(*known)


END = ("SEVERANCE", "NOTICE_PAY")


@pytest.mark.parametrize(
    ("words", "known", "severance", "notice"),
    [
        ("6 years 7 months: 7 × 7,200", (weighed(14, LAST),), 5_040_000, None),
        ("5 years 5 months: 5.5 × 7,200", (weighed(11, LAST),), 3_960_000, None),
        ("5 months: half of 7,200", (weighed(1, LAST),), 360_000, None),
        ("no notice was kept: one month more", (weighed(14, LAST, in_lieu=True),), 5_040_000, 720_000),
        ("notice alone: a ground without severance", (weighed(0, LAST, kind="NONE", in_lieu=True),), None, 720_000),
        ("the ground gives none", (weighed(0, LAST, kind="NONE"),), None, None),
        ("unlawful: 2 × 7 × 7,200", (weighed(14, LAST, kind="TWO_N"),), 10_080_000, None),
        ("found unlawful later: twice, no notice on top", (weighed(14, LAST, in_lieu=True), unlawful(28, TODAY)),
         10_080_000, None),
    ],
)  # fmt: skip
def test_the_final_slip(words: str, known: Sequence[Fact], severance: int | None, notice: int | None) -> None:
    books = leaver(stopped(LAST, severance=True, since=date(2025, 1, 1)), *known)
    found = amounts(only(books.run("2026-06").slips), *END)
    expected = {("SEVERANCE", "2026-06"): severance, ("NOTICE_PAY", "2026-06"): notice}
    assert found == {key: fen for key, fen in expected.items() if fen is not None}, words


def test_before_it_is_weighed_the_exit_itself_says_what_is_due() -> None:
    books = leaver(stopped(LAST, severance=True, since=date(2019, 12, 1)))
    assert amounts(only(books.run("2026-06", known_at=90).slips), *END) == {("SEVERANCE", "2026-06"): 5_040_000}
    books.know(weighed(14, LAST, at=95))
    assert books.run("2026-07", known_at=96).slips == (), "what is weighed alike changes nothing"


def test_a_wage_above_three_averages_is_capped_and_twice_the_capped_is_owed() -> None:
    books = leaver(stopped(LAST), weighed(30, LAST, kind="TWO_N"), wage=3_000_000)
    slip = only(books.run("2026-06").slips)
    assert amounts(slip, *END) == {("SEVERANCE", "2026-06"): 2 * 12 * 3 * 783_100}
    above = 2 * 12 * 3 * 783_100 - 36 * 783_100
    assert amounts(slip, "SEVERANCE_TAX")["SEVERANCE_TAX", "2026-06"] == -(above * 20 // 100 - 1_692_000)


def test_notice_is_freed_of_tax_together_with_severance() -> None:
    free = 36 * 783_100
    books = leaver(stopped(LAST), weighed(24, LAST, in_lieu=True), wage=2_349_300)
    slip = only(books.run("2026-06").slips)
    assert amounts(slip, *END) == {("SEVERANCE", "2026-06"): free, ("NOTICE_PAY", "2026-06"): 2_349_300}
    assert amounts(slip, "SEVERANCE_TAX")["SEVERANCE_TAX", "2026-06"] == -70_479  # 3 % of 23,493
    assert slip.tax.income_fen == 6 * 2_349_300, "neither is a wage of the tax year"


def test_lines_name_the_exit_and_what_weighed_it_and_are_explained() -> None:
    books = leaver(stopped(LAST), weighed(14, LAST, kind="TWO_N"))
    calculated = slip_of(books, "2026-06")
    line = next(line for line in calculated.slip.lines if line.component == "SEVERANCE")
    assert line.causes[-2:] == (cause(90), cause(91))
    assert leaves(explained(calculated)["SEVERANCE", "2026-06"])["TIMES_OWED"] == 2
    books = leaver(stopped(LAST), weighed(24, LAST, in_lieu=True), wage=2_400_000)
    found = explained(slip_of(books, "2026-06"))
    assert leaves(found["NOTICE_PAY", "2026-06"])["WAGE_OF_MONTH_BEFORE"] == 2_400_000
    assert "SEVERANCE_TAX" in {component for component, _ in found}


def test_a_finding_years_later_pays_the_difference_of_the_exit_month() -> None:
    books = leaver(stopped(LAST), weighed(14, LAST, in_lieu=True))
    books.run("2026-06", known_at=100)
    books.know(unlawful(28, date(2027, 3, 5), at=150))
    slip = only(books.run("2027-03", known_at=200).slips)
    assert amounts(slip) == {("SEVERANCE", "2026-06"): 5_040_000, ("NOTICE_PAY", "2026-06"): -720_000}
    assert all(line.arrears for line in slip.lines)


def test_a_corrected_last_day_moves_severance_and_its_tax_to_the_right_month() -> None:
    """A month later: the wage of July comes, severance leaves June and enters July; the tax on it stays the same."""
    books = leaver(stopped(LAST), weighed(24, LAST, kind="TWO_N"), wage=2_349_300)
    paid = only(books.run("2026-06", known_at=100).slips)
    assert amounts(paid, "SEVERANCE_TAX")
    july = date(2026, 7, 31)
    books.know(stopped(july, at=150), weighed(24, july, kind="TWO_N", at=151))
    slip = only(books.run("2026-07", known_at=200).slips)
    severance = 2 * 24 * 2_349_300 // 2
    assert amounts(slip, *END) == {("SEVERANCE", "2026-06"): -severance, ("SEVERANCE", "2026-07"): severance}
    assert amounts(slip, "SEVERANCE_TAX") == {}


def test_an_annulled_exit_nets_to_zero_over_the_runs() -> None:
    books = leaver(stopped(LAST), weighed(1, LAST))
    books.run("2026-06", known_at=100)
    books.know(stopped(LAST, at=150)._replace(annulled=True))
    slip = only(books.run("2026-07", known_at=200).slips)
    assert amounts(slip, *END) == {("SEVERANCE", "2026-06"): -360_000}
    assert amounts(slip, "BASIC")["BASIC", "2026-07"] == 720_000


def test_double_wage_from_the_second_month_until_the_contract_is_written() -> None:
    """Grade 2 = 3,570. Hired 1 January, written 11 April: February, March, and of April 1 to 10: 8 days of 21.75."""
    first = date(2026, 1, 1)
    books = Books().know(enrolled(first), graded(2, first), unwritten(date(2026, 2, 1), date(2026, 4, 10)))
    found = [amounts(only(books.run(f"2026-{n:02}").slips), "DOUBLE_WAGE") for n in range(1, 6)]
    part = (285_600 * 800 + 1087) // 2175 + (71_400 * 800 + 1087) // 2175
    assert found == [{}, {("DOUBLE_WAGE", "2026-02"): 357_000}, {("DOUBLE_WAGE", "2026-03"): 357_000},
                     {("DOUBLE_WAGE", "2026-04"): part}, {}]  # fmt: skip
    assert books.slips[1].tax.income_fen == 3 * 357_000, "taxed as wage"


def test_a_contract_found_to_be_older_takes_the_double_wage_back() -> None:
    first = date(2026, 1, 1)
    books = Books().know(enrolled(first), graded(5, first), unwritten(date(2026, 2, 1), date(2026, 3, 31)))
    for n in range(1, 4):
        books.run(f"2026-{n:02}", known_at=100)
    books.know(unwritten(date(2026, 2, 1), date(2026, 3, 15), at=150))
    calculated = slip_of(books, "2026-04", known_at=200)
    lines = {(li.component.value, li.for_month): li for li in calculated.slip.lines}
    taken, part = lines["DOUBLE_WAGE", "2026-03"], (326_400 * 1_000 + 1087) // 2175 + (81_600 * 1_000 + 1087) // 2175
    assert (taken.amount_fen, taken.causes, taken.arrears) == (-(408_000 - part), (cause(150),), True)
    explained(calculated)


LATE = (
    stopped(LAST, at=50, severance=True, since=YEAR),
    weighed(9, LAST, at=51, in_lieu=True),
    unlawful(18, TODAY, at=52),
    unwritten(date(2025, 2, 1), date(2025, 9, 13), at=53),
)


@pytest.mark.parametrize("order", list(permutations(range(len(LATE)))))
def test_the_order_in_which_things_are_heard_is_irrelevant(order: Sequence[int]) -> None:
    """Each heard before another monthly run; after all of them everybody has the same of every month."""
    books = leaver()
    for n, place in enumerate(order):
        books.know(LATE[place]._replace(position=100 + 10 * n))
        books.run(f"2026-{6 + n:02}", known_at=105 + 10 * n)
    together = leaver(*LATE)
    together.run("2026-09")
    assert sums_of(books) == sums_of(together)


def sums_of(books: Books) -> dict[tuple[str, str], int]:
    found: dict[tuple[str, str], int] = {}
    for slip in books.slips:
        for line in slip.lines:
            if line.component.value not in ("INCOME_TAX", "SEVERANCE_TAX"):
                key = line.component.value, line.for_month
                found[key] = found.get(key, 0) + line.amount_fen
    return {key: fen for key, fen in found.items() if fen}


@settings(max_examples=40)
@given(
    st.integers(1, 60), st.sampled_from(("NONE", "N", "TWO_N")), st.booleans(), st.integers(1, 18),
    st.dates(date(2025, 2, 1), date(2026, 6, 30)), st.dates(date(2025, 5, 20), date(2025, 12, 31)),
)  # fmt: skip
def test_every_line_of_an_end_is_explained(
    halves: int, kind: str, in_lieu: bool, grade: int, until: date, last: date
) -> None:
    books = Books(versions=(version(demo_terms(base_fen=1_500_000)),))
    books.know(enrolled(YEAR), graded(grade, YEAR), unwritten(date(2025, 2, 1), until))
    books.run("2025-04", known_at=60)
    books.know(stopped(last), weighed(halves, last, kind=kind, in_lieu=in_lieu))
    explained(slip_of(books, f"2025-{last.month:02}"))
