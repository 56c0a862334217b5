"""What ends with an employment is noted, so that an exit that is undone begins all of it again; what cannot be, waits for somebody."""

from typing import Final
from uuid import UUID

from services.personnel.domain.contracts import running
from services.personnel.domain.employment import Employment, EmploymentEvent
from services.personnel.domain.exit_scope_events import (
    EndedThing,
    ExitTookAlong,
    ReopeningLeft,
    ReopeningObstacle,
    ReopeningSettled,
)
from services.personnel.domain.policies import Policies
from services.personnel.domain.transfer_lapses import ReopenTransfer, reopen
from shared.kernel import Facts, Rejected, record

PAPER: Final = "随离职办理"
"""The paper of what ends with an exit is that of the exit."""

# Commands


@record
class NoteTakenAlong:
    things: tuple[EndedThing, ...]


@record
class LeaveToReopen:
    thing: EndedThing
    why: ReopeningObstacle


@record
class SettleReopening:
    thing_id: UUID
    document: str


ScopeCommand = NoteTakenAlong | LeaveToReopen | SettleReopening | ReopenTransfer

# Decisions


def decide(employment: Employment, command: ScopeCommand, facts: Facts[Policies]) -> tuple[EmploymentEvent, ...]:
    match command:
        case NoteTakenAlong():
            return note(employment, command)
        case LeaveToReopen():
            return leave(employment, command, facts)
        case SettleReopening():
            return settle(employment, command, facts)
        case ReopenTransfer():
            return reopen(employment, command, facts)


def note(employment: Employment, command: NoteTakenAlong) -> tuple[EmploymentEvent, ...]:
    worker, last_day = employment.worker_id, employment.last_day
    if worker is None or last_day is None or not command.things:
        return ()
    return (ExitTookAlong(effective=last_day, worker_id=worker, things=command.things),)


def leave(employment: Employment, command: LeaveToReopen, facts: Facts[Policies]) -> tuple[EmploymentEvent, ...]:
    worker = running(employment)
    if command.thing.id in employment.leaving.to_reopen:
        return ()
    return (
        ReopeningLeft(
            effective=facts.today,
            worker_id=worker,
            thing=command.thing.thing,
            thing_id=command.thing.id,
            why=command.why,
        ),
    )


def settle(employment: Employment, command: SettleReopening, facts: Facts[Policies]) -> tuple[EmploymentEvent, ...]:
    if employment.worker_id is None or command.thing_id not in employment.leaving.to_reopen:
        raise Rejected("dismissal.nothing-to-reopen", field="/thing_id")
    if not command.document.strip():
        raise Rejected("dismissal.document", field="/document")
    return (
        ReopeningSettled(
            effective=facts.today, worker_id=employment.worker_id, thing_id=command.thing_id, document=command.document,
            settled_by=facts.by,
        ),
    )  # fmt: skip
