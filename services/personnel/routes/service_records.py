"""Service records over HTTP: handed out signed to who leaves or asks, accepted from another county where somebody arrives."""

from datetime import date
from typing import Annotated, Any, Final
from uuid import UUID

from fastapi import APIRouter, Depends, HTTPException

from services.personnel.domain.seniority_events import IssueReason, ServiceRecordIssued
from services.personnel.domain.service_periods import Seniority
from services.personnel.domain.service_records import IssueServiceRecord, content, read
from services.personnel.domain.streams import RECOGNITION, SENIORITY
from services.personnel.projections import roster
from services.personnel.rights import ASK_RECOGNITION, HAND_OUT_RECORDS, OWN_FILE
from shared.access_ledger.ledger import Seen
from shared.access_ledger.reading import Shown
from shared.handling import Receipt
from shared.kernel import Recorded, Region, Rejected, Sealed, record
from shared.proof.record import Bad, opened, signed, text_of
from shared.runtime import Runtime
from shared.web.asked import Asked
from shared.web.disclosure import used
from shared.web.handles import Handle, Reading, handler, reader
from shared.web.rates import LOOKUP

router = APIRouter(tags=["service records"])
Officer = Annotated[Reading, Depends(reader(may=HAND_OUT_RECORDS, at_most=LOOKUP))]
Own = Annotated[Reading, Depends(reader(may=OWN_FILE, at_most=LOOKUP))]
OwnAsker = Annotated[Handle, Depends(handler(SENIORITY, may=OWN_FILE, at_most=LOOKUP))]
Receiver = Annotated[Handle, Depends(handler(RECOGNITION, may=ASK_RECOGNITION, at_most=LOOKUP))]
_ID_NUMBER: Final = "personnel.worker.id_number"
_OWNER: Final = "personnel.service-record.owner"
MOST: Final = 65_536


@record
class ServiceRecordShown:
    """`record` is the signed text, to be kept as it is, byte for byte."""

    record_id: UUID
    reason: IssueReason
    issued: date
    expires: date
    record: str


@record
class ArrivedRecord:
    record: str


@router.post("/my/service-records", status_code=201, operation_id="request_service_record")
async def request(handle: OwnAsker) -> Receipt:
    """Ask for one's own service record as the ledger stands today."""
    worker_id = _self(handle)
    issue = IssueServiceRecord(record_id=handle.new_id("service-record"), reason=IssueReason.REQUESTED)
    return await handle(worker_id, issue)


@router.get("/my/service-records", operation_id="list_own_service_records")
async def mine(reader: Own) -> list[ServiceRecordShown]:
    """The caller's own service records, signed, the newest first."""
    return await _records(reader, _self(reader))


@router.get("/workers/{worker_id}/service-records", operation_id="list_service_records")
async def of_worker(worker_id: UUID, reader: Officer) -> list[ServiceRecordShown]:
    """A person's service records, signed, the newest first, to be handed over."""
    return await _records(reader, worker_id)


@router.post("/workers/{worker_id}/service-records", status_code=201, operation_id="accept_service_record")
async def accept(worker_id: UUID, command: Asked[ArrivedRecord], handle: Receiver) -> Receipt:
    """A record that somebody brought: genuine, of a trusted issuer, of this person and not expired, it becomes a recognition
    that waits for another hand.
    """
    async with handle.reading() as db:
        row = await roster.find(db, worker_id)
    if row is None:
        raise HTTPException(404)
    region = Region(row["region"])
    handle.require(region)
    said, issuer, hash = _genuine(handle.runtime, command.record)
    case_id, person = handle.new_id("recognition"), await _owner(handle.runtime, worker_id, row["id_number"])
    try:
        accepted = read(
            said, issuer=issuer, hash=hash, person=person, worker_id=worker_id, case_id=case_id, region=region
        )
    except (KeyError, TypeError, ValueError):
        raise Rejected("service-records.not-a-record", field="/record") from None
    return await handle(case_id, accepted, region=region)


def _genuine(runtime: Runtime, note: str) -> tuple[dict[str, Any], str, str]:
    believed = {} if runtime.sealing is None else runtime.sealing.believed
    try:
        if len(note) > MOST:
            raise Bad("not-a-record", "it is too long")
        return opened(note, believed)
    except Bad as bad:
        raise Rejected(f"service-records.{bad.reason}", field="/record") from None
    except (ValueError, RecursionError):
        raise Rejected("service-records.not-a-record", field="/record") from None


async def _records(reader: Reading, worker_id: UUID) -> list[ServiceRecordShown]:
    key = (SENIORITY.type, worker_id)
    past = (await reader.runtime.log.load([key]))[key]
    ledger: Seniority = SENIORITY.decider.fold(each.event for each in past)
    if not past:
        raise HTTPException(404)
    if not reader.right.own:
        reader.require(ledger.region)
    async with reader.reading() as db:
        row = await roster.find(db, worker_id)
    issued = [n for n, each in enumerate(past) if isinstance(each.event, ServiceRecordIssued)]
    person = await _owner(reader.runtime, worker_id, row["id_number"] if row else None) if issued else ""
    await reader.record([Seen(worker_id, ledger.region, "service-record", Shown.FILE)] if issued else [])
    return [_shown(reader.runtime, past[: n + 1], person) for n in reversed(issued)]


def _shown(runtime: Runtime, past: tuple[Recorded[Any], ...], person: str) -> ServiceRecordShown:
    """The ledger as it was when the record was issued, signed."""
    ledger, issued = SENIORITY.decider.fold(each.event for each in past), past[-1].event
    sealing = runtime.sealing
    if sealing is None or sealing.signer is None:
        raise Rejected("service-records.no-key")
    issuer, signer = sealing.origin(runtime.service.name), sealing.signer
    text = text_of(issuer, content(ledger, issued, person, runtime.book.of(ledger.region)))
    note = signed(text, issuer, signer.public_key, signer.sign(text.encode()))
    return ServiceRecordShown(
        record_id=issued.record_id, reason=issued.reason, issued=issued.effective, expires=issued.expires, record=note
    )


async def _owner(runtime: Runtime, worker_id: UUID, id_number: str | None) -> str:
    """What stands for the person in a record: the blind index of the national id, with the key that a province shares."""
    sealed = [] if id_number is None else [(worker_id, _ID_NUMBER, Sealed(id_number))]
    (number,) = await used(runtime, sealed) if sealed else [None]
    if number is None:
        raise Rejected("service-records.identity-erased")
    return runtime.sealer.blind.of(_OWNER, number)


def _self(reader: Reading) -> UUID:
    try:
        return UUID(reader.caller.subject)
    except ValueError:
        raise HTTPException(404) from None
