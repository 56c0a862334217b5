"""Who withholds the tax of a unit's people: named by its pay group from a month on, else by the level the county rules say."""

from collections.abc import Collection, Sequence
from typing import NamedTuple

from services.payroll.domain.pay_run import county_of
from services.payroll.domain.people import Job, months_employed
from shared.kernel import Region, ancestor, level


class Named(NamedTuple):
    """A pay group's agent from a month on, as published at a position."""

    position: int
    unit: Region
    month: int
    agent: Region


class Agents:
    """Looked up for thousands of people: what was found once is kept."""

    def __init__(self, default_level: str, named: Sequence[Named]) -> None:
        self.default_level = default_level
        self.named: dict[Region, list[tuple[int, int, Region]]] = {}
        for each in named:
            self.named.setdefault(each.unit, []).append((each.month, each.position, each.agent))
        self._found: dict[tuple[Region, int], Region] = {}

    def of(self, employer: Region, month: int) -> Region:
        """The withholding agent of an employer's people in a month: of the nearest pay group that names one."""
        key = (employer, month if self.named else 0)
        if key not in self._found:
            self._found[key] = self._named(employer, month) or agent_of(employer, self.default_level)
        return self._found[key]

    def months_with(self, jobs: Collection[Job], agent: Region, first: int, last: int) -> Collection[int]:
        """The months, from first to last, in which somebody was employed with the agent."""
        if not self.named:
            return months_employed([job for job in jobs if self.of(job.region, 0) == agent], first, last)
        return frozenset(
            month
            for job in jobs
            for month in months_employed([job], first, last)
            if self.of(job.region, month) == agent
        )

    def _named(self, employer: Region, month: int) -> Region | None:
        for unit in (employer, county_of(employer)):
            begun = [each for each in self.named.get(unit, ()) if each[0] <= month]
            if begun:
                return max(begun)[2]
        return None


def agent_of(employer: Region, level_of_agent: str) -> Region:
    """The withholding agent: the county, or the street itself where a region says so."""
    if level_of_agent == "street" and level(employer) in ("street", "community"):
        return ancestor(employer, "street")
    return county_of(employer)
