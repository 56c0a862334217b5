"""Erasing what identifies a person (PIPL art. 47): proposed by the calendar or an officer, decided by somebody else.

Facts, ids and amounts stay; with the keys of a purpose go its sealed values everywhere.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from itertools import groupby
from typing import Final, TypeVar
from uuid import UUID

from services.personnel.domain import erasure_events
from services.personnel.domain.erasure_events import (
    ErasureBasis,
    ErasureDeclined,
    ErasureEvent,
    ErasureProposed,
    Keeping,
    PersonalDataErased,
    Purpose,
    RetentionBegan,
    RetentionStopped,
)
from services.personnel.domain.policies import Policies
from services.personnel.domain.worker import CERTIFICATE, NATIONAL_ID, PROPOSED_ID, Worker
from shared.kernel import DAY, Facts, Rejected, Release, add_months, record, same_hand

_WHILE_EMPLOYED: Final = frozenset({Purpose.IDENTITY, Purpose.PAY})
E = TypeVar("E", RetentionBegan, ErasureProposed, ErasureDeclined, PersonalDataErased)

# Commands


@record
class BeginRetention:
    """The calendar: the day after the last day of work has come."""

    worker_id: UUID
    last_day: date


@record
class StopRetention:
    """Somebody works again."""

    worker_id: UUID


@record
class ProposeDueErasures:
    """The calendar: the retention of something has ended."""

    worker_id: UUID


@record
class ProposeErasure:
    worker_id: UUID
    purposes: tuple[Purpose, ...]
    basis: ErasureBasis


@record
class DeclineErasure:
    """A law requires longer storage; the reason names it. Afterwards it is proposed again."""

    worker_id: UUID
    purposes: tuple[Purpose, ...]
    reason: str
    kept_until: date


@record
class ErasePersonalData:
    """`national_ids`, `proposed_ids` and `certificates` are the blind indexes the worker holds: they are given back with the identity."""

    worker_id: UUID
    purposes: tuple[Purpose, ...]
    document: str
    national_ids: tuple[str, ...]
    certificates: tuple[str, ...]
    proposed_ids: tuple[str, ...] = ()


ErasureCommand = (
    BeginRetention | StopRetention | ProposeDueErasures | ProposeErasure | DeclineErasure | ErasePersonalData
)

# Decisions


def decide(worker: Worker, command: ErasureCommand, facts: Facts[Policies]) -> tuple[ErasureEvent, ...]:
    match command:
        case BeginRetention():
            return begin_retention(worker, command, facts)
        case StopRetention(worker_id=id):
            return stop_retention(worker.keeping, id, facts)
        case ProposeDueErasures(worker_id=id):
            return _due(worker.keeping, id, facts)
        case ProposeErasure():
            return propose(worker, command, facts)
        case DeclineErasure():
            return decline(worker.keeping, command, facts)
        case ErasePersonalData():
            return erase(worker.keeping, command, facts)


def begin_retention(worker: Worker, command: BeginRetention, facts: Facts[Policies]) -> tuple[ErasureEvent, ...]:
    """What is kept until exit only is proposed at once."""
    if not worker.known or worker.keeping.left_on is not None:
        return ()
    began = RetentionBegan(effective=command.last_day, worker_id=command.worker_id, next_due=None)
    began = _clocked(worker.keeping, began, facts)
    return (began, *_due(erasure_events.evolve(worker.keeping, began), command.worker_id, facts))


def stop_retention(keeping: Keeping, worker_id: UUID, facts: Facts[Policies]) -> tuple[ErasureEvent, ...]:
    """What somebody proposed on another basis is still to be decided."""
    if keeping.left_on is None:
        return ()
    over = tuple(p.purpose for p in keeping.proposed if p.basis is ErasureBasis.RETENTION_ENDED)
    return (RetentionStopped(effective=facts.today, worker_id=worker_id, purposes=over),)


def propose(worker: Worker, command: ProposeErasure, facts: Facts[Policies]) -> tuple[ErasureEvent, ...]:
    keeping = worker.keeping
    if not command.purposes:
        raise Rejected("erasures.purposes", field="/purposes")
    wanted = [p for p in dict.fromkeys(command.purposes) if p not in keeping.erased and not keeping.proposal(p)]
    for purpose in wanted:
        _may_go(keeping, purpose, command.basis, facts)
    return _proposed(keeping, command.worker_id, [(facts.today, p) for p in wanted], command.basis, facts)


def decline(keeping: Keeping, command: DeclineErasure, facts: Facts[Policies]) -> tuple[ErasureEvent, ...]:
    if not command.reason.strip():
        raise Rejected("erasures.reason", field="/reason")
    if command.kept_until < facts.today:
        raise Rejected("erasures.kept-until", field="/kept_until")
    declined = ErasureDeclined(
        effective=facts.today, worker_id=command.worker_id, purposes=_open(keeping, command.purposes),
        reason=command.reason, kept_until=command.kept_until, declined_by=facts.by, next_due=None,
    )  # fmt: skip
    return (_clocked(keeping, declined, facts),)


def erase(keeping: Keeping, command: ErasePersonalData, facts: Facts[Policies]) -> tuple[ErasureEvent, ...]:
    """What is erased already stays so; the rest must have been proposed by somebody else."""
    if command.purposes and set(command.purposes) <= set(keeping.erased):
        return ()
    if not command.document.strip():
        raise Rejected("erasures.document", field="/document")
    wanted = _open(keeping, [p for p in command.purposes if p not in keeping.erased])
    proposals = [p for p in keeping.proposed if p.purpose in wanted]
    if any(same_hand(p.proposed_by, facts.by) for p in proposals):
        raise Rejected("erasures.own-proposal")
    events: list[ErasureEvent] = []
    for (basis, maker), group in groupby(proposals, key=lambda p: (p.basis, p.proposed_by)):
        erased = PersonalDataErased(
            effective=facts.today, worker_id=command.worker_id, purposes=tuple(p.purpose for p in group), basis=basis,
            document=command.document, proposed_by=maker, erased_by=facts.by, next_due=None,
        )  # fmt: skip
        events.append(_clocked(keeping, erased, facts))
        keeping = erasure_events.evolve(keeping, erased)
    return tuple(events)


def given_back(command: ErasePersonalData, event: PersonalDataErased) -> tuple[Release, ...]:
    """With the identity go the blind indexes: neither the number nor the paper is known any more."""
    if Purpose.IDENTITY not in event.purposes:
        return ()
    numbers = (Release(kind=NATIONAL_ID, key=key) for key in command.national_ids)
    proposed = (Release(kind=PROPOSED_ID, key=key) for key in command.proposed_ids)
    return (*numbers, *proposed, *(Release(kind=CERTIFICATE, key=key) for key in command.certificates))


def due_on(keeping: Keeping, purpose: Purpose, policies: Policies) -> date | None:
    """The first day on which the purpose may go; none while the person works, or where no law keeps it."""
    if keeping.left_on is None:
        return None
    months = {r.purpose: r.months for r in policies.retention.on(keeping.left_on)}
    if purpose not in months:
        return None
    day = add_months(keeping.left_on, months[purpose]) + DAY
    return max([day, *(until + DAY for kept, until in keeping.kept_until if kept is purpose)])


def _may_go(keeping: Keeping, purpose: Purpose, basis: ErasureBasis, facts: Facts[Policies]) -> None:
    if keeping.left_on is None and (purpose in _WHILE_EMPLOYED or basis is ErasureBasis.RETENTION_ENDED):
        raise Rejected("erasures.employed", field="/purposes")
    due = due_on(keeping, purpose, facts.policies)
    if due is not None and facts.today < due and basis is not ErasureBasis.UNLAWFUL:
        raise Rejected("erasures.kept-by-law", field="/purposes", purpose=purpose.value, due=due)


def _due(keeping: Keeping, worker_id: UUID, facts: Facts[Policies]) -> tuple[ErasureEvent, ...]:
    found = [(due, p) for due, p in _waiting(keeping, facts.policies) if due <= facts.today]
    return _proposed(keeping, worker_id, found, ErasureBasis.RETENTION_ENDED, facts)


def _waiting(keeping: Keeping, policies: Policies) -> Iterable[tuple[date, Purpose]]:
    """Every purpose with a day of its own that is neither proposed nor erased, in the order of the days."""
    clocks = ((due_on(keeping, p, policies), p) for p in Purpose)
    return sorted((due, p) for due, p in clocks if due and p not in keeping.erased and not keeping.proposal(p))


def _proposed(
    keeping: Keeping,
    worker_id: UUID,
    wanted: Sequence[tuple[date, Purpose]],
    basis: ErasureBasis,
    facts: Facts[Policies],
) -> tuple[ErasureEvent, ...]:
    """One proposal for each day; the days are in order."""
    events: list[ErasureEvent] = []
    for due, group in groupby(wanted, key=lambda each: each[0]):
        proposed = ErasureProposed(
            effective=facts.today, worker_id=worker_id, purposes=tuple(p for _, p in group), due=due, basis=basis,
            proposed_by=facts.by, next_due=None,
        )  # fmt: skip
        events.append(_clocked(keeping, proposed, facts))
        keeping = erasure_events.evolve(keeping, proposed)
    return tuple(events)


def _clocked(keeping: Keeping, event: E, facts: Facts[Policies]) -> E:
    """The event with the day on which the calendar asks next, as things stand after it."""
    after = erasure_events.evolve(keeping, event)
    return replace(event, next_due=min((due for due, _ in _waiting(after, facts.policies)), default=None))


def _open(keeping: Keeping, purposes: Sequence[Purpose]) -> tuple[Purpose, ...]:
    if not purposes or not all(keeping.proposal(p) for p in purposes):
        raise Rejected("erasures.not-proposed", field="/purposes")
    return tuple(dict.fromkeys(purposes))
