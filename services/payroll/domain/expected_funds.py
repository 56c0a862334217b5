"""What months to come are expected to cost, by the money that bears them: everybody valued by the engine that pays."""

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import replace
from uuid import UUID

from services.payroll.domain.budget_events import BudgetMonth, FundMonth
from services.payroll.domain.cohort import Cohort
from services.payroll.domain.facts import FactKind
from services.payroll.domain.funding import DECIDE, ORDINARY, Known, bearers
from services.payroll.domain.people import Person
from services.payroll.domain.projected_cost import project
from shared.kernel import Rejected, record


@record
class Expected:
    """By month, and by month and source: the same money twice. `left_out` people could not be calculated."""

    months: tuple[BudgetMonth, ...]
    funds: tuple[FundMonth, ...]
    left_out: int


def expect(cohort: Cohort, months: int) -> Expected:
    """`cohort.month` is the first of them. A month is borne by who bears its first day."""
    if not cohort.versions:
        raise Rejected("runs.no-standard")
    alike: defaultdict[tuple[str, ...], list[Person]] = defaultdict(list)
    for person in cohort.people:
        alike[_sources(person, cohort.month.index, months)].append(person)
    people: Counter[str] = Counter()
    funds: Counter[tuple[str, str]] = Counter()
    left_out: set[UUID] = set()
    for sources, of_them in alike.items():
        found = project(replace(cohort, people=tuple(of_them)), cohort.versions[-1], months)
        left_out |= {each.worker_id for each in found.left_out}
        for source, part in zip(sources, found.by_month, strict=True):
            people[part.name] += part.people
            funds[part.name, source] += part.before_fen
    in_all = _months(cohort, months, people, funds)
    return Expected(months=in_all, funds=_funds(funds), left_out=len(left_out))


def _sources(person: Person, first: int, months: int) -> tuple[str, ...]:
    if not any(fact.kind is FactKind.FUNDING for fact in person.facts):
        return (ORDINARY,) * months
    known = Known([fact for fact in person.facts if fact.kind in DECIDE], {})
    return tuple(next(iter(bearers(first + n, known))).source for n in range(months))


def _months(
    cohort: Cohort, months: int, people: Mapping[str, int], funds: Mapping[tuple[str, str], int]
) -> tuple[BudgetMonth, ...]:
    names = [str(cohort.month.plus(n)) for n in range(months)]
    sums = {name: sum(fen for (month, _), fen in funds.items() if month == name) for name in names}
    return tuple(BudgetMonth(month=name, people=people.get(name, 0), amount_fen=sums[name]) for name in names)


def _funds(funds: Mapping[tuple[str, str], int]) -> tuple[FundMonth, ...]:
    return tuple(
        FundMonth(month=month, source=source, amount_fen=fen) for (month, source), fen in sorted(funds.items())
    )
