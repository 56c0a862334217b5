"""Whoever is hired, converted or taken over for the first time: sealed once, unique by the national id."""

from services.personnel.domain.engagement import Identity
from services.personnel.domain.worker import NATIONAL_ID
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
    if await handle.runtime.log.holder(NATIONAL_ID, id_hash) not in (None, worker_id):
        raise Rejected("hiring.known-person")
    values = {"personnel.worker.name": name.strip(), "personnel.worker.id_number": number.number}
    if phone is not None:
        values["personnel.worker.phone"] = phone
    sealed = await handle.seal(worker_id, values)
    return Identity(
        worker_id=worker_id, name=sealed["personnel.worker.name"], id_number=sealed["personnel.worker.id_number"],
        id_hash=id_hash, phone=sealed.get("personnel.worker.phone"), sex=number.sex.value,
        birth_month=f"{number.birth:%Y-%m}",
    )  # fmt: skip
