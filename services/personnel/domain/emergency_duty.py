"""A person's duty in an emergency: days listed by the street, confirmed by another hand; never on leave, never outside the
employment, never outside the emergency, never the same day twice.
"""

from datetime import date, timedelta
from uuid import UUID

from services.personnel.domain.emergencies import (
    DUTY_DAY,
    ConfirmDuty,
    DutyCommand,
    ListDuty,
    ReturnDuty,
    Span,
)
from services.personnel.domain.emergency_events import (
    Duty,
    DutyConfirmed,
    DutyEvent,
    DutyListed,
    DutyReturned,
    Emergency,
)
from services.personnel.domain.policies import Policies
from shared.kernel import Facts, Rejected, Release, Reservation, Take, same_hand, within
from shared.kernel.derived import derived_id


def duty_id(emergency_id: UUID, worker_id: UUID) -> UUID:
    """One for each person of an emergency."""
    return derived_id("personnel.emergency-duty", str(emergency_id), str(worker_id))


def decide(duty: Duty, command: DutyCommand, facts: Facts[Policies]) -> tuple[DutyEvent, ...]:
    match command:
        case ListDuty():
            return _list(duty, command, facts)
        case ConfirmDuty():
            return _confirm(duty, command, facts)
        case ReturnDuty():
            return _return(duty, command, facts)


def _list(duty: Duty, command: ListDuty, facts: Facts[Policies]) -> tuple[DutyListed, ...]:
    """What is listed again replaces what waits; listing what stands already says nothing."""
    emergency = command.emergency
    if not emergency.counts or emergency.emergency_id is None:
        raise Rejected("emergencies.not-declared")
    if not within(emergency.region, command.community):
        raise Rejected("emergencies.elsewhere", field="/entries")
    if len(set(command.days)) != len(command.days):
        raise Rejected("emergencies.day-twice", field="/entries")
    days = tuple(sorted(command.days))
    if days == (duty.days if duty.listed is None else duty.listed):
        return ()
    _check_days(days, emergency, command.employed, command.away, facts)
    return (
        DutyListed(
            effective=days[0] if days else emergency.starts, worker_id=command.worker_id,
            emergency_id=emergency.emergency_id, community=command.community, street=command.street, days=days,
            listed_by=facts.by,
        ),
    )  # fmt: skip


def _check_days(
    days: tuple[date, ...], emergency: Emergency, employed: tuple[Span, ...], away: tuple[Span, ...],
    facts: Facts[Policies],
) -> None:  # fmt: skip
    """Raises Rejected and names the first day that is not one of duty."""
    back = facts.policies.emergency_claim_days.on(facts.today)
    for day in days:
        if not emergency.starts <= day <= emergency.ends or day > facts.today:
            raise Rejected("emergencies.day-outside", field="/entries", day=str(day))
        if day < facts.today - timedelta(days=back):
            raise Rejected("emergencies.day-too-old", field="/entries", day=str(day), back=back)
        if not _within(day, employed):
            raise Rejected("emergencies.not-employed", field="/entries", day=str(day))
        if _within(day, away):
            raise Rejected("emergencies.on-leave", field="/entries", day=str(day))


def _within(day: date, spans: tuple[Span, ...]) -> bool:
    return any(first <= day <= last for first, last in spans)


def _confirm(duty: Duty, command: ConfirmDuty, facts: Facts[Policies]) -> tuple[DutyConfirmed, ...]:
    worker, emergency, days = _waiting(duty, facts)
    _check_days(days, command.emergency, command.employed, command.away, facts)
    return (
        DutyConfirmed(
            effective=days[0] if days else command.emergency.starts, worker_id=worker, emergency_id=emergency,
            street=duty.street, days=days, before=duty.days, version=duty.version + 1, listed_by=duty.listed_by,
            confirmed_by=facts.by,
        ),
    )  # fmt: skip


def _return(duty: Duty, command: ReturnDuty, facts: Facts[Policies]) -> tuple[DutyReturned, ...]:
    worker, emergency, _ = _waiting(duty, facts)
    if not command.reason.strip():
        raise Rejected("emergencies.reason", field="/reason")
    return (
        DutyReturned(
            effective=facts.today, worker_id=worker, emergency_id=emergency, reason=command.reason, returned_by=facts.by
        ),
    )


def _waiting(duty: Duty, facts: Facts[Policies]) -> tuple[UUID, UUID, tuple[date, ...]]:
    if duty.listed is None or duty.worker_id is None or duty.emergency_id is None:
        raise Rejected("emergencies.nothing-listed")
    if same_hand(duty.listed_by, facts.by) or same_hand(str(duty.worker_id), facts.by):
        raise Rejected("emergencies.own-list")
    return duty.worker_id, duty.emergency_id, duty.listed


def reserves(id: UUID, command: object, event: DutyEvent) -> tuple[Reservation, ...]:
    """A confirmed day is the person's for this emergency; one that is corrected away is free again."""
    if not isinstance(event, DutyConfirmed):
        return ()
    gone, new = (sorted(set(a) - set(b)) for a, b in ((event.before, event.days), (event.days, event.before)))
    keys = [[f"{event.worker_id}:{day}" for day in days] for days in (gone, new)]
    released = [Release(kind=DUTY_DAY, key=key) for key in keys[0]]
    return (*released, *(Take(kind=DUTY_DAY, key=key) for key in keys[1]))
