"""The identity of a person (姓名、公民身份号码): entered once, corrected by two people; sex and birth month follow from the number."""

from uuid import UUID

from services.personnel.domain.policies import Policies
from services.personnel.domain.profile import because
from services.personnel.domain.profile_events import (
    IdentityCorrected,
    IdentityCorrectionProposed,
    IdentityCorrectionRefused,
    IdNumberCorrected,
)
from services.personnel.domain.worker import NATIONAL_ID, PROPOSED_ID, Worker
from shared.kernel import Facts, Rejected, Release, Reservation, Take, WorkerIdNumber, WorkerName, record, same_hand

# Commands


@record
class ProposeIdentity:
    """What is not given stays. `id_hash` is the blind index of the new number: nobody else may be given it meanwhile."""

    worker_id: UUID
    correction_id: UUID
    name: WorkerName | None
    id_number: WorkerIdNumber | None
    id_hash: str | None
    sex: str | None
    birth_month: str | None
    reason: str


@record
class ConfirmIdentity:
    """`held` are the blind indexes of the person's number until now, `wanted` that of the proposed one, as the edge found them."""

    worker_id: UUID
    held: tuple[str, ...] = ()
    wanted: tuple[str, ...] = ()


@record
class RefuseIdentity:
    worker_id: UUID
    reason: str
    wanted: tuple[str, ...] = ()


IdentityCommand = ProposeIdentity | ConfirmIdentity | RefuseIdentity

# Decisions


def propose(worker: Worker, command: ProposeIdentity, facts: Facts[Policies]) -> tuple[IdentityCorrectionProposed, ...]:
    if not worker.known or worker.name is None or worker.id_number is None:
        raise Rejected("profile.unknown-person")
    changed = tuple(what for what, new in (("name", command.name), ("id_number", command.id_number)) if new is not None)
    if not changed:
        raise Rejected("identity.nothing", field="/name")
    if worker.profile.proposed is not None:
        raise Rejected("identity.proposed")
    return (
        IdentityCorrectionProposed(
            effective=facts.today, worker_id=command.worker_id, correction_id=command.correction_id,
            name=command.name or worker.name, id_number=command.id_number or worker.id_number,
            sex=command.sex or worker.sex, birth_month=command.birth_month or worker.birth_month, changed=changed,
            reason=because(command.reason), proposed_by=facts.by,
        ),
    )  # fmt: skip


def confirm(
    worker: Worker, command: ConfirmIdentity, facts: Facts[Policies]
) -> tuple[IdentityCorrected | IdNumberCorrected, ...]:
    """Whoever proposed it, or stood in for him, does not confirm it."""
    proposed = _open(worker)
    if same_hand(proposed.proposed_by, facts.by):
        raise Rejected("identity.own-proposal")
    corrected = IdNumberCorrected(
        effective=facts.today, worker_id=command.worker_id, correction_id=proposed.correction_id, id_number=proposed.id_number
    )  # fmt: skip
    return (
        IdentityCorrected(
            effective=facts.today, worker_id=command.worker_id, correction_id=proposed.correction_id, name=proposed.name,
            id_number=proposed.id_number, sex=proposed.sex, birth_month=proposed.birth_month, changed=proposed.changed,
            reason=proposed.reason, proposed_by=proposed.proposed_by, confirmed_by=facts.by,
        ),
        *((corrected,) if "id_number" in proposed.changed else ()),
    )  # fmt: skip


def refuse(worker: Worker, command: RefuseIdentity, facts: Facts[Policies]) -> tuple[IdentityCorrectionRefused, ...]:
    proposed = _open(worker)
    return (
        IdentityCorrectionRefused(
            effective=facts.today, worker_id=command.worker_id, correction_id=proposed.correction_id,
            reason=because(command.reason), refused_by=facts.by,
        ),
    )  # fmt: skip


def reserved(command: IdentityCommand) -> tuple[Reservation, ...]:
    """The new number is held for the person from the proposal on; the old one is free once it is confirmed."""
    match command:
        case ProposeIdentity(id_hash=key):
            return () if key is None else (Take(kind=PROPOSED_ID, key=key),)
        case ConfirmIdentity(held=held, wanted=wanted):
            if not wanted:
                return ()
            given_up = (Release(kind=NATIONAL_ID, key=key) for key in held)
            taken = (Take(kind=NATIONAL_ID, key=key) for key in wanted)
            return (*given_up, *(Release(kind=PROPOSED_ID, key=key) for key in wanted), *taken)
        case RefuseIdentity(wanted=wanted):
            return tuple(Release(kind=PROPOSED_ID, key=key) for key in wanted)


def _open(worker: Worker) -> IdentityCorrectionProposed:
    if worker.profile.proposed is None:
        raise Rejected("identity.nothing-proposed")
    return worker.profile.proposed
