"""Which money (经费来源) a run charges, and whether the year's approved budgets hold it: looked at before payment (P-15.3, P-01.5)."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from typing import Final, NamedTuple
from uuid import UUID

from services.payroll.domain.budget_events import BudgetPart
from services.payroll.domain.cohort import Cohort
from services.payroll.domain.facts import FactKind
from services.payroll.domain.finding_events import FindingKind, RunFinding
from services.payroll.domain.funding import BORNE, DECIDE, ORDINARY, Costs, Known, charges
from services.payroll.domain.payslips import LEDGER, PayslipIssued
from services.payroll.domain.people import Person
from services.payroll.domain.run_fund_events import FundCharge
from services.payroll.domain.street_checks import street_of
from shared.kernel import Month, Region, to_yuan, within

MOST_NAMED: Final = 20
_BORNE: Final = frozenset(BORNE)
_PLACES: Final = tuple(LEDGER.index(component) for component in BORNE)


class PaidBefore(NamedTuple):
    """Of people whom other money than the county's pays: every month paid by earlier runs, and where each employment began."""

    paid: Mapping[tuple[UUID, int], tuple[int, ...]]
    workplaces: Mapping[UUID, Region]


def sponsored(cohort: Cohort) -> tuple[UUID, ...]:
    """Whose cost is not simply the county's own."""
    return tuple(p.worker_id for p in cohort.people if _is_sponsored(p))


def charged(cohort: Cohort, slips: Sequence[PayslipIssued], before: PaidBefore) -> tuple[FundCharge, ...]:
    """By street and source, together what the slips cost."""
    people = {p.worker_id: p for p in cohort.people}
    earlier: defaultdict[UUID, dict[int, int]] = defaultdict(dict)
    for (worker, month), amounts in before.paid.items():
        earlier[worker][month] = sum(amounts[place] for place in _PLACES)
    sums: Counter[tuple[Region, str]] = Counter()
    for slip in slips:
        person, street = people[slip.worker_id], street_of(slip.employer)
        if not _is_sponsored(person):
            sums[street, ORDINARY] += slip.sums.gross_fen + slip.sums.employer_fen
            continue
        for charge in charges(_costs(slip, person, earlier[slip.worker_id], before.workplaces)):
            sums[street, charge.bearer.source] += charge.fen
    return tuple(
        FundCharge(region=street, source=source, amount_fen=fen)
        for (street, source), fen in sorted(sums.items())
        if fen
    )


def _is_sponsored(person: Person) -> bool:
    return any(fact.kind is FactKind.FUNDING for fact in person.facts)


def _costs(slip: PayslipIssued, person: Person, before: Mapping[int, int], places: Mapping[UUID, Region]) -> Costs:
    now: Counter[int] = Counter()
    for line in slip.lines:
        if line.component in _BORNE:
            now[Month.parse(line.for_month).index] += line.amount_fen
    facts = [fact for fact in person.facts if fact.kind in DECIDE]
    mark = person.mark.known_at if person.mark is not None else 0
    was = [fact for fact in facts if fact.position <= mark]
    return Costs(now, Known(facts, places), before if mark else {}, Known(was, places))


# Check


class StandingBudget(NamedTuple):
    """A region's approved money of a year, and what approved runs spent of it by source."""

    region: Region
    year: int
    parts: tuple[BudgetPart, ...]
    spent: Mapping[str, int]

    @property
    def approved(self) -> Mapping[str, int]:
        found: Counter[str] = Counter()
        for part in self.parts:
            found[part.bears] += part.amount_fen
        return found


def check_budgets(charges: Sequence[FundCharge], budgets: Sequence[StandingBudget]) -> tuple[RunFinding, ...]:
    """Each source of each budget that would be spent beyond what was approved, if this run were paid; one without any money too."""
    over = [
        f"{budget.region} {budget.year} {source} {to_yuan(whole)}/{to_yuan(budget.approved[source])}"
        for budget in budgets
        for source, now in sorted(_within(budget.region, charges).items())
        if now > 0 and (whole := budget.spent.get(source, 0) + now) > budget.approved[source]
    ]
    if not over:
        return ()
    about = "; ".join(over[:MOST_NAMED])
    return (RunFinding(kind=FindingKind.BUDGET, count=len(over), workers=(), about=about),)


def _within(region: Region, charges: Sequence[FundCharge]) -> Mapping[str, int]:
    found: Counter[str] = Counter()
    for charge in charges:
        if within(region, charge.region):
            found[charge.source] += charge.amount_fen
    return found
