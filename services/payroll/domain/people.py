"""One person as a run knows him or her: facts folded into what was so on which day."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple
from uuid import UUID

from services.payroll.domain.facts import Fact, FactKind
from services.payroll.domain.parting import Parting, of_exit
from shared.kernel import DAY, Region, record, within

WAGE_KINDS = frozenset(
    (
        FactKind.ENROLLED, FactKind.STOPPED, FactKind.GRADE, FactKind.CERTIFICATE, FactKind.RESULT,
        FactKind.INSURANCE_BASE, FactKind.BONUS, FactKind.SUBSIDY, FactKind.EXIT_WEIGHED, FactKind.EXIT_UNLAWFUL,
        FactKind.CONTRACT_MISSING, FactKind.ATTENDANCE, FactKind.UNUSED_LEAVE, FactKind.HONOUR,
        FactKind.EDUCATION, FactKind.SICKNESS,
    )
)  # fmt: skip
_KINDS = tuple(FactKind)
OF_AN_EXIT = frozenset((FactKind.EXIT_WEIGHED, FactKind.EXIT_UNLAWFUL))


class Mark(NamedTuple):
    """How far a person was paid in a county: what was known, and through which month (counted since year 0)."""

    known_at: int
    paid_through: int


@record
class Person:
    """`facts` in the order of recording; no mark for somebody never paid here."""

    worker_id: UUID
    facts: tuple[Fact, ...]
    mark: Mark | None = None


def person_in(county: Region, worker_id: UUID, facts: Iterable[Fact], mark: Mark | None) -> Person:
    """A person as one county knows him or her: employments elsewhere, and their ends, are not its business."""
    kept = list(facts)
    elsewhere = {f.fact for f in kept if f.kind is FactKind.ENROLLED and not within(county, Region(f.region))}
    if elsewhere:
        kept = [f for f in kept if f.fact not in elsewhere]
    return Person(worker_id=worker_id, facts=tuple(kept), mark=mark)


class Job(NamedTuple):
    """Paid from `first` until `last`; `stopped` is the exit, if one is known, `parting` what it entitles to; employed `since`."""

    first: date
    last: date | None
    region: Region
    cause: UUID
    stopped: Fact | None
    parting: Parting | None = None
    since: date | None = None


class Known(NamedTuple):
    """Facts in force, each kind by (effective, position); of honours also those that never were, whose awards are taken back."""

    jobs: tuple[Job, ...]
    grades: tuple[Fact, ...]
    certificates: tuple[Fact, ...]
    results: tuple[Fact, ...]
    bases: tuple[Fact, ...]
    deductions: tuple[Fact, ...]
    bonuses: tuple[Fact, ...] = ()
    openings: tuple[Fact, ...] = ()
    first_wages: tuple[Fact, ...] = ()
    unwritten: tuple[Fact, ...] = ()
    attended: tuple[Fact, ...] = ()
    unused: tuple[Fact, ...] = ()
    subsidies: tuple[Fact, ...] = ()
    honours: tuple[Fact, ...] = ()
    educations: tuple[Fact, ...] = ()
    sick: tuple[Fact, ...] = ()
    confirmed: tuple[Fact, ...] = ()


def month_index(day: date) -> int:
    return day.year * 12 + day.month - 1


def known(facts: Iterable[Fact]) -> Known:
    """The latest word on each fact; what was annulled is not there, but for honours."""
    latest = {fact.key: fact for fact in facts}
    by_kind: dict[FactKind, list[Fact]] = {kind: [] for kind in _KINDS}
    for fact in latest.values():
        if not fact.annulled or fact.kind is FactKind.HONOUR:
            by_kind[fact.kind].append(fact)
    for found in by_kind.values():
        if len(found) > 1:
            found.sort(key=lambda f: (f.effective, f.position))
    return Known(
        _jobs(
            by_kind[FactKind.ENROLLED], by_kind[FactKind.STOPPED],
            [*by_kind[FactKind.EXIT_WEIGHED], *by_kind[FactKind.EXIT_UNLAWFUL]],
        ),
        tuple(by_kind[FactKind.GRADE]),
        tuple(by_kind[FactKind.CERTIFICATE]),
        tuple(by_kind[FactKind.RESULT]),
        tuple(by_kind[FactKind.INSURANCE_BASE]),
        tuple(by_kind[FactKind.DEDUCTION]),
        tuple(by_kind[FactKind.BONUS]),
        tuple(by_kind[FactKind.TAX_OPENING]),
        tuple(by_kind[FactKind.FIRST_WAGE]),
        tuple(by_kind[FactKind.CONTRACT_MISSING]),
        tuple(by_kind[FactKind.ATTENDANCE]),
        tuple(by_kind[FactKind.UNUSED_LEAVE]),
        tuple(by_kind[FactKind.SUBSIDY]),
        tuple(by_kind[FactKind.HONOUR]),
        tuple(by_kind[FactKind.EDUCATION]),
        tuple(by_kind[FactKind.SICKNESS]),
        tuple(by_kind[FactKind.DEDUCTIONS_CONFIRMED]),
    )  # fmt: skip


def _jobs(enrolled: Sequence[Fact], stopped: Sequence[Fact], weighed: Sequence[Fact]) -> tuple[Job, ...]:
    """Employments one after the other: a day is paid once, by the earlier of two that overlap."""
    ends = {stop.fact: stop for stop in stopped}
    jobs: list[Job] = []
    for fact in sorted(enrolled, key=lambda f: (f.since or f.effective, f.position)):
        stop = ends.get(fact.fact)
        first = fact.since or fact.effective
        if jobs and (before := jobs[-1].last) is not None:
            first = max(first, before + DAY)
        elif jobs:
            continue  # the earlier employment has no end: told of twice
        parting = of_exit(stop, [each for each in weighed if each.fact == fact.fact]) if stop else None
        jobs.append(
            Job(first, stop.effective if stop else None, Region(fact.region), fact.cause, stop, parting, fact.effective)
        )
    return tuple(jobs)


def settled_in(facts: Sequence[Fact], index: int) -> tuple[UUID, ...]:
    """The news of what is settled in a month."""
    return tuple(fact.cause for fact in facts if month_index(fact.effective) == index)


def in_force(facts: Sequence[Fact], day: date) -> Fact | None:
    """The fact with the latest day not after this one."""
    if len(facts) == 1:
        return facts[0] if facts[0].effective <= day else None
    at = bisect_right(facts, day, key=lambda f: f.effective)
    return facts[at - 1] if at else None


def changed_from(person: Person) -> int | None:
    """The earliest month that a fact recorded after the mark touches, as it is now or as it was before it changed."""
    if person.mark is None:
        return None
    seen = person.mark.known_at
    new = {f.key for f in person.facts if f.position > seen and f.kind in WAGE_KINDS}
    if not new:
        return None
    new |= {(FactKind.STOPPED, id) for kind, id in new if kind in OF_AN_EXIT}
    return min(month_index(f.since or f.effective) if f.kind is FactKind.ENROLLED else month_index(f.effective)
               for f in person.facts if f.key in new)  # fmt: skip


def months_employed(jobs: Iterable[Job], first: int, last: int) -> range | frozenset[int]:
    """The months from first to last with at least one day of employment."""
    found: list[range] = []
    for job in jobs:
        ends = last if job.last is None else min(last, month_index(job.last))
        found.append(range(max(first, month_index(job.first)), ends + 1))
    if len(found) == 1:
        return found[0]
    return frozenset(month for months in found for month in months)


class Once(NamedTuple):
    """Paid once with the run of a month, in fen: a bonus; subsidies taxed as a wage, and those that a document frees of tax."""

    bonus: int = 0
    subsidy: int = 0
    exempt: int = 0
    causes: tuple[tuple[UUID, ...], tuple[UUID, ...]] = ((), ())

    @property
    def due(self) -> bool:
        return any((self.bonus, self.subsidy, self.exempt))


NOTHING_ONCE = Once()


def once_of(facts: Known, index: int) -> Once:
    """What is paid once with the run of this month, and by which grants."""
    if not facts.bonuses and not facts.subsidies:
        return NOTHING_ONCE
    bonuses, duty = (
        [fact for fact in kind if month_index(fact.effective) == index] for kind in (facts.bonuses, facts.subsidies)
    )
    exempt = sum(fact.number for fact in duty if fact.flag)
    causes = tuple(fact.cause for fact in bonuses), tuple(fact.cause for fact in duty)
    return Once(sum(f.number for f in bonuses), sum(f.number for f in duty) - exempt, exempt, causes)
