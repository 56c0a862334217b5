"""Service before or elsewhere: credited, put right."""

from datetime import date
from typing import ClassVar
from uuid import UUID

from shared.kernel import record
from shared.published.envelope import Name


@record
class SeniorityCreditedV1:
    """A period, or deemed months, entered the seniority ledger; effective = first day.

    `source`: ROSTER, DECLARED, RECOGNITION, SERVICE_RECORD, DEEMED; `counted` says whether it is community work.
    """

    told: ClassVar[Name] = Name("personnel.seniority.credited")
    worker_id: UUID
    period_id: UUID
    source: str
    starts: date
    ends: date | None
    deemed_months: int
    counted: bool


@record
class SeniorityCorrectedV1:
    """A credited period has other days, or (`annulled`) never was."""

    told: ClassVar[Name] = Name("personnel.seniority.corrected")
    worker_id: UUID
    period_id: UUID
    starts: date | None
    ends: date | None
    annulled: bool
