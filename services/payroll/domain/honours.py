"""Honours as assessment told them: a fact of the day on which each was granted, ended or annulled where it was withdrawn."""

from datetime import date
from uuid import UUID

from services.payroll.domain.entitlement import Entitlement
from services.payroll.domain.honour_events import HonourHeard, HonourNews, HonourWithdrawalHeard, honour_fact
from shared.kernel import record


@record
class HearHonour:
    worker_id: UUID
    honour_id: UUID
    granted_on: date
    kind: str
    level: str
    revision: int
    cause: UUID


@record
class HearHonourWithdrawn:
    """`since` is the first day without it."""

    worker_id: UUID
    honour_id: UUID
    granted_on: date
    since: date
    kind: str
    level: str
    never_was: bool
    cause: UUID


HonourCommand = HearHonour | HearHonourWithdrawn


def hear_honour(entitlement: Entitlement, command: HonourCommand) -> tuple[HonourNews, ...]:
    """Nothing follows from what is known so; one that was withdrawn is not told again under its name."""
    event = _event(command)
    fact = honour_fact(event, 0)
    known = entitlement.fact(*fact.key)
    ended = known is not None and (known.annulled or known.until is not None)
    if fact.same_as(known) or (ended and isinstance(command, HearHonour)):
        return ()
    if known is None and isinstance(command, HearHonourWithdrawn):
        return ()
    return (event,)


def _event(command: HonourCommand) -> HonourNews:
    match command:
        case HearHonour():
            return HonourHeard(
                effective=command.granted_on, worker_id=command.worker_id, honour_id=command.honour_id,
                kind=command.kind, level=command.level, revision=command.revision, cause=command.cause,
            )  # fmt: skip
        case HearHonourWithdrawn():
            return HonourWithdrawalHeard(
                effective=command.since, worker_id=command.worker_id, honour_id=command.honour_id, kind=command.kind,
                level=command.level, granted_on=command.granted_on, never_was=command.never_was, cause=command.cause,
            )  # fmt: skip
