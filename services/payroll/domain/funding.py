"""Funding (经费来源, P-01.5): which money and which community bear the cost of each person and month.

A cost is what is earned and the employer's shares. What was told late moves months already paid: taken from where they were
charged and charged where they belong, together nothing.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import Final, NamedTuple
from uuid import UUID

from services.payroll.domain.entitlement import Entitlement
from services.payroll.domain.facts import Fact, FactKind
from services.payroll.domain.funding_events import FundingReassigned, funding_fact
from services.payroll.domain.payslips import LEDGER, OWN_SHARES
from services.payroll.domain.sheet import of_index
from shared.kernel import DAY, Region, record

ORDINARY: Final = "COUNTY_BUDGET"
"""The county's own money: whose employment no sponsor's money pays."""
BORNE: Final = tuple(component for component in LEDGER if component not in OWN_SHARES)
DECIDE: Final = (FactKind.ENROLLED, FactKind.FUNDING, FactKind.COST_CENTRE)


@record
class ReassignFunding:
    worker_id: UUID
    employment_id: UUID
    starts: date
    sponsor: str
    funding_source: str
    cause: UUID


def reassign(entitlement: Entitlement, command: ReassignFunding) -> tuple[FundingReassigned, ...]:
    """Harmless where it says nothing new; a conversion may be heard before the hire."""
    event = FundingReassigned(
        effective=command.starts, worker_id=command.worker_id, employment_id=command.employment_id,
        sponsor=command.sponsor, funding_source=command.funding_source, cause=command.cause,
    )  # fmt: skip
    fact = funding_fact(event, 0)
    return () if fact.same_as(entitlement.fact(*fact.key)) else (event,)


class Bearer(NamedTuple):
    source: str
    centre: Region


class Charge(NamedTuple):
    """So much of a month is borne by a source for a community; months counted since year 0."""

    bearer: Bearer
    month: int
    fen: int


class Known(NamedTuple):
    """Facts that decide who bears the cost, by now; the community of each employment's first day."""

    facts: Sequence[Fact]
    workplaces: Mapping[UUID, Region]


class Costs(NamedTuple):
    """A person's cost by month: of this run, and of the earlier ones by what was known then."""

    now: Mapping[int, int]
    known: Known
    before: Mapping[int, int]
    known_before: Known


def charges(costs: Costs) -> tuple[Charge, ...]:
    """What this run charges; of months paid before only where they are borne by others now."""
    found: Counter[tuple[Bearer, int]] = Counter()
    for month in sorted({*costs.now, *costs.before}):
        before = costs.before.get(month, 0)
        for bearer, fen in split(costs.now.get(month, 0) + before, month, costs.known):
            found[bearer, month] += fen
        for bearer, fen in split(before, month, costs.known_before):
            found[bearer, month] -= fen
    return tuple(Charge(bearer, month, fen) for (bearer, month), fen in sorted(found.items()) if fen)


def split(fen: int, month: int, known: Known) -> Iterator[tuple[Bearer, int]]:
    """By working days of each bearer, half-up; the last has the rest, so that the parts are the whole."""
    days = bearers(month, known)
    left, counted = fen, sum(days.values())
    for bearer, n in list(days.items())[:-1]:
        part = (2 * fen * n + counted) // (2 * counted)
        left -= part
        yield bearer, part
    yield list(days)[-1], left


def bearers(month: int, known: Known) -> dict[Bearer, int]:
    """Who bears how many of the month's working days, in order of time; one bearer where none is worked."""
    jobs = sorted(_in_force(known.facts, FactKind.ENROLLED), key=lambda f: (f.since or f.effective, f.position))
    funding = {f.fact: f for f in _in_force(known.facts, FactKind.FUNDING)}
    moves = sorted(_in_force(known.facts, FactKind.COST_CENTRE), key=lambda f: (f.effective, f.position))
    first, last = of_index(month).first, of_index(month).last
    begun = max(first, min((f.since or f.effective for f in jobs), default=first))
    days = [day for n in range((last - begun).days + 1) if (day := begun + timedelta(days=n)).weekday() < 5]
    found: dict[Bearer, int] = {}
    for day in days or [last]:
        bearer = _bearer(day, jobs, funding, moves, known.workplaces)
        found[bearer] = found.get(bearer, 0) + 1
    return found


def _bearer(
    day: date, jobs: Sequence[Fact], funding: Mapping[UUID, Fact], moves: Sequence[Fact], at: Mapping[UUID, Region]
) -> Bearer:
    job = next((f for f in reversed(jobs) if (f.since or f.effective) <= day), jobs[0] if jobs else None)
    if job is None:
        return Bearer(ORDINARY, Region(""))
    paid_by = funding.get(job.fact)
    source = paid_by.word if paid_by is not None and paid_by.effective <= day else ORDINARY
    moved = next((f for f in reversed(moves) if job.effective - DAY < f.effective <= day), None)
    return Bearer(source, Region(moved.region) if moved is not None else at.get(job.fact, Region(job.region)))


def _in_force(facts: Iterable[Fact], kind: FactKind) -> list[Fact]:
    latest = {f.fact: f for f in facts if f.kind is kind}
    return [f for f in latest.values() if not f.annulled]
