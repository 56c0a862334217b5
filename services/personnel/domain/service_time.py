"""The four clocks of a person's service, each a pure function of dated periods (工龄).

Whole months on a day are those that were full before it began: hired on 1 March, a year is full on 1 March of the next.
"""

from collections.abc import Iterable, Iterator
from datetime import date

from services.personnel.domain.seniority_events import PeriodSource
from services.personnel.domain.service_periods import Period, Seniority
from shared.kernel import DAY, Month, Span, add_months, full_months, months_between, record


@record
class Clocks:
    """Months of community work (with deemed, without uncounted ones), of unbroken work for the employer of the day, of all
    work, and insured months; `employer_since` is the first day of the unbroken work.
    """

    community_work: int
    employer: int
    employer_since: date | None
    working: int
    insured: int


def clocks(ledger: Seniority, day: date, *, month_days: int, gap_days: int) -> Clocks:
    """`month_days` of left-over days make a month; a break of at most `gap_days` does not interrupt."""
    since = employer_since(ledger, day, gap_days)
    return Clocks(
        community_work=community_months(ledger, day, month_days),
        employer=0 if since is None else full_months(since, day),
        employer_since=since,
        working=months(merged(spans(ledger.periods, day)), month_days),
        insured=insured_months(ledger, day),
    )


def community_months(ledger: Seniority, day: date, month_days: int) -> int:
    """What counts as community work: periods less the years that do not count, and the deemed months."""
    counted = merged(spans((p for p in ledger.periods if p.counted), day))
    for result in ledger.results:
        if not result.counts and result.since <= day:
            counted = less(counted, Span(first=date(result.year, 1, 1), last=date(result.year, 12, 31)))
    return months(counted, month_days) + sum(d.months for d in ledger.deemed if d.since <= day)


def consecutive_since(ledger: Seniority, day: date, gap_days: int) -> Span | None:
    """The last unbroken stretch of community work begun before the day; both ends, the last at most the day before."""
    stretches = merged(spans((p for p in ledger.periods if p.counted), day), gap_days)
    return stretches[-1] if stretches else None


def employer_since(ledger: Seniority, day: date, gap_days: int) -> date | None:
    """Since when the person has worked without a break for the street that employs him on the day."""
    own = [p for p in ledger.periods if p.source is PeriodSource.EMPLOYMENT and p.starts <= day]
    now = [p for p in own if p.ends is None or p.ends >= day]
    if not now:
        return None
    same = merged((Span(first=p.starts, last=p.ends or day) for p in own if p.employer == now[-1].employer), gap_days)
    return same[-1].first


def insured_months(ledger: Seniority, day: date) -> int:
    """Calendar months with an insured day before the day."""
    insured = merged(spans((p for p in ledger.periods if p.insured), day))
    found = {
        m.index for s in insured if s.last is not None for m in months_between(Month.of(s.first), Month.of(s.last))
    }
    return len(found)


def spans(periods: Iterable[Period], day: date) -> Iterator[Span]:
    """The days of periods before a day."""
    for period in periods:
        last = min(period.ends or day, day - DAY)
        if period.starts <= last:
            yield Span(first=period.starts, last=last)


def merged(found: Iterable[Span], gap_days: int = 0) -> tuple[Span, ...]:
    """What overlaps, adjoins or lies at most so many days apart becomes one: no day counts twice."""
    joined: list[Span] = []
    for span in sorted(found, key=lambda s: (s.first, s.last or date.max)):
        before = joined[-1] if joined else None
        if before is not None and before.last is not None and (span.first - before.last).days <= gap_days + 1:
            joined[-1] = Span(first=before.first, last=max(before.last, span.last or date.max))
        else:
            joined.append(span)
    return tuple(joined)


def less(found: Iterable[Span], out: Span) -> tuple[Span, ...]:
    """The spans without the days of another."""
    assert out.last is not None
    rest: list[Span] = []
    for span in found:
        assert span.last is not None
        parts = (
            Span(first=span.first, last=min(span.last, out.first - DAY)),
            Span(first=max(span.first, out.last + DAY), last=span.last),
        )
        rest += [part for part in parts if part.last is not None and part.first <= part.last]
    return tuple(rest)


def months(found: Iterable[Span], month_days: int) -> int:
    """Whole months of each span, and one for every so many days that several spans leave over together."""
    whole, left = 0, list[int]()
    for span in found:
        assert span.last is not None
        until = span.last + DAY
        full = full_months(span.first, until)
        whole += full
        left += [days] if (days := (until - add_months(span.first, full)).days) else []
    return whole + (sum(left) // month_days if len(left) > 1 else 0)
