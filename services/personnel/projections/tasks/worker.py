"""What is kept of a person too long waits for a decision, purpose by purpose."""

from typing import Any
from uuid import UUID

from services.personnel.domain.erasure_events import (
    ErasureDeclined,
    ErasureProposed,
    PersonalDataErased,
    Purpose,
    RetentionStopped,
)
from services.personnel.domain.profile_events import (
    IdentityCorrected,
    IdentityCorrectionProposed,
    IdentityCorrectionRefused,
)
from shared.kernel import Recorded
from shared.kernel.derived import derived_id
from shared.readmodel import RowChange
from shared.readmodel.tasks import settled, waits

KINDS = ("erasure-decision", "identity-confirmation")


def project(recorded: Recorded[Any]) -> tuple[RowChange, ...]:
    match recorded.event:
        case ErasureProposed(purposes=purposes, due=due, proposed_by=by):
            return tuple(waits(recorded, "erasure-decision", item=_item(p), due=due, made_by=by) for p in purposes)
        case PersonalDataErased(purposes=purposes) if Purpose.IDENTITY in purposes:
            return (*_gone(recorded, purposes), *settled(recorded, "identity-confirmation"))
        case ErasureDeclined(purposes=purposes) | PersonalDataErased(purposes=purposes):
            return _gone(recorded, purposes)
        case RetentionStopped(purposes=purposes):
            return _gone(recorded, purposes)
        case IdentityCorrectionProposed(proposed_by=by):
            return (waits(recorded, "identity-confirmation", made_by=by),)
        case IdentityCorrected() | IdentityCorrectionRefused():
            return settled(recorded, "identity-confirmation")
        case _:
            return ()


def _gone(recorded: Recorded[Any], purposes: tuple[Purpose, ...]) -> tuple[RowChange, ...]:
    return tuple(drop for p in purposes for drop in settled(recorded, "erasure-decision", item=_item(p)))


def _item(purpose: Purpose) -> UUID:
    return derived_id("personnel.task.purpose", purpose.value)
