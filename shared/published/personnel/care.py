"""Care: check-ups, of which nothing is known but that somebody went; visits."""

from datetime import date
from typing import ClassVar
from uuid import UUID

from shared.kernel import record
from shared.published.envelope import Name


@record
class HealthcheckDueV1:
    """Somebody is invited between two days."""

    told: ClassVar[Name] = Name("personnel.healthcheck.due")
    worker_id: UUID
    checkup_id: UUID
    starts: date
    ends: date


@record
class HealthcheckAttendedV1:
    told: ClassVar[Name] = Name("personnel.healthcheck.attended")
    worker_id: UUID
    checkup_id: UUID
    on: date


@record
class CareVisitDoneV1:
    """`worker_id` is of the roster or a light record; the gift in fen, `funding` the budget that paid it."""

    told: ClassVar[Name] = Name("personnel.care_visit.done")
    worker_id: UUID
    visit_id: UUID
    occasion: str
    gift_fen: int
    funding: str
