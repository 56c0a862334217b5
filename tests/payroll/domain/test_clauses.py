"""From a rule to the lines it decides: every rule has its place, and every explanation agrees with it."""

from dataclasses import MISSING, fields
from datetime import date

from services.payroll.domain.clauses import BY_TABLE, DECIDES, EVERYBODY, NO_AMOUNT, touched_by
from services.payroll.domain.comparison import Calculated
from services.payroll.domain.explanation import explain
from services.payroll.domain.policies import Policies
from services.payroll.domain.steps import Step
from services.payroll.domain.wage_figures import VALUE, WageFigureKind
from tests.payroll.county import Books, figure, only
from tests.payroll.happened import based, certified, enrolled, graded, granted, stopped

JANUARY = date(2026, 1, 1)
DAY = date(2026, 1, 31)


def test_every_rule_is_said_to_decide_lines_or_to_decide_none() -> None:
    named = [*DECIDES, *BY_TABLE, *EVERYBODY, *NO_AMOUNT]
    assert sorted(named) == sorted({f.name for f in fields(Policies) if f.default is MISSING})


def test_what_an_explanation_names_is_what_the_index_finds() -> None:
    books = Books().know(enrolled(JANUARY), graded(18, JANUARY), based(5_000_00, JANUARY))
    books.know(certified("SENIOR", date(2025, 5, 1)), granted(90_000_00, date(2026, 3, 1)))
    books.know(stopped(date(2026, 3, 13), severance=True, since=date(2020, 1, 1)))
    seen = set()
    for month in ("2026-01", "2026-02", "2026-03"):
        cohort = books.cohort(month)
        books.runs -= 1
        slip = only(books.run(month).slips)
        for line, tree in zip(slip.lines, explain(Calculated(slip, cohort)), strict=True):
            for name in _policies(tree):
                decided = {**DECIDES, **BY_TABLE}.get(name, ())
                assert name in EVERYBODY or line.component in decided, (name, line.component)
                seen.add(name)
    assert {"tax_brackets", "basic_deduction_fen", "pension_employee_ppm", "local_average_wage_fen"} <= seen


def test_everybody_is_touched_by_the_basic_deduction_and_nobody_by_a_day_of_registration() -> None:
    assert touched_by(["basic_deduction_fen"], [], (), DAY).everybody
    assert touched_by(["insurance_registration_days"], [], (), DAY).nobody
    assert touched_by(["insurance_cap_fen"], [], (), DAY).without_table >= {"PENSION", "EMPLOYER_MATERNITY"}
    assert touched_by([], ["standard:x:v1"], (), DAY).rules == {"standard:x:v1"}


def test_a_published_figure_takes_the_place_of_the_policy_from_its_day_on() -> None:
    published = figure("MINIMUM_WAGE", 2_330_00, date(2026, 2, 1))
    assert VALUE[WageFigureKind.MINIMUM_WAGE] == "minimum_wage_fen"
    before, after = DAY, date(2026, 2, 28)
    assert touched_by(["minimum_wage_fen"], [], [published], before).lines == {"SEVERANCE", "SICK_LEAVE", "WITHHELD"}
    assert touched_by(["minimum_wage_fen"], [], [published], after).nobody
    assert touched_by([], [published.rule], [published], before).nobody
    assert touched_by([], [published.rule], [published], after).lines == {"SEVERANCE", "SICK_LEAVE", "WITHHELD"}


def _policies(step: Step) -> set[str]:
    own = {r.removeprefix("policy:") for r in step.rule.split(";") if r.startswith("policy:")}
    return own.union(*(_policies(part) for part in step.parts))
