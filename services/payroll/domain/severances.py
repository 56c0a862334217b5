"""Severances: what personnel weighed of an exit, what a court found of it, how long no contract was written; paid by the run.

Whatever says nothing new is harmless. What is heard before the exit itself waits as a fact until the exit is heard.
"""

from datetime import date
from uuid import UUID

from services.payroll.domain.ending_events import (
    ContractHeardMissing,
    EndingEvent,
    ExitFindingDropped,
    ExitHeardUnlawful,
    SeveranceWeighed,
    ending_fact,
)
from services.payroll.domain.entitlement import Entitlement
from services.payroll.domain.facts import FactKind
from shared.kernel import DAY, add_months, record


@record
class WeighSeverance:
    worker_id: UUID
    employment_id: UUID
    last_day: date
    severance: str
    half_months: int
    service_since: date
    in_lieu: bool
    cause: UUID


@record
class HearExitUnlawful:
    worker_id: UUID
    employment_id: UUID
    found_on: date
    half_months: int
    cause: UUID


@record
class DropExitFinding:
    """The exit was annulled: what was found of it falls with it."""

    worker_id: UUID
    employment_id: UUID
    cause: UUID


@record
class HearContractMissing:
    """`written_on` where it is written by now: no day from then on is owed twice."""

    worker_id: UUID
    employment_id: UUID
    since: date
    months: int
    written_on: date | None
    cause: UUID


SeveranceCommand = WeighSeverance | HearExitUnlawful | DropExitFinding | HearContractMissing


def weigh(entitlement: Entitlement, command: SeveranceCommand) -> tuple[EndingEvent, ...]:
    """Nothing follows for an employment that another system pays."""
    if entitlement.fact(FactKind.ENROLLED, command.employment_id) is None:
        return ()
    event = _event(entitlement, command)
    if event is None:
        return ()
    fact = ending_fact(event, 0)
    return () if fact.same_as(entitlement.fact(*fact.key)) else (event,)


def _event(entitlement: Entitlement, command: SeveranceCommand) -> EndingEvent | None:
    own = {"worker_id": command.worker_id, "employment_id": command.employment_id, "cause": command.cause}
    match command:
        case WeighSeverance():
            return SeveranceWeighed(
                effective=command.last_day, severance=command.severance, half_months=command.half_months,
                service_since=command.service_since, in_lieu=command.in_lieu, worker_id=command.worker_id,
                employment_id=command.employment_id, cause=command.cause,
            )  # fmt: skip
        case HearExitUnlawful(found_on=day, half_months=halves):
            return ExitHeardUnlawful(effective=day, half_months=halves, **own)
        case DropExitFinding():
            found = entitlement.fact(FactKind.EXIT_UNLAWFUL, command.employment_id)
            return None if found is None else ExitFindingDropped(effective=found.effective, **own)
        case HearContractMissing():
            until = add_months(command.since, command.months) - DAY
            if command.written_on is not None:
                until = min(until, command.written_on - DAY)
            return ContractHeardMissing(
                effective=command.since, months=command.months, until=until, written=command.written_on is not None,
                **own,
            )  # fmt: skip
