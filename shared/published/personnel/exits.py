"""What the end of an employment means, and what became of it: weighed, corrected, annulled, found unlawful."""

from datetime import date
from typing import ClassVar
from uuid import UUID

from shared.kernel import record
from shared.published.envelope import Name


@record
class ExitWeighedV1:
    """Told beside personnel.worker.exited. `severance`: NONE, N or TWO_N; `half_months` of wage it comes to by unbroken service
    since `service_since`; `in_lieu`: a month's wage instead of notice.
    """

    told: ClassVar[Name] = Name("personnel.exit.weighed")
    worker_id: UUID
    employment_id: UUID
    ground: str
    last_day: date
    severance: str
    half_months: int
    service_since: date
    in_lieu: bool


@record
class ExitCorrectedV1:
    """personnel.worker.exited told another last day (`was`) or ground: this is right."""

    told: ClassVar[Name] = Name("personnel.exit.corrected")
    worker_id: UUID
    employment_id: UUID
    ground: str
    last_day: date
    severance: bool
    employed_since: date
    was: date


@record
class ExitAnnulledV1:
    """The person never left: the employment goes on as before; `was` is the last day that was said."""

    told: ClassVar[Name] = Name("personnel.exit.annulled")
    worker_id: UUID
    employment_id: UUID
    was: date


@record
class ExitFoundUnlawfulV1:
    """Twice the severance is owed: so many half months of wage, nothing on top."""

    told: ClassVar[Name] = Name("personnel.exit.unlawful")
    worker_id: UUID
    employment_id: UUID
    half_months: int


@record
class ExitPapersOverdueV1:
    """Certificate, archive and insurance were due by `due`."""

    told: ClassVar[Name] = Name("personnel.exit.papers_overdue")
    worker_id: UUID
    employment_id: UUID
    due: date
