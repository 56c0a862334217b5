"""What roster and seniority ledger know of an employment, as leave counts it."""

from datetime import date

from services.personnel.domain.leave_entitlement import Service
from services.personnel.domain.policies import Policies
from services.personnel.domain.seniority import clocks_on
from services.personnel.domain.service_periods import Seniority
from shared.kernel import add_months


def service_known(ledger: Seniority, starts: date, last_day: date | None, day: date, policies: Policies) -> Service:
    """Working years in all and here as the ledger counts them on the day, of an employment with these days."""
    known = clocks_on(ledger, day, policies)
    return Service(
        starts=starts, last_day=last_day, working_since=add_months(day, -known.working),
        here_since=known.employer_since or starts,
    )  # fmt: skip
