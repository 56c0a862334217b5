"""What can have happened to a difficulty that a worker reports (困难诉求): accepted, assigned, resolved; confirmed or not.

Anonymity is fixed when it is reported: such a ticket lies at the street, names nobody, is signed by nobody, and its text is sealed
under its own id. Class and field names of events are the storage format: add, never rename.
"""

from dataclasses import replace
from datetime import date
from enum import StrEnum
from uuid import UUID

from shared.kernel import NATION, ProblemText, Region, record


class ProblemCategory(StrEnum):
    WORK = "WORK"
    PAY = "PAY"
    RIGHTS = "RIGHTS"
    SAFETY = "SAFETY"
    LIFE = "LIFE"
    OTHER = "OTHER"


class ProblemPhase(StrEnum):
    NONE = "NONE"
    REPORTED = "REPORTED"
    ACCEPTED = "ACCEPTED"
    ASSIGNED = "ASSIGNED"
    RESOLVED = "RESOLVED"
    CONFIRMED = "CONFIRMED"


# Events


@record
class ProblemReported:
    """`worker_id` and `reported_by` of who reports; none of an anonymous one, of whom `follower` is a keyed hash with the id."""

    effective: date
    problem_id: UUID
    region: Region
    worker_id: UUID | None
    follower: str | None
    category: ProblemCategory
    text: ProblemText
    due: date
    reported_by: str | None


@record
class ProblemAccepted:
    effective: date
    problem_id: UUID
    accepted_by: str


@record
class ProblemAssigned:
    """`assignee` is the account that has to resolve it."""

    effective: date
    problem_id: UUID
    assignee: str
    assigned_by: str


@record
class ProblemResolved:
    """`resolution` says what was done and names nobody; `days` since it was reported or reopened."""

    effective: date
    problem_id: UUID
    resolution: str
    days: int
    resolved_by: str


@record
class ProblemConfirmed:
    """The reporter is content."""

    effective: date
    problem_id: UUID


@record
class ProblemReopened:
    """The reporter is not: it is with the assignee again, with new days."""

    effective: date
    problem_id: UUID
    due: date


@record
class ProblemOverdue:
    """Not resolved by `due`. Effective = the day after; once for each due day."""

    effective: date
    problem_id: UUID
    due: date


@record
class ProblemRetentionSet:
    """The text of an anonymous ticket is kept until so long after it was resolved; a reopened one has no such day."""

    effective: date
    problem_id: UUID
    kept_until: date


@record
class ProblemRetentionEnded:
    """The text has been kept long enough: its erasure waits for a decision."""

    effective: date
    problem_id: UUID


@record
class ProblemForgotten:
    """The key of the text is destroyed."""

    effective: date
    problem_id: UUID
    document: str
    erased_by: str


ProblemEvent = (
    ProblemReported | ProblemAccepted | ProblemAssigned | ProblemResolved | ProblemConfirmed | ProblemReopened
    | ProblemOverdue | ProblemRetentionSet | ProblemRetentionEnded | ProblemForgotten
)  # fmt: skip

# State


@record
class Problem:
    problem_id: UUID | None = None
    region: Region = NATION
    worker_id: UUID | None = None
    follower: str | None = None
    assignee: str | None = None
    since: date = date.min
    due: date = date.min
    overdue: bool = False
    phase: ProblemPhase = ProblemPhase.NONE
    kept_until: date | None = None
    erasable: bool = False
    forgotten: bool = False

    @property
    def anonymous(self) -> bool:
        return self.follower is not None


def evolve(problem: Problem, event: ProblemEvent) -> Problem:  # noqa: C901  one match
    match event:
        case ProblemReported():
            return Problem(
                problem_id=event.problem_id, region=event.region, worker_id=event.worker_id, follower=event.follower,
                since=event.effective, due=event.due, phase=ProblemPhase.REPORTED,
            )  # fmt: skip
        case ProblemAccepted():
            return replace(problem, phase=ProblemPhase.ACCEPTED)
        case ProblemAssigned(assignee=assignee):
            return replace(problem, phase=ProblemPhase.ASSIGNED, assignee=assignee)
        case ProblemResolved():
            return replace(problem, phase=ProblemPhase.RESOLVED)
        case ProblemConfirmed():
            return replace(problem, phase=ProblemPhase.CONFIRMED)
        case ProblemReopened(effective=day, due=due):
            return replace(problem, phase=ProblemPhase.ASSIGNED, since=day, due=due, overdue=False, kept_until=None)
        case ProblemRetentionSet(kept_until=kept):
            return replace(problem, kept_until=kept)
        case ProblemRetentionEnded():
            return replace(problem, erasable=True)
        case ProblemForgotten():
            return replace(problem, erasable=False, forgotten=True)
        case ProblemOverdue():
            return replace(problem, overdue=True)
