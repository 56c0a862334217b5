"""Whoever is hired or converted: sealed, one person by the national id; who worked here before is the same one."""

from datetime import date
from uuid import UUID

from services.personnel.domain.engagement import Identity
from services.personnel.domain.worker import NATIONAL_ID
from services.personnel.projections import spells
from shared.kernel import Rejected
from shared.kernel.national_id import parse
from shared.web.handles import Handle


async def identity(handle: Handle, name: str, id_number: str, phone: str | None) -> Identity:
    """The sealed person; the same request again finds the person it made. Raises Rejected before anything is sealed."""
    number = parse(id_number, handle.today)
    if not 1 <= len(name.strip()) <= 100:
        raise Rejected("hiring.name", field="/name")
    worker_id = handle.new_id("worker")
    id_hash = handle.runtime.sealer.blind.of("personnel.worker.id_number", number.number)
    holder = await handle.runtime.log.holder(NATIONAL_ID, id_hash)
    known = holder not in (None, worker_id)
    worker_id = holder or worker_id
    before = await _left(handle, worker_id) if known else None
    values = {"personnel.worker.name": name.strip(), "personnel.worker.id_number": number.number}
    if phone is not None:
        values["personnel.worker.phone"] = phone
    sealed = await handle.seal(worker_id, values)
    return Identity(
        worker_id=worker_id, name=sealed["personnel.worker.name"], id_number=sealed["personnel.worker.id_number"],
        id_hash=id_hash, phone=sealed.get("personnel.worker.phone"), sex=number.sex.value,
        birth_month=f"{number.birth:%Y-%m}", known=known, left_before=before,
    )  # fmt: skip


async def _left(handle: Handle, worker_id: UUID) -> date | None:
    """The last day of the employment before. Raises Rejected where it goes on."""
    async with handle.reading() as read:
        found = await spells.of_worker(read, worker_id)
    if found and found[-1]["last_day"] is None:
        raise Rejected("hiring.employed")
    return found[-1]["last_day"] if found else None
