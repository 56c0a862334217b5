"""What is known of a person's service (工龄): periods, deemed months, yearly results. The stream's id is the worker's.

Class and field names of events are the storage format: add, never rename.
"""

from datetime import date
from enum import StrEnum
from uuid import UUID

from shared.kernel import Region, record


class EmployerKind(StrEnum):
    """社区、村、机关、事业单位、企业、军队、其他: who employed somebody in a period."""

    COMMUNITY = "COMMUNITY"
    VILLAGE = "VILLAGE"
    GOVERNMENT = "GOVERNMENT"
    INSTITUTION = "INSTITUTION"
    ENTERPRISE = "ENTERPRISE"
    MILITARY = "MILITARY"
    OTHER = "OTHER"


class PeriodSource(StrEnum):
    """Own employment, the roster taken over, what was declared at the hire, a recognition case, a signed service record."""

    EMPLOYMENT = "EMPLOYMENT"
    ROSTER = "ROSTER"
    DECLARED = "DECLARED"
    RECOGNITION = "RECOGNITION"
    SERVICE_RECORD = "SERVICE_RECORD"


class WhyCounted(StrEnum):
    """Why a period counts as community work, or (the last) why not."""

    EMPLOYED_HERE = "EMPLOYED_HERE"
    TAKEN_OVER = "TAKEN_OVER"
    RECOGNISED = "RECOGNISED"
    NOT_COMMUNITY_WORK = "NOT_COMMUNITY_WORK"


class IssueReason(StrEnum):
    """On leaving, or because the worker asked."""

    EXIT = "EXIT"
    REQUESTED = "REQUESTED"


# Events


@record
class ServiceStarted:
    """Effective = first day of an own employment; `region` the community, `employer` the street."""

    effective: date
    worker_id: UUID
    employment_id: UUID
    region: Region
    employer: Region


@record
class ServiceEnded:
    """Effective = last day of work."""

    effective: date
    worker_id: UUID
    employment_id: UUID


@record
class ServicePaidOut:
    """Whether severance was paid for a spell that ended (`paid`). Effective = its last day."""

    effective: date
    worker_id: UUID
    employment_id: UUID
    paid: bool


@record
class ServiceResumed:
    """The person did not leave after all, or on another day. Effective = the last day that was said."""

    effective: date
    worker_id: UUID
    employment_id: UUID


@record
class PeriodCredited:
    """Effective = first day of a period before or elsewhere; `province` its first region segment, `evidence` papers or hashes.

    `case_id` is the recognition it follows from; none for what came with the hire.
    """

    effective: date
    worker_id: UUID
    region: Region
    period_id: UUID
    ends: date
    employer: str
    employer_kind: EmployerKind
    province: str
    source: PeriodSource
    counted: bool
    why: WhyCounted
    insured: bool
    case_id: UUID | None
    evidence: tuple[str, ...]
    credited_by: str


@record
class MonthsDeemed:
    """So many months count as community work from the effective day (视同社区工作年限), for a reason that policy gives."""

    effective: date
    worker_id: UUID
    region: Region
    period_id: UUID
    months: int
    reason: str
    case_id: UUID
    evidence: tuple[str, ...]
    credited_by: str


@record
class PeriodCorrected:
    """The days of a period were entered wrongly: effective = the right first day."""

    effective: date
    worker_id: UUID
    period_id: UUID
    ends: date
    reason: str
    case_id: UUID
    corrected_by: str


@record
class PeriodAnnulled:
    """The period, or the deemed months, never was; effective = the day it was found out."""

    effective: date
    worker_id: UUID
    period_id: UUID
    reason: str
    case_id: UUID
    annulled_by: str


@record
class YearAssessed:
    """The confirmed result of a year, as assessment told it; `counts`: the year is community work."""

    effective: date
    worker_id: UUID
    result_id: UUID
    year: int
    result: str
    counts: bool


@record
class ServiceRecordIssued:
    """The ledger as it was then may be signed and handed out; `expires` is the last day on which it is accepted."""

    effective: date
    worker_id: UUID
    record_id: UUID
    reason: IssueReason
    expires: date
    ledger_version: int


SeniorityEvent = (
    ServiceStarted | ServiceEnded | PeriodCredited | MonthsDeemed | PeriodCorrected | PeriodAnnulled | YearAssessed
    | ServiceRecordIssued | ServiceResumed | ServicePaidOut
)  # fmt: skip
