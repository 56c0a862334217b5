"""What was heard of the end of an employment beside the exit, and of a contract that nobody wrote; stored in the entitlement stream.

Class and field names are the storage format: add, never rename.
"""

from datetime import date
from uuid import UUID

from services.payroll.domain.facts import Fact, FactKind
from shared.kernel import record


@record
class SeveranceWeighed:
    """What the exit entitles to: NONE, N or TWO_N; half months of wage by service since `service_since`; a month's wage instead of
    notice. Effective = last day.
    """

    effective: date
    worker_id: UUID
    employment_id: UUID
    severance: str
    half_months: int
    service_since: date
    in_lieu: bool
    cause: UUID


@record
class ExitHeardUnlawful:
    """Twice the severance is owed: so many half months. Effective = the day it was found."""

    effective: date
    worker_id: UUID
    employment_id: UUID
    half_months: int
    cause: UUID


@record
class ExitFindingDropped:
    """The exit that was found unlawful never was. Effective = the day it had been found."""

    effective: date
    worker_id: UUID
    employment_id: UUID
    cause: UUID


@record
class ContractHeardMissing:
    """Double wage is owed for `months` begun months from the effective day to `until`, for now or (`written`) for good."""

    effective: date
    worker_id: UUID
    employment_id: UUID
    months: int
    until: date
    written: bool
    cause: UUID


EndingEvent = SeveranceWeighed | ExitHeardUnlawful | ExitFindingDropped | ContractHeardMissing


def ending_fact(event: EndingEvent, position: int) -> Fact:
    id, day, cause = event.employment_id, event.effective, event.cause
    match event:
        case SeveranceWeighed():
            return Fact(
                position, FactKind.EXIT_WEIGHED, id, day, cause, word=event.severance, number=event.half_months,
                since=event.service_since, flag=event.in_lieu,
            )  # fmt: skip
        case ExitHeardUnlawful():
            return Fact(position, FactKind.EXIT_UNLAWFUL, id, day, cause, number=event.half_months)
        case ExitFindingDropped():
            return Fact(position, FactKind.EXIT_UNLAWFUL, id, day, cause, annulled=True)
        case ContractHeardMissing():
            return Fact(
                position, FactKind.CONTRACT_MISSING, id, day, cause, number=event.months, until=event.until,
                flag=event.written,
            )  # fmt: skip
