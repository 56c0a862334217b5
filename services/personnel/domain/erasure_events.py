"""What can have happened to a person's right to be forgotten: stored in the worker stream, remembered by purpose.

Class and field names of events are the storage format: add, never rename. `next_due` is the first day on which the calendar
asks again, none while nothing is going to be due.
"""

from dataclasses import replace
from datetime import date
from enum import StrEnum
from uuid import UUID

from shared.kernel import record


class Purpose(StrEnum):
    """What personal values are sealed for; each has a key of its own (shared/privacy/catalogue.yaml)."""

    IDENTITY = "identity"
    CONTACT = "contact"
    PAY = "pay"
    CARE = "care"


class ErasureBasis(StrEnum):
    """PIPL art. 47: the retention ended, the purpose is met, consent was withdrawn, it was unlawful; or the person asks."""

    RETENTION_ENDED = "RETENTION_ENDED"
    PURPOSE_MET = "PURPOSE_MET"
    CONSENT_WITHDRAWN = "CONSENT_WITHDRAWN"
    UNLAWFUL = "UNLAWFUL"
    REQUESTED = "REQUESTED"


@record
class RetentionBegan:
    """The person left: every purpose is kept for its time from now on. Effective = last day of work."""

    effective: date
    worker_id: UUID
    next_due: date | None


@record
class ErasureProposed:
    """`due`: from which day the purposes may go; `proposed_by` is an officer or the timer."""

    effective: date
    worker_id: UUID
    purposes: tuple[Purpose, ...]
    due: date
    basis: ErasureBasis
    proposed_by: str
    next_due: date | None


@record
class ErasureDeclined:
    """A law requires longer storage: the purposes are proposed again after `kept_until`."""

    effective: date
    worker_id: UUID
    purposes: tuple[Purpose, ...]
    reason: str
    kept_until: date
    declined_by: str
    next_due: date | None


@record
class PersonalDataErased:
    """Decided; the keys of the purposes are destroyed by whoever follows the log, and stay so for ever."""

    effective: date
    worker_id: UUID
    purposes: tuple[Purpose, ...]
    basis: ErasureBasis
    document: str
    proposed_by: str
    erased_by: str
    next_due: date | None


@record
class RetentionStopped:
    """The person works again, or never left: what was proposed because the time was over is proposed no longer."""

    effective: date
    worker_id: UUID
    purposes: tuple[Purpose, ...]


ErasureEvent = RetentionStopped | RetentionBegan | ErasureProposed | ErasureDeclined | PersonalDataErased

# State


@record
class Proposal:
    """An open proposal for one purpose."""

    purpose: Purpose
    due: date
    basis: ErasureBasis
    proposed_by: str


@record
class Keeping:
    """How long a person's values are kept: what is proposed, what is erased, what a law keeps longer."""

    left_on: date | None = None
    proposed: tuple[Proposal, ...] = ()
    erased: tuple[Purpose, ...] = ()
    kept_until: tuple[tuple[Purpose, date], ...] = ()

    def proposal(self, purpose: Purpose) -> Proposal | None:
        return next((p for p in self.proposed if p.purpose is purpose), None)


def evolve(keeping: Keeping, event: ErasureEvent) -> Keeping:
    match event:
        case RetentionBegan(effective=last_day):
            return replace(keeping, left_on=last_day)
        case RetentionStopped(purposes=purposes):
            return _closed(replace(keeping, left_on=None), purposes)
        case ErasureProposed():
            new = (
                Proposal(purpose=p, due=event.due, basis=event.basis, proposed_by=event.proposed_by)
                for p in event.purposes
            )
            return replace(keeping, proposed=(*keeping.proposed, *new))
        case ErasureDeclined(purposes=purposes, kept_until=until):
            kept = (each for each in keeping.kept_until if each[0] not in purposes)
            longer = replace(keeping, kept_until=(*kept, *((purpose, until) for purpose in purposes)))
            return _closed(longer, purposes)
        case PersonalDataErased(purposes=purposes):
            return _closed(replace(keeping, erased=(*keeping.erased, *purposes)), purposes)


def _closed(keeping: Keeping, purposes: tuple[Purpose, ...]) -> Keeping:
    return replace(keeping, proposed=tuple(p for p in keeping.proposed if p.purpose not in purposes))
