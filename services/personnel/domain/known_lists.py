"""Lists as they were known (B-13): the roster, the posts held, the quota ledger of a day, from a prefix of the log.

No read model keeps what it forgot; the log does. One pass over it up to a position gives the list that was right then.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from services.personnel.domain import appointment_events, campaign_events, headcount_events
from services.personnel.domain.employment import Hired, PlaceFreed
from services.personnel.domain.exit_events import PlaceRetaken
from services.personnel.domain.headcount_events import Quota
from services.personnel.domain.headcount_places import unit_of
from services.personnel.domain.roster_day import RosterRow, row_on
from services.personnel.domain.workforce import Workforce
from shared.kernel import Layout, Recorded, Region, Scope, Span, Tree, ancestor, record


class KnownList(StrEnum):
    """花名册、任职名册、员额台账、等级序列方案、借调名册、挂职名册、授权名册."""

    ROSTER = "ROSTER"
    APPOINTMENTS = "APPOINTMENTS"
    QUOTA_LEDGER = "QUOTA_LEDGER"
    GRADE_SCHEMES = "GRADE_SCHEMES"
    BORROWINGS = "BORROWINGS"
    SECONDMENTS = "SECONDMENTS"
    GRANTS = "GRANTS"


@record
class ListAsKnown:
    """What is asked for: a list of a region on a day, as it was known at an instant."""

    list: KnownList
    region: Region
    as_of: date
    known_at: datetime


@record
class AppointmentRow:
    appointment_id: UUID
    worker_id: UUID
    community: Region
    post: str
    starts: date
    last_day: date | None


@record
class LedgerRowThen:
    unit: Region
    places: int
    filled: int
    held: int
    vacant: int


KnownRow = RosterRow | AppointmentRow | LedgerRowThen


@record
class PlaceHeld:
    street: Region
    first: date


@dataclass(slots=True)
class Known:
    """Everything the three lists follow from, as far as the log was heard."""

    workforce: Workforce = field(default_factory=Workforce)
    communities: dict[UUID, Region] = field(default_factory=dict[UUID, Region])
    quotas: dict[UUID, Quota] = field(default_factory=dict[UUID, Quota])
    places: dict[UUID, PlaceHeld] = field(default_factory=dict[UUID, PlaceHeld])
    freed: dict[UUID, date] = field(default_factory=dict[UUID, date])
    kept: dict[tuple[UUID, str], date] = field(default_factory=dict[tuple[UUID, str], date])
    given_back: dict[tuple[UUID, str], date] = field(default_factory=dict[tuple[UUID, str], date])

    def hear(self, recorded: Recorded[Any]) -> None:  # noqa: C901  one match
        """The next position of the log."""
        self.workforce.hear(recorded)
        event, id = recorded.event, recorded.stream_id
        match event:
            case appointment_events.AppointmentStarted(community=community):
                self.communities[id] = community
            case Hired(place=place, effective=first):
                self.places[id] = PlaceHeld(street=unit_of(place)[0], first=first)
            case PlaceFreed(effective=day):
                self.freed[id] = day
            case PlaceRetaken():
                self.freed.pop(id, None)
            case campaign_events.CampaignQuotaReserved(places=places, effective=first):
                self.kept |= {(id, each.place): first for each in places}
            case campaign_events.VacancyCut(given_back=gone) | campaign_events.CampaignFiled(given_back=gone):
                self.given_back |= {(id, each): event.effective for each in gone}
            case campaign_events.CandidateHired(place=place, effective=first):
                self.given_back[id, place] = first
            case _ if recorded.stream_type == "quota":
                self.quotas[id] = headcount_events.evolve(self.quotas.get(id, Quota()), event)
            case _:
                return

    def rows(self, asked: ListAsKnown) -> list[KnownRow]:
        """The list, in the order of its ids or units; regions as they lay on the day."""
        layout = Tree(self.workforce.moves).on(asked.as_of)
        scope = Scope.of([asked.region], layout)
        match asked.list:
            case KnownList.ROSTER:
                found: Iterator[KnownRow] = self._roster(scope, layout, asked.as_of)
            case KnownList.APPOINTMENTS:
                found = self._appointments(scope, layout, asked.as_of)
            case KnownList.QUOTA_LEDGER:
                found = self._ledger(scope, asked.as_of)
            case _:
                raise ValueError(f"{asked.list}: a list of rows")
        return list(found)

    def _roster(self, scope: Scope, layout: Layout, day: date) -> Iterator[RosterRow]:
        for worker_id, person in sorted(self.workforce.people.items(), key=lambda each: each[0]):
            spell = person.spell_on(day)
            if spell is not None and scope.covers(spell.workplace_on(day)):
                row = row_on(worker_id, person, spell, day)
                yield replace(row, workplace=layout.resolve(row.workplace))

    def _appointments(self, scope: Scope, layout: Layout, day: date) -> Iterator[AppointmentRow]:
        for worker_id, person in sorted(self.workforce.people.items(), key=lambda each: each[0]):
            for held in person.tenures:
                community = self.communities[held.id]
                if Span(first=held.starts, last=held.last_day).covers(day) and scope.covers(community):
                    yield AppointmentRow(
                        appointment_id=held.id, worker_id=worker_id, community=layout.resolve(community), post=held.post,
                        starts=held.starts, last_day=held.last_day,
                    )  # fmt: skip

    def _ledger(self, scope: Scope, day: date) -> Iterator[LedgerRowThen]:
        workplaces = {s.employment_id: s.workplace_on(day) for p in self.workforce.people.values() for s in p.spells}
        filled = Counter(
            unit
            for id, held in self.places.items()
            if held.first <= day and (id not in self.freed or day < self.freed[id])
            for unit in dict.fromkeys((ancestor(held.street, "county"), held.street, workplaces[id]))
        )
        kept = Counter(
            unit_of(key[1])[0]
            for key, first in self.kept.items()
            if first <= day and (key not in self.given_back or day < self.given_back[key])
        )
        for quota in sorted(self.quotas.values(), key=lambda each: each.unit):
            if quota.limited_on(day) and scope.covers(quota.unit):
                places, taken, held = quota.places_on(day), filled[quota.unit], kept[quota.unit]
                yield LedgerRowThen(
                    unit=quota.unit, places=places, filled=taken, held=held, vacant=places - taken - held
                )
