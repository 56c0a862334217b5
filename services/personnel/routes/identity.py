"""Name and national id corrected over HTTP: proposed by one person, confirmed or refused by another."""

from collections.abc import Sequence
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends

from services.personnel.domain.identity import ConfirmIdentity, ProposeIdentity, RefuseIdentity
from services.personnel.domain.streams import WORKER
from services.personnel.domain.worker import NATIONAL_ID, PROPOSED_ID
from services.personnel.rights import CONFIRM_IDENTITY, KEEP_ROSTER
from shared.draft import Ask, Draft
from shared.handling import Receipt
from shared.kernel import Rejected, record
from shared.kernel.national_id import parse
from shared.web.asked import Asked
from shared.web.handles import Handle, handler
from shared.web.rates import LOOKUP

router = APIRouter(prefix="/workers/{worker_id}/identity-corrections", tags=["profile"])
Officer = Annotated[Handle, Depends(handler(WORKER, may=KEEP_ROSTER, at_most=LOOKUP))]
Approver = Annotated[Handle, Depends(handler(WORKER, may=CONFIRM_IDENTITY))]
NAME, NUMBER = "personnel.worker.name", "personnel.worker.id_number"


@record
class IdentityCorrection:
    """What is left out stays; sex and month of birth follow from the number."""

    name: str | None = None
    id_number: str | None = None
    reason: str


@record
class IdentityConfirmation:
    """An empty object: what is confirmed stands in the log."""


@record
class IdentityRefusal:
    reason: str


@router.post("", status_code=201, operation_id="propose_identity")
async def propose(worker_id: UUID, command: Asked[IdentityCorrection], handle: Officer) -> Receipt:
    """Propose another name or national id; nothing changes until somebody else confirms it."""
    await handle.find(worker_id)
    if command.name is not None and not 1 <= len(command.name.strip()) <= 100:
        raise Rejected("hiring.name", field="/name")
    values = {} if command.name is None else {NAME: command.name.strip()}
    number = None if command.id_number is None else parse(command.id_number, handle.today)
    blind = None if number is None else handle.runtime.sealer.blind.of(NUMBER, number.number)
    if number is not None and blind is not None:
        if await handle.runtime.log.holder(NATIONAL_ID, blind) is not None:
            raise Rejected("identity.number-taken", field="/id_number")
        values[NUMBER] = number.number
    sealed = await handle.seal(worker_id, values)
    proposed = ProposeIdentity(
        worker_id=worker_id, correction_id=handle.new_id("identity"), name=sealed.get(NAME), id_number=sealed.get(NUMBER),
        id_hash=blind, sex=None if number is None else number.sex.value,
        birth_month=None if number is None else f"{number.birth:%Y-%m}", reason=command.reason,
    )  # fmt: skip
    return await handle(worker_id, proposed)


@router.post("/confirmations", status_code=201, operation_id="confirm_identity")
async def confirm(worker_id: UUID, command: Asked[IdentityConfirmation], handle: Approver) -> Receipt:
    """The second hand: from now on every service shows it within about a second."""
    await handle.find(worker_id)

    async def with_what_is_held(draft: Draft) -> Sequence[Ask]:
        held, wanted = await _numbers(handle, worker_id)
        return [
            Ask(stream=WORKER, to=worker_id, command=ConfirmIdentity(worker_id=worker_id, held=held, wanted=wanted))
        ]

    return await handle.all(with_what_is_held)


@router.post("/refusals", status_code=201, operation_id="refuse_identity")
async def refuse(worker_id: UUID, command: Asked[IdentityRefusal], handle: Approver) -> Receipt:
    """It stays as it is, for a reason."""
    await handle.find(worker_id)
    _, wanted = await _numbers(handle, worker_id)
    return await handle(worker_id, RefuseIdentity(worker_id=worker_id, reason=command.reason, wanted=wanted))


async def _numbers(handle: Handle, worker_id: UUID) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The blind indexes of the person's number and of the proposed one."""
    found = await handle.runtime.log.held_by(worker_id)
    held, wanted = (tuple(key for kind, key in found if kind == of) for of in (NATIONAL_ID, PROPOSED_ID))
    return held, wanted
