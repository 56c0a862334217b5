"""The profile (基本信息): collected once, each fact dated, recorded, corrected and annulled by its id.

What another capability or service keeps is never recorded here again: the register says where it is held.
"""

import re
from datetime import date
from typing import Final
from uuid import UUID

from services.personnel.domain.policies import Policies
from services.personnel.domain.profile_events import (
    Profile,
    ProfileAnnulled,
    ProfileCorrected,
    ProfileFact,
    ProfileField,
    ProfileRecorded,
    ProfileValue,
)
from services.personnel.domain.worker import Worker
from shared.kernel import Facts, Rejected, record

_PHONE: Final = re.compile(r"1[3-9][0-9]{9}|0[0-9]{2,3}-?[0-9]{7,8}")
_LONGEST_ADDRESS: Final = 200

# Commands


@record
class RecordProfile:
    worker_id: UUID
    fact: UUID
    field: ProfileField
    effective: date
    value: ProfileValue


@record
class CorrectProfile:
    worker_id: UUID
    fact: UUID
    effective: date
    value: ProfileValue
    reason: str


@record
class AnnulProfile:
    worker_id: UUID
    fact: UUID
    reason: str


ProfileCommand = RecordProfile | CorrectProfile | AnnulProfile

# Decisions


def record_profile(worker: Worker, command: RecordProfile, facts: Facts[Policies]) -> tuple[ProfileRecorded, ...]:
    profile = _of(worker)
    if command.effective > facts.today:
        raise Rejected("profile.future", field="/effective")
    if profile.fact(command.fact) is not None:
        raise Rejected("profile.recorded", field="/fact")
    value = command.value
    return (
        ProfileRecorded(
            effective=command.effective, worker_id=command.worker_id, fact=command.fact, field=command.field,
            phone=value.phone, address=value.address, recorded_by=facts.by,
        ),
    )  # fmt: skip


def correct_profile(worker: Worker, command: CorrectProfile, facts: Facts[Policies]) -> tuple[ProfileCorrected, ...]:
    known, value = _standing(_of(worker), command.fact), command.value
    if command.effective > facts.today:
        raise Rejected("profile.future", field="/effective")
    if (known.effective, known.value) == (command.effective, value):
        return ()
    return (
        ProfileCorrected(
            effective=command.effective, worker_id=command.worker_id, fact=command.fact, field=known.field,
            phone=value.phone, address=value.address, reason=because(command.reason), corrected_by=facts.by,
        ),
    )  # fmt: skip


def annul_profile(worker: Worker, command: AnnulProfile, facts: Facts[Policies]) -> tuple[ProfileAnnulled, ...]:
    known = _of(worker).fact(command.fact)
    if known is not None and known.annulled:
        return ()
    known = _standing(worker.profile, command.fact)
    return (
        ProfileAnnulled(
            effective=known.effective, worker_id=command.worker_id, fact=command.fact, field=known.field,
            reason=because(command.reason), annulled_by=facts.by,
        ),
    )  # fmt: skip


def check(field: ProfileField, text: str) -> None:
    """Raises Rejected for what is no phone number or no address."""
    match field:
        case ProfileField.PHONE:
            fits = _PHONE.fullmatch(text) is not None
        case ProfileField.ADDRESS:
            fits = 1 <= len(text.strip()) <= _LONGEST_ADDRESS
    if not fits:
        raise Rejected("profile.value", field="/value", what=field.value)


def because(reason: str) -> str:
    """Raises Rejected where nobody says why."""
    if not reason.strip():
        raise Rejected("profile.reason", field="/reason")
    return reason


def _of(worker: Worker) -> Profile:
    if not worker.known:
        raise Rejected("profile.unknown-person")
    return worker.profile


def _standing(profile: Profile, fact: UUID) -> ProfileFact:
    known = profile.fact(fact)
    if known is None or known.annulled:
        raise Rejected("profile.unknown-fact")
    return known
