"""Cadres sent to a community by another body (挂职、任职、新录用公务员锻炼): they keep their own status, have no contract with the
street, no place of the establishment and no grade (policy article 3).

Class and field names of events are the storage format: add, never rename.
"""

from dataclasses import replace
from datetime import date
from enum import StrEnum
from uuid import UUID

from services.personnel.domain.policies import Policies
from shared.kernel import DAY, NATION, Facts, Region, Rejected, level, record


class SecondmentKind(StrEnum):
    """挂职、任职、新录用公务员到社区锻炼."""

    TRAINING_POST = "TRAINING_POST"
    LEADING_POST = "LEADING_POST"
    NEW_CIVIL_SERVANT = "NEW_CIVIL_SERVANT"


# Events


@record
class SecondmentStarted:
    """Effective = first day in the community, `ends` = last one planned; `home_unit` names the body that sends."""

    effective: date
    worker_id: UUID
    secondment_id: UUID
    community: Region
    kind: SecondmentKind
    home_unit: str
    ends: date


@record
class SecondmentCorrected:
    """The days were entered wrongly: these are the right ones. Effective = first day."""

    effective: date
    worker_id: UUID
    secondment_id: UUID
    ends: date
    reason: str


@record
class SecondmentAnnulled:
    """It never was. Effective = the first day it was said to have."""

    effective: date
    worker_id: UUID
    secondment_id: UUID
    reason: str


@record
class SecondmentEnded:
    """Effective = last day in the community; `early` when the body called back before the planned day."""

    effective: date
    worker_id: UUID
    secondment_id: UUID
    early: bool


SecondmentEvent = SecondmentStarted | SecondmentCorrected | SecondmentAnnulled | SecondmentEnded

# State


@record
class Secondment:
    worker_id: UUID | None = None
    secondment_id: UUID | None = None
    region: Region = NATION
    starts: date = date.min
    ends: date = date.min
    last_day: date | None = None
    annulled: bool = False


def evolve(secondment: Secondment, event: SecondmentEvent) -> Secondment:
    match event:
        case SecondmentStarted(community=community, effective=starts, ends=ends):
            return Secondment(
                worker_id=event.worker_id, secondment_id=event.secondment_id, region=community, starts=starts, ends=ends
            )
        case SecondmentCorrected(effective=starts, ends=ends):
            return replace(secondment, starts=starts, ends=ends)
        case SecondmentAnnulled():
            return replace(secondment, annulled=True)
        case SecondmentEnded(effective=last_day):
            return replace(secondment, last_day=last_day)


# Commands


@record
class StartSecondment:
    worker_id: UUID
    secondment_id: UUID
    community: Region
    kind: SecondmentKind
    home_unit: str
    starts: date
    ends: date


@record
class CorrectSecondment:
    starts: date
    ends: date
    reason: str


@record
class AnnulSecondment:
    reason: str


@record
class EndSecondment:
    last_day: date


@record
class CompleteSecondment:
    """The calendar: the planned last day has passed."""


SecondmentCommand = StartSecondment | CorrectSecondment | AnnulSecondment | EndSecondment | CompleteSecondment

# Decisions


def start(secondment: Secondment, command: StartSecondment, facts: Facts[Policies]) -> tuple[SecondmentEvent, ...]:
    if secondment.worker_id is not None:
        return ()
    if level(command.community) != "community":
        raise Rejected("secondments.community", field="/community")
    if not command.home_unit.strip():
        raise Rejected("secondments.home-unit", field="/home_unit")
    _check_days(command.starts, command.ends, facts)
    return (
        SecondmentStarted(
            effective=command.starts, worker_id=command.worker_id, secondment_id=command.secondment_id,
            community=command.community, kind=command.kind, home_unit=command.home_unit, ends=command.ends,
        ),
    )  # fmt: skip


def correct(secondment: Secondment, command: CorrectSecondment, facts: Facts[Policies]) -> tuple[SecondmentEvent, ...]:
    worker, id = _standing(secondment)
    if secondment.last_day is not None:
        raise Rejected("secondments.ended")
    _check_days(command.starts, command.ends, facts)
    if (command.starts, command.ends) == (secondment.starts, secondment.ends):
        return ()
    return (
        SecondmentCorrected(
            effective=command.starts, worker_id=worker, secondment_id=id, ends=command.ends,
            reason=_because(command.reason),
        ),
    )  # fmt: skip


def annul(secondment: Secondment, command: AnnulSecondment, facts: Facts[Policies]) -> tuple[SecondmentEvent, ...]:
    if secondment.annulled:
        return ()
    worker, id = _standing(secondment)
    because = _because(command.reason)
    return (SecondmentAnnulled(effective=secondment.starts, worker_id=worker, secondment_id=id, reason=because),)


def end(secondment: Secondment, command: EndSecondment, facts: Facts[Policies]) -> tuple[SecondmentEvent, ...]:
    """Called back before the planned day."""
    worker, id = _standing(secondment)
    if secondment.last_day is not None:
        raise Rejected("secondments.ended")
    if not secondment.starts <= command.last_day <= min(secondment.ends, facts.today):
        raise Rejected("secondments.last-day", field="/last_day")
    early = command.last_day < secondment.ends
    return (SecondmentEnded(effective=command.last_day, worker_id=worker, secondment_id=id, early=early),)


def complete(secondment: Secondment, facts: Facts[Policies]) -> tuple[SecondmentEvent, ...]:
    gone = secondment.last_day is not None or secondment.annulled or secondment.ends >= facts.today
    if gone or secondment.worker_id is None or secondment.secondment_id is None:
        return ()
    return (
        SecondmentEnded(
            effective=secondment.ends,
            worker_id=secondment.worker_id,
            secondment_id=secondment.secondment_id,
            early=False,
        ),
    )


def _standing(secondment: Secondment) -> tuple[UUID, UUID]:
    if secondment.worker_id is None or secondment.secondment_id is None or secondment.annulled:
        raise Rejected("secondments.unknown")
    return secondment.worker_id, secondment.secondment_id


def _check_days(starts: date, ends: date, facts: Facts[Policies]) -> None:
    longest = facts.policies.secondment_longest_days.on(starts)
    if ends < starts or ends - starts >= longest * DAY:
        raise Rejected("secondments.days", field="/ends", longest=longest)


def _because(reason: str) -> str:
    if not reason.strip():
        raise Rejected("secondments.reason", field="/reason")
    return reason
