"""Since when the years of an employment count: earlier years with the same employer, and such with another one from whom the person
was moved without wishing it (Implementing Regulation of the Labour Contract Law art. 10).

Class and field names of events are the storage format: add, never rename.
"""

from dataclasses import replace
from datetime import date
from uuid import UUID

from shared.kernel import record


@record
class ServiceTakenOver:
    """A period of the ledger counts here though another employer had it. Effective = first day of the employment; `severance_paid`:
    the former employer paid for those years, so that they count for all but severance.
    """

    effective: date
    worker_id: UUID
    period_id: UUID
    severance_paid: bool
    document: str


@record
class ServiceTakeoverAnnulled:
    """It never was so. Effective = first day of the employment."""

    effective: date
    worker_id: UUID
    period_id: UUID
    reason: str


@record
class ServiceCounted:
    """What follows from the ledger: effective = first day of the employment, `since` where its years count from, `severance_since`
    where those count from for which no severance was paid yet.
    """

    effective: date
    worker_id: UUID
    since: date
    severance_since: date


OriginEvent = ServiceTakenOver | ServiceTakeoverAnnulled | ServiceCounted


@record
class Origin:
    """Days only where they lie before the employment; `taken_over` with whether severance was paid for the period."""

    since: date | None = None
    severance_since: date | None = None
    taken_over: tuple[tuple[UUID, bool], ...] = ()

    def paid(self, period_id: UUID) -> bool | None:
        """Whether severance was paid for a period that was taken over; None where it was not."""
        return next((paid for id, paid in self.taken_over if id == period_id), None)


def evolve(origin: Origin, event: OriginEvent) -> Origin:
    match event:
        case ServiceTakenOver(period_id=id, severance_paid=paid):
            return replace(origin, taken_over=(*(t for t in origin.taken_over if t[0] != id), (id, paid)))
        case ServiceTakeoverAnnulled(period_id=id):
            return replace(origin, taken_over=tuple(t for t in origin.taken_over if t[0] != id))
        case ServiceCounted(since=since, severance_since=severance_since):
            return replace(origin, since=since, severance_since=severance_since)
