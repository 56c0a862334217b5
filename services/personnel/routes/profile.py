"""The profile over HTTP: recorded once, corrected, annulled; read as it was on a day."""

from datetime import date, datetime
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, HTTPException

from services.personnel.domain.profile import AnnulProfile, CorrectProfile, RecordProfile, check
from services.personnel.domain.profile_events import ProfileField, ProfileValue
from services.personnel.domain.streams import WORKER
from services.personnel.projections import roster
from services.personnel.rights import KEEP_ROSTER, OWN_FILE, SEE_ROSTER
from services.personnel.routes.register import register
from shared.handling import Receipt
from shared.kernel import Region, Rejected, record
from shared.web.asked import Asked, Day, Instant
from shared.web.disclosure import Personal
from shared.web.handles import Handle, Reading, handler, reader

router = APIRouter(tags=["profile"])
Officer = Annotated[Handle, Depends(handler(WORKER, may=KEEP_ROSTER))]
Reader = Annotated[Reading, Depends(reader(may=SEE_ROSTER))]
Own = Annotated[Reading, Depends(reader(may=OWN_FILE))]


@record
class NewProfileFact:
    """`field` is a name of the register: phone or address; so from the effective day."""

    field: str
    value: str
    effective: date


@record
class ProfileFactCorrection:
    field: str
    value: str
    effective: date
    reason: str


@record
class ProfileFactAnnulment:
    reason: str


@record
class Phone:
    """As it holds since a day; null once it was erased."""

    fact: UUID
    since: date
    phone: str | None


@record
class Address:
    fact: UUID
    since: date
    address: str | None


@record
class ProfileOnDay:
    """Null where nothing holds on the day; `identity_correction_waits` for another person's confirmation."""

    worker_id: UUID
    as_of: date
    phone: Phone | None
    address: Address | None
    identity_correction_waits: bool


@router.post("/workers/{worker_id}/profile", status_code=201, operation_id="record_profile")
async def record_fact(worker_id: UUID, command: Asked[NewProfileFact], handle: Officer) -> Receipt:
    """Record a field of the profile; what is held elsewhere or follows from another field is refused with where it is."""
    await handle.find(worker_id)
    field, value = await _value(handle, worker_id, command.field, command.value)
    recorded = RecordProfile(
        worker_id=worker_id, fact=handle.new_id("profile"), field=field, effective=command.effective, value=value
    )
    return await handle(worker_id, recorded)


@router.post("/workers/{worker_id}/profile/{fact}/corrections", status_code=201, operation_id="correct_profile")
async def correct(worker_id: UUID, fact: UUID, command: Asked[ProfileFactCorrection], handle: Officer) -> Receipt:
    """It was entered wrongly: this is right."""
    await handle.find(worker_id)
    field, value = await _value(handle, worker_id, command.field, command.value)
    draft = handle.runtime.handling.draft()
    await draft.load([(WORKER, worker_id)])
    known = draft.state(WORKER, worker_id).profile.fact(fact)
    if known is not None and known.field is not field:
        raise Rejected("profile.other-field", field="/field")
    right = CorrectProfile(
        worker_id=worker_id, fact=fact, effective=command.effective, value=value, reason=command.reason
    )
    return await handle(worker_id, right)


@router.post("/workers/{worker_id}/profile/{fact}/annulments", status_code=201, operation_id="annul_profile")
async def annul(worker_id: UUID, fact: UUID, command: Asked[ProfileFactAnnulment], handle: Officer) -> Receipt:
    """It never was: what came before holds again."""
    await handle.find(worker_id)
    return await handle(worker_id, AnnulProfile(worker_id=worker_id, fact=fact, reason=command.reason))


@router.get("/workers/{worker_id}/profile", operation_id="read_profile")
async def one(
    worker_id: UUID, reader: Reader, as_of: Day | None = None, known_at: Instant | None = None
) -> ProfileOnDay:
    """The profile of a person on any day, as it was known at any instant; masked unless a purpose opens it."""
    async with reader.reading() as read:
        row = await roster.find(read, worker_id)
    if row is None:
        raise HTTPException(404)
    reader.require(Region(row["region"]))
    return await _profile(reader, worker_id, Region(row["region"]), as_of, known_at)


@router.get("/my/profile", operation_id="read_own_profile")
async def mine(reader: Own, as_of: Day | None = None, known_at: Instant | None = None) -> ProfileOnDay:
    """The caller's own profile, in clear to him."""
    try:
        worker_id = UUID(reader.caller.subject)
    except ValueError:
        raise HTTPException(404) from None
    async with reader.reading() as read:
        row = await roster.find(read, worker_id)
    if row is None:
        raise HTTPException(404)
    return await _profile(reader, worker_id, Region(row["region"]), as_of, known_at)


async def _value(handle: Handle, worker_id: UUID, asked: str, text: str) -> tuple[ProfileField, ProfileValue]:
    """The checked value, sealed."""
    known = register().recordable(asked)
    field = ProfileField[asked.upper()]
    check(field, text)
    name = known.catalogue or f"personnel.worker.{known.field}"
    sealed = (await handle.seal(worker_id, {name: text.strip()}))[name]
    return field, ProfileValue(phone=sealed) if field is ProfileField.PHONE else ProfileValue(address=sealed)


async def _profile(
    reader: Reading, worker_id: UUID, region: Region, as_of: date | None, known_at: datetime | None
) -> ProfileOnDay:
    day, position, key = as_of or reader.today, await reader.known(known_at), (WORKER.type, worker_id)
    past = (await reader.runtime.log.load([key]))[key]
    worker = WORKER.decider.fold(r.event for r in past if position is None or r.position <= position)
    profile = worker.profile
    phone, address = (profile.on(field, day) for field in ProfileField)
    values = {"phone": phone.value.phone if phone else None, "address": address.value.address if address else None}
    sealed = {what: value for what, value in values.items() if value is not None}
    opened = await reader.opened(
        [Personal(worker_id, region, f"personnel.worker.{what}", value) for what, value in sealed.items()]
    )
    shown = dict(zip(sealed, opened, strict=True))
    return ProfileOnDay(
        worker_id=worker_id, as_of=day, identity_correction_waits=profile.proposed is not None,
        phone=None if phone is None else Phone(fact=phone.fact, since=phone.effective, phone=shown.get("phone")),
        address=None if address is None else Address(
            fact=address.fact, since=address.effective, address=shown.get("address")
        ),
    )  # fmt: skip
