"""Golden cases (对照算例): months that the finance bureau worked out by hand, calculated by the engine before anything is published."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Final
from uuid import UUID

from services.payroll.domain.calculation import calculate
from services.payroll.domain.cohort import Cohort, TableVersion, Version, in_order
from services.payroll.domain.facts import Fact, FactKind
from services.payroll.domain.formulas.certificate_allowance import LEVELS
from services.payroll.domain.formulas.education_pay import EDUCATIONS
from services.payroll.domain.pay_standard import (
    HIGHEST_GRADE,
    RESULTS,
    GoldenCase,
    GoldenCaseEntered,
    GoldenCaseWithdrawn,
    PayTerms,
    Standard,
    StandardKind,
    rule_of,
)
from services.payroll.domain.payslips import Component
from services.payroll.domain.people import Person
from services.payroll.domain.policies import Policies
from shared.kernel import Facts, Month, Region, Rejected, level, record, to_yuan

MOST_CASES: Final = 500
LONGEST_NAME: Final = 100
NET: Final = "NET"
COMPARED: Final = frozenset((*(c.value for c in Component), NET)) - {Component.SEVERANCE, Component.SEVERANCE_TAX}
Draft = tuple[date, PayTerms]
_NOBODY: Final = UUID(int=0)

# Commands


@record
class EnterGoldenCases:
    """A table of cases, each under a name of its own; a name that is known is entered anew. All of them or none."""

    county: Region
    kind: StandardKind
    cases: tuple[GoldenCase, ...]


@record
class WithdrawGoldenCase:
    name: str
    reason: str


# Decisions


def enter(standard: Standard, command: EnterGoldenCases, facts: Facts[Policies]) -> tuple[GoldenCaseEntered, ...]:
    if level(command.county) not in ("city", "county"):
        raise Rejected("standards.not-a-county", field="/county")
    names = [case.name for case in command.cases]
    if not names or len(set(names)) != len(names):
        raise Rejected("golden-cases.names", field="/cases")
    for place, case in enumerate(command.cases):
        facts.policies.tax_brackets.on(_check(case, f"/cases/{place}").first)  # no month before the rules
    if len({c.name for c in standard.cases} | set(names)) > MOST_CASES:
        raise Rejected("golden-cases.too-many", field="/cases", most=MOST_CASES)
    return tuple(
        GoldenCaseEntered(
            effective=facts.today, county=command.county, kind=command.kind, case=case, entered_by=facts.by
        )
        for case in command.cases
        if case not in standard.cases
    )


def withdraw(
    standard: Standard, command: WithdrawGoldenCase, facts: Facts[Policies]
) -> tuple[GoldenCaseWithdrawn, ...]:  # fmt: skip
    if command.name not in {case.name for case in standard.cases}:
        raise Rejected("golden-cases.unknown", field="/name")
    if not command.reason.strip():
        raise Rejected("golden-cases.reason", field="/reason")
    return (
        GoldenCaseWithdrawn(
            effective=facts.today, name=command.name, reason=command.reason, withdrawn_by=facts.by
        ),
    )  # fmt: skip


def _check(case: GoldenCase, at: str) -> Month:
    if not 1 <= len(case.name.strip()) <= LONGEST_NAME:
        raise Rejected("golden-cases.names", field=f"{at}/name")
    month = _month(case, at)
    if case.first_day is not None and Month.of(case.first_day) != month:
        raise Rejected("golden-cases.first-day", field=f"{at}/first_day")
    if not 1 <= case.grade <= HIGHEST_GRADE:
        raise Rejected("standards.grades", field=f"{at}/grade", most=HIGHEST_GRADE)
    papers = case.certificate in LEVELS and case.education in EDUCATIONS
    if case.result not in ("", *RESULTS) or not papers:
        raise Rejected("golden-cases.facts", field=at)
    if (case.base_fen is None) != (case.fund_base_fen is None):
        raise Rejected("golden-cases.bases", field=at)
    components = [each.component for each in case.expected]
    if not components or len(set(components)) != len(components) or not set(components) <= COMPARED:
        raise Rejected("golden-cases.expected", field=f"{at}/expected")
    return month


def _month(case: GoldenCase, at: str) -> Month:
    try:
        return Month.parse(case.month)
    except ValueError:
        raise Rejected("golden-cases.month", field=f"{at}/month") from None


# What the engine makes of them


@record
class CaseResult:
    """`wrong`: each amount expected, with what the engine came to; nothing where it could not calculate, and `code` says why."""

    name: str
    wrong: tuple[tuple[str, int, int | None], ...]
    code: str | None = None

    @property
    def red(self) -> bool:
        return bool(self.wrong)

    def words(self) -> str:
        found = (f"{c} {to_yuan(due)} ≠ {'?' if got is None else to_yuan(got)}" for c, due, got in self.wrong)
        return f"{self.name}: {', '.join(found)}"


def judged(
    standard: Standard, policies: Policies, draft: Draft | None = None, tables: Sequence[TableVersion] = ()
) -> tuple[CaseResult, ...]:  # fmt: skip
    """Every case of the standard in the order of names, the draft laid over what is published; `tables`: of contributions."""
    versions = in_order(tuple(_versions(standard, draft)))
    return tuple(_judge(case, standard.county, versions, policies, tables) for case in standard.cases)


def _versions(standard: Standard, draft: Draft | None) -> Iterator[Version]:
    for each in standard.versions:
        rule = rule_of(each.county, each.kind, each.version)
        yield Version(each.version, each.effective, rule, each.terms)
    if draft is not None:
        yield Version(len(standard.versions) + 1, draft[0], "draft", draft[1])


def _judge(
    case: GoldenCase, county: Region, versions: Sequence[Version], policies: Policies, tables: Sequence[TableVersion]
) -> CaseResult:  # fmt: skip
    month = Month.parse(case.month)
    person = Person(worker_id=_NOBODY, facts=tuple(_facts(case, month, county)))
    calculated = calculate(
        Cohort(
            run_id=_NOBODY, unit=county, county=county, month=month, pay_day=month.last, known_at=0, policies=policies,
            versions=tuple(versions), people=(person,), paid={}, year={}, tables=tuple(tables),
        )
    )  # fmt: skip
    if not calculated.slips:
        code = calculated.exceptions[0].code if calculated.exceptions else None
        return CaseResult(
            name=case.name, wrong=tuple((e.component, e.amount_fen, None) for e in case.expected), code=code
        )
    (slip,) = calculated.slips
    found = dict.fromkeys(COMPARED, 0) | {NET: slip.sums.net_fen}
    for line in slip.lines:
        found[line.component] = found.get(line.component, 0) + line.amount_fen
    differing = (
        (e.component, e.amount_fen, found[e.component]) for e in case.expected if found[e.component] != e.amount_fen
    )
    return CaseResult(name=case.name, wrong=tuple(differing))


def _facts(case: GoldenCase, month: Month, county: Region) -> Iterator[Fact]:
    """A certificate is two years old: its allowance runs, and the year of its tax deduction is over."""
    first = case.first_day or month.first
    yield Fact(1, FactKind.ENROLLED, UUID(int=1), first, _NOBODY, since=first, region=county)
    yield Fact(1, FactKind.GRADE, UUID(int=2), month.first, _NOBODY, number=case.grade)
    if case.result:
        yield Fact(1, FactKind.RESULT, UUID(int=3), month.first, _NOBODY, word=case.result)
    if case.certificate:
        passed = date(month.year - 2, 1, 1)
        yield Fact(1, FactKind.CERTIFICATE, UUID(int=4), passed, _NOBODY, word=case.certificate)
    if case.education:
        yield Fact(1, FactKind.EDUCATION, UUID(int=6), month.first, _NOBODY, word=case.education, flag=True)
    if case.base_fen is not None and case.fund_base_fen is not None:
        yield Fact(
            1, FactKind.INSURANCE_BASE, UUID(int=5), month.first, _NOBODY, number=case.base_fen,
            second=case.fund_base_fen,
        )  # fmt: skip
