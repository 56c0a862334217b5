"""What can have happened in a worker's training book: to the worker, to what was completed, to the duties that follow.

Class and field names are the storage format: add, never rename. The stream's id is the worker's id.
"""

from datetime import date
from uuid import UUID

from services.training.domain.duty_words import Category as Category
from services.training.domain.duty_words import CompletionKind as CompletionKind
from services.training.domain.duty_words import CorrectionReason as CorrectionReason
from services.training.domain.duty_words import DutyKind as DutyKind
from services.training.domain.duty_words import WaiverGround as WaiverGround
from services.training.domain.duty_words import WithdrawalReason as WithdrawalReason
from shared.kernel import Region, WorkerName, record


@record
class EmploymentBegan:
    """Effective = first day of work; `chief` = hired into a chief's post."""

    effective: date
    worker_id: UUID
    employment_id: UUID
    name: WorkerName
    workplace: Region
    chief: bool


@record
class EmploymentEnded:
    """Effective = last day of work."""

    effective: date
    worker_id: UUID
    employment_id: UUID
    ground: str


@record
class EmploymentResumed:
    """The exit never was, or was on another day. Effective = the last day that was said."""

    effective: date
    worker_id: UUID
    employment_id: UUID


@record
class LearnerMoved:
    """The person works in another community; `duty_ids` are owed there from now on."""

    effective: date
    worker_id: UUID
    employment_id: UUID
    workplace: Region
    duty_ids: tuple[UUID, ...]


@record
class DutyRestored:
    """What was withdrawn because the person had left is owed as before."""

    effective: date
    worker_id: UUID
    duty_id: UUID
    kind: DutyKind
    opens: date
    due: date


@record
class PostTaken:
    """A post that owes yearly training; effective = first day in it."""

    effective: date
    worker_id: UUID
    appointment_id: UUID
    post: str
    community: Region


@record
class PostLeft:
    """Effective = last day in the post."""

    effective: date
    worker_id: UUID
    appointment_id: UUID
    reason: str


@record
class PostDaysCorrected:
    """The post runs from the effective day with no end known: its first day was told wrongly, or its end was undone."""

    effective: date
    worker_id: UUID
    appointment_id: UUID


@record
class PostYearBegan:
    """The post was looked at for a calendar year, duty or not; effective = first day in the post in that year."""

    effective: date
    worker_id: UUID
    appointment_id: UUID
    year: int


@record
class DutyOpened:
    """To be met from `opens` (= effective) until `due`, both included, by `hours` of the kinds named.

    `met_late`: what is completed after `due` still counts. `cause` is the employment, appointment, result or earlier
    duty that it follows from.
    """

    effective: date
    worker_id: UUID
    duty_id: UUID
    kind: DutyKind
    opens: date
    due: date
    hours: int
    completion_kinds: tuple[str, ...]
    met_late: bool
    cause: UUID


@record
class DutyMet:
    """Effective = the day the hours were reached; told again with another day when completions were corrected."""

    effective: date
    worker_id: UUID
    duty_id: UUID
    kind: DutyKind


@record
class DutyReopened:
    """What met it on the effective day was annulled or corrected away: it was never met."""

    effective: date
    worker_id: UUID
    duty_id: UUID
    kind: DutyKind
    opens: date
    due: date


@record
class DutyOverdue:
    """Effective = the day after `due`."""

    effective: date
    worker_id: UUID
    duty_id: UUID
    kind: DutyKind
    due: date


@record
class DutyWithdrawn:
    """Nobody owes it from the effective day on; `ground` only where it was WAIVED."""

    effective: date
    worker_id: UUID
    duty_id: UUID
    kind: DutyKind
    due: date
    reason: WithdrawalReason
    ground: WaiverGround | None


@record
class CompletionRecorded:
    """Effective = the day it was completed; `hours` of 45 minutes."""

    effective: date
    worker_id: UUID
    completion_id: UUID
    kind: CompletionKind
    category: Category
    hours: int
    course: str


@record
class CompletionCorrected:
    """The whole completion as it really was; effective = the true day."""

    effective: date
    worker_id: UUID
    completion_id: UUID
    kind: CompletionKind
    category: Category
    hours: int
    course: str
    reason: CorrectionReason


@record
class CompletionAnnulled:
    """It never was; effective = the day it had been given."""

    effective: date
    worker_id: UUID
    completion_id: UUID
    reason: CorrectionReason


@record
class PersonForgotten:
    """The name is erased; everything else stands. Effective = day of the decision."""

    effective: date
    worker_id: UUID


@record
class LearnerRenamed:
    """The name was corrected by whoever keeps it. Effective = day of the correction."""

    effective: date
    worker_id: UUID
    name: WorkerName


DutyBookEvent = (
    EmploymentBegan | EmploymentResumed | LearnerMoved | DutyRestored | EmploymentEnded | PostTaken | PostLeft
    | PostDaysCorrected | PostYearBegan | DutyOpened | DutyMet | DutyReopened | DutyOverdue | DutyWithdrawn
    | CompletionRecorded | CompletionCorrected | CompletionAnnulled | PersonForgotten | LearnerRenamed
)  # fmt: skip
