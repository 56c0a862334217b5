"""The borrowing guard (policy article 17): no body of county level or above and no institution borrows a community worker,
whoever asks; a street that truly needs one asks the county. Whoever is borrowed stays counted, assessed and paid where he is.
"""

from datetime import date
from typing import Final
from uuid import UUID

from services.personnel.domain.borrow_events import (
    Borrow,
    BorrowApproved,
    BorrowEnded,
    Borrower,
    BorrowEvent,
    BorrowOverdue,
    BorrowRefused,
    BorrowRejected,
    BorrowRequested,
    BorrowStarted,
    Outcome,
    Phase,
    evolve,
)
from services.personnel.domain.policies import Policies
from shared.kernel import DAY, Facts, Region, Rejected, record, same_hand

BORROWED: Final = "borrowed"
"""The reservation of a person: nobody is borrowed twice at a time."""
FORBIDDEN: Final = frozenset({Borrower.COUNTY_OR_ABOVE, Borrower.INSTITUTION, Borrower.OTHER_STREET})

# Commands


@record
class RequestBorrow:
    """`community` and `street` are the person's workplace and employer today; `unit` names who wants the person."""

    worker_id: UUID
    borrow_id: UUID
    community: Region
    street: Region
    borrower: Borrower
    unit: str
    task: str
    starts: date
    ends: date


@record
class ApproveBorrow:
    """`document` is the number of the county's approval."""

    document: str


@record
class RejectBorrow:
    reason: str


@record
class EndBorrow:
    """`last_day` is the last day away; a revocation needs a reason."""

    outcome: Outcome
    last_day: date
    reason: str = ""


@record
class FollowBorrow:
    """The calendar: the first day has come, or the last one has passed."""


@record
class ReopenBorrow:
    """The exit that ended it is undone: it stands as before, on the same days."""


BorrowCommand = RequestBorrow | ApproveBorrow | RejectBorrow | EndBorrow | FollowBorrow | ReopenBorrow

# Decisions


def request(borrow: Borrow, command: RequestBorrow, facts: Facts[Policies]) -> tuple[BorrowEvent, ...]:
    """What is forbidden is recorded as an attempt, and nothing else can ever follow from it."""
    if borrow.phase is not Phase.NONE:
        return ()
    if not command.unit.strip() or not command.task.strip():
        raise Rejected("borrowing.task", field="/task")
    if command.borrower in FORBIDDEN:
        return (
            BorrowRefused(
                effective=facts.today, worker_id=command.worker_id, borrow_id=command.borrow_id,
                community=command.community, borrower=command.borrower, unit=command.unit, task=command.task,
                asked_by=facts.by,
            ),
        )  # fmt: skip
    _check_term(command, facts)
    return (
        BorrowRequested(
            effective=command.starts, worker_id=command.worker_id, borrow_id=command.borrow_id,
            community=command.community, street=command.street, unit=command.unit, task=command.task, ends=command.ends,
            asked_by=facts.by,
        ),
    )  # fmt: skip


def _check_term(command: RequestBorrow, facts: Facts[Policies]) -> None:
    """Approval comes before the start, and the whole term lies within what is allowed."""
    longest = facts.policies.borrow_longest_days.on(facts.today)
    if command.starts < facts.today:
        raise Rejected("borrowing.begun", field="/starts")
    if command.ends < command.starts or (command.ends - command.starts).days >= longest:
        raise Rejected("borrowing.term", field="/ends", longest=longest)


def approve(borrow: Borrow, command: ApproveBorrow, facts: Facts[Policies]) -> tuple[BorrowEvent, ...]:
    _requested(borrow, facts)
    if borrow.starts < facts.today:
        raise Rejected("borrowing.begun", field="/starts")
    if not command.document.strip():
        raise Rejected("borrowing.document", field="/document")
    approved = BorrowApproved(
        effective=borrow.starts, worker_id=_worker(borrow), borrow_id=_id(borrow), street=borrow.street,
        task=borrow.task, ends=borrow.ends, authority=facts.policies.borrow_authority.on(facts.today),
        document=command.document, asked_by=borrow.asked_by, approved_by=facts.by,
    )  # fmt: skip
    return (approved, _started(borrow)) if borrow.starts == facts.today else (approved,)


def reject(borrow: Borrow, command: RejectBorrow, facts: Facts[Policies]) -> tuple[BorrowEvent, ...]:
    _requested(borrow, facts)
    if not command.reason.strip():
        raise Rejected("borrowing.reason", field="/reason")
    return (
        BorrowRejected(
            effective=facts.today, worker_id=_worker(borrow), borrow_id=_id(borrow), reason=command.reason,
            rejected_by=facts.by,
        ),
    )  # fmt: skip


def end(borrow: Borrow, command: EndBorrow, facts: Facts[Policies]) -> tuple[BorrowEvent, ...]:
    """Back, called back, withdrawn before the first day, or gone for good. Nothing follows where nobody is away."""
    if borrow.phase is Phase.ENDED and command.outcome is Outcome.LEFT:
        return ()
    if not borrow.away and borrow.phase not in (Phase.REQUESTED, Phase.APPROVED):
        raise Rejected("borrowing.not-running")
    if command.outcome is Outcome.REVOKED and not command.reason.strip():
        raise Rejected("borrowing.reason", field="/reason")
    outcome = command.outcome if borrow.away or command.outcome is Outcome.LEFT else Outcome.WITHDRAWN
    if borrow.away and not borrow.starts <= command.last_day <= facts.today and outcome is not Outcome.LEFT:
        raise Rejected("borrowing.last-day", field="/last_day")
    return (
        BorrowEnded(
            effective=command.last_day, worker_id=_worker(borrow), borrow_id=_id(borrow), outcome=outcome,
            reason=command.reason, ended_by=facts.by,
        ),
    )  # fmt: skip


def follow(borrow: Borrow, facts: Facts[Policies]) -> tuple[BorrowEvent, ...]:
    """What the day brings: an approved borrowing begins, one whose last day passed is overdue until somebody is back."""
    if borrow.phase is Phase.APPROVED and borrow.starts <= facts.today:
        return (_started(borrow),)
    if borrow.phase is Phase.IN_FORCE and borrow.ends < facts.today:
        late = BorrowOverdue(
            effective=borrow.ends + DAY, worker_id=_worker(borrow), borrow_id=_id(borrow), ends=borrow.ends
        )
        return (late,)
    return ()


def reopen(borrow: Borrow, facts: Facts[Policies]) -> tuple[BorrowEvent, ...]:
    if borrow.phase is not Phase.ENDED or not borrow.course:
        return ()
    after = borrow
    for event in borrow.course:
        after = evolve(after, event)
    return (*borrow.course, *follow(after, facts))


def _started(borrow: Borrow) -> BorrowStarted:
    return BorrowStarted(effective=borrow.starts, worker_id=_worker(borrow), borrow_id=_id(borrow), ends=borrow.ends)


def _requested(borrow: Borrow, facts: Facts[Policies]) -> None:
    if borrow.phase is not Phase.REQUESTED:
        raise Rejected("borrowing.nothing-requested")
    if same_hand(borrow.asked_by, facts.by):
        raise Rejected("borrowing.own-request")


def _worker(borrow: Borrow) -> UUID:
    assert borrow.worker_id is not None
    return borrow.worker_id


def _id(borrow: Borrow) -> UUID:
    assert borrow.borrow_id is not None
    return borrow.borrow_id
