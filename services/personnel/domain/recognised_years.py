"""What the grade counts of the seniority ledger after years were recognised, put right or annulled (P-04.6)."""

from dataclasses import replace
from datetime import date
from functools import reduce
from typing import Final

from services.personnel.domain.grade_triggers import CountYears
from services.personnel.domain.policies import Policies
from services.personnel.domain.seniority import SeniorityCommand
from services.personnel.domain.service_periods import Seniority, evolve
from services.personnel.domain.service_time import community_months
from services.personnel.domain.streams.seniority import SENIORITY
from shared.kernel import DAY, Facts, Rejected

_MONTH: Final = 31


def years_after(ledger: Seniority, change: SeniorityCommand, facts: Facts[Policies]) -> CountYears | None:
    """Community work as the ledger counts it once it has heard of the change; none where it refuses to."""
    try:
        events = SENIORITY.decider.decide(ledger, change, facts)
    except Rejected:
        return None
    after = reduce(evolve, events, ledger)
    standing = replace(after, deemed=tuple(replace(each, since=date.min) for each in after.deemed))
    month_days = facts.policies.seniority_month_days.on(facts.today)
    return _counted(standing, facts.today, month_days) if events else None


def _counted(ledger: Seniority, today: date, month_days: int) -> CountYears:
    """As of the day on which the last whole month was full, so that no left-over day is lost."""
    months, since = community_months(ledger, today, month_days), today
    while today - since < _MONTH * DAY and community_months(ledger, since - DAY, month_days) == months:
        since -= DAY
    return CountYears(ledger_version=ledger.changes, months=months, since=since)
