"""What a person's profile can have happened to it (P-17.5): dated facts with three verbs, and the identity, which two people correct.

Class and field names of events are the storage format: add, never rename. Values that identify or reach a person are sealed.
"""

from dataclasses import replace
from datetime import date
from enum import StrEnum
from uuid import UUID

from shared.kernel import WorkerAddress, WorkerIdNumber, WorkerName, WorkerPhone, record
from shared.kernel.derived import derived_id


class ProfileField(StrEnum):
    """电话、住址: what the profile itself keeps; everything else has another owner (register.yaml)."""

    PHONE = "PHONE"
    ADDRESS = "ADDRESS"


# Events


@record
class ProfileRecorded:
    """So from the effective day; either `phone` or `address` is given, as the field asks."""

    effective: date
    worker_id: UUID
    fact: UUID
    field: ProfileField
    phone: WorkerPhone | None
    address: WorkerAddress | None
    recorded_by: str


@record
class ProfileCorrected:
    """The fact was entered wrongly: this is right, from the effective day."""

    effective: date
    worker_id: UUID
    fact: UUID
    field: ProfileField
    phone: WorkerPhone | None
    address: WorkerAddress | None
    reason: str
    corrected_by: str


@record
class ProfileAnnulled:
    """The fact never was. Effective = the day it was said to begin."""

    effective: date
    worker_id: UUID
    fact: UUID
    field: ProfileField
    reason: str
    annulled_by: str


@record
class IdentityCorrectionProposed:
    """Name or national id shall be other ones; both stand here as they would be, `changed` says which. Sex and birth month
    follow from the number. Effective = day of the proposal.
    """

    effective: date
    worker_id: UUID
    correction_id: UUID
    name: WorkerName
    id_number: WorkerIdNumber
    sex: str
    birth_month: str
    changed: tuple[str, ...]
    reason: str
    proposed_by: str


@record
class IdentityCorrected:
    """A second hand confirmed it. Effective = day of the confirmation."""

    effective: date
    worker_id: UUID
    correction_id: UUID
    name: WorkerName
    id_number: WorkerIdNumber
    sex: str
    birth_month: str
    changed: tuple[str, ...]
    reason: str
    proposed_by: str
    confirmed_by: str


@record
class IdentityCorrectionRefused:
    effective: date
    worker_id: UUID
    correction_id: UUID
    reason: str
    refused_by: str


@record
class IdNumberCorrected:
    """The right national id, for whoever has to name it to the authorities; beside the correction of the identity that it is a part
    of. Effective = day of the confirmation."""

    effective: date
    worker_id: UUID
    correction_id: UUID
    id_number: WorkerIdNumber


ProfileEvent = (
    ProfileRecorded | ProfileCorrected | ProfileAnnulled | IdentityCorrectionProposed | IdentityCorrected
    | IdentityCorrectionRefused | IdNumberCorrected
)  # fmt: skip

# State


@record
class ProfileValue:
    phone: WorkerPhone | None = None
    address: WorkerAddress | None = None


@record
class ProfileFact:
    """`arrival` orders what begins on the same day: the later one holds."""

    fact: UUID
    field: ProfileField
    effective: date
    arrival: int
    value: ProfileValue
    annulled: bool = False


@record
class Profile:
    facts: tuple[ProfileFact, ...] = ()
    proposed: IdentityCorrectionProposed | None = None
    corrections: tuple[UUID, ...] = ()

    def fact(self, fact: UUID) -> ProfileFact | None:
        return next((each for each in self.facts if each.fact == fact), None)

    def on(self, field: ProfileField, day: date) -> ProfileFact | None:
        """What holds on the day."""
        held = (f for f in self.facts if f.field is field and f.effective <= day and not f.annulled)
        return max(held, key=lambda each: (each.effective, each.arrival), default=None)


def evolve(profile: Profile, event: ProfileEvent) -> Profile:
    match event:
        case ProfileRecorded():
            new = ProfileFact(
                fact=event.fact, field=event.field, effective=event.effective, arrival=len(profile.facts),
                value=ProfileValue(phone=event.phone, address=event.address),
            )  # fmt: skip
            return replace(profile, facts=(*profile.facts, new))
        case ProfileCorrected(fact=fact, effective=day):
            value = ProfileValue(phone=event.phone, address=event.address)
            return _changed(profile, fact, effective=day, value=value)
        case ProfileAnnulled(fact=fact):
            return _changed(profile, fact, annulled=True)
        case IdentityCorrectionProposed():
            return replace(profile, proposed=event)
        case IdentityCorrected(correction_id=id) | IdentityCorrectionRefused(correction_id=id):
            return replace(profile, proposed=None, corrections=(*profile.corrections, id))
        case IdNumberCorrected():
            return profile


def hired_with(worker_id: UUID, day: date, phone: WorkerPhone | None) -> Profile:
    """The profile as it begins: with the phone that was given at the hire, if one was."""
    if phone is None:
        return Profile()
    fact = ProfileFact(
        fact=derived_id("personnel.profile.phone", str(worker_id)), field=ProfileField.PHONE, effective=day, arrival=0,
        value=ProfileValue(phone=phone),
    )  # fmt: skip
    return Profile(facts=(fact,))


def _changed(profile: Profile, fact: UUID, **changes: object) -> Profile:
    return replace(
        profile,
        facts=tuple(replace(each, **changes) if each.fact == fact else each for each in profile.facts),  # type: ignore[arg-type]
    )
