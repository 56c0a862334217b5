"""Who may be hired by an institution as a long-serving secretary (P-13.3): condition by condition, each with its evidence."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from enum import StrEnum
from uuid import UUID

from services.personnel.domain.service_periods import Seniority
from services.personnel.domain.service_time import consecutive_since
from shared.kernel import full_months, record


class RouteCondition(StrEnum):
    """连续从事社区工作满十年、任满一届书记、现任书记、实绩突出."""

    CONSECUTIVE_YEARS = "CONSECUTIVE_YEARS"
    FULL_TERM = "FULL_TERM"
    SECRETARY_NOW = "SECRETARY_NOW"
    RESULTS = "RESULTS"


@record
class RouteRules:
    """Months of consecutive community work with breaks of at most `gap_days`; full terms as secretary; in each of the last
    `result_years` a result in `results`, at least `excellent` of them EXCELLENT; `secretary_now`: in office on the day.
    """

    months: int
    gap_days: int
    terms: int
    secretary_now: bool
    result_years: int
    results: tuple[str, ...]
    excellent: int


@record
class OfficeTerm:
    """A term as secretary; no `last_day`: in office. `evidence` are the events that say so."""

    appointment_id: UUID
    starts: date
    term_ends: date
    last_day: date | None
    evidence: tuple[UUID, ...]

    def full_on(self, day: date) -> bool:
        """Served to its end before the day."""
        return self.term_ends < day and (self.last_day is None or self.last_day >= self.term_ends)

    def runs_on(self, day: date) -> bool:
        return self.starts <= day and (self.last_day is None or day <= self.last_day)


@record
class ConditionFound:
    """`amount`: months, terms or years that were found, of `needed`; `since`: from which day on it is so, where there is one."""

    condition: RouteCondition
    met: bool
    amount: int
    needed: int
    since: date | None
    evidence: tuple[UUID, ...]


Evidence = Mapping[UUID | int, tuple[UUID, ...]]
"""The events behind a period (by its id) and behind a year's result (by the year)."""


def conditions(
    ledger: Seniority, terms: Iterable[OfficeTerm], evidence: Evidence, day: date, rules: RouteRules
) -> tuple[ConditionFound, ...]:
    held = sorted((t for t in terms if t.starts <= day), key=lambda t: t.starts)
    found = [_consecutive(ledger, evidence, day, rules), _full_terms(held, day, rules)]
    if rules.secretary_now:
        found.append(_in_office(held, day))
    return (*found, _results(ledger, evidence, day, rules))


def eligible(found: Iterable[ConditionFound]) -> bool:
    return all(each.met for each in found)


def _consecutive(ledger: Seniority, evidence: Evidence, day: date, rules: RouteRules) -> ConditionFound:
    """The stretch that still runs on the day; who paused too long begins anew."""
    span = consecutive_since(ledger, day, rules.gap_days)
    if span is None or span.last is None or (day - span.last).days > rules.gap_days + 1:
        return _found(RouteCondition.CONSECUTIVE_YEARS, 0, rules.months, None, ())
    inside = [p for p in ledger.periods if p.counted and span.first <= p.starts < day]
    events = (id for period in inside for id in evidence.get(period.period_id, ()))
    return _found(RouteCondition.CONSECUTIVE_YEARS, full_months(span.first, day), rules.months, span.first, events)


def _full_terms(held: list[OfficeTerm], day: date, rules: RouteRules) -> ConditionFound:
    full = [term for term in held if term.full_on(day)]
    since = full[rules.terms - 1].term_ends if len(full) >= rules.terms > 0 else None
    return _found(RouteCondition.FULL_TERM, len(full), rules.terms, since, (id for t in full for id in t.evidence))


def _in_office(held: list[OfficeTerm], day: date) -> ConditionFound:
    now = [term for term in held if term.runs_on(day)]
    since = now[-1].starts if now else None
    return _found(RouteCondition.SECRETARY_NOW, len(now), 1, since, (id for term in now for id in term.evidence))


def _results(ledger: Seniority, evidence: Evidence, day: date, rules: RouteRules) -> ConditionFound:
    """The last years whose results are known on the day; a missing year does not count as good."""
    known = sorted((r for r in ledger.results if r.since <= day), key=lambda r: r.year)
    last = known[-1].year if known else day.year - 1
    years = [r for r in known if r.year > last - rules.result_years]
    good = [r for r in years if r.result in rules.results]
    best = sum(r.result == "EXCELLENT" for r in good)
    fits = last >= day.year - 2 and len(good) == rules.result_years and best >= rules.excellent
    return ConditionFound(
        condition=RouteCondition.RESULTS, met=fits, amount=len(good), needed=rules.result_years,
        since=max((r.since for r in good), default=None), evidence=tuple(id for r in good for id in evidence.get(r.year, ())),
    )  # fmt: skip


def _found(
    condition: RouteCondition, amount: int, needed: int, since: date | None, evidence: Iterable[UUID]
) -> ConditionFound:
    return ConditionFound(
        condition=condition, met=amount >= needed, amount=amount, needed=needed, since=since, evidence=tuple(evidence)
    )


def behind(recorded: Iterable[tuple[UUID, object]]) -> Evidence:
    """Evidence from the ledger's events, each with its id."""
    found: dict[UUID | int, tuple[UUID, ...]] = {}
    for id, event in recorded:
        for key in _about(event):
            found[key] = (*found.get(key, ()), id)
    return found


def _about(event: object) -> Iterator[UUID | int]:
    for name in ("employment_id", "period_id", "year"):
        key = getattr(event, name, None)
        if key is not None:
            yield key
