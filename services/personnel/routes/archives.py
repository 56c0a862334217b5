"""Archives over HTTP: the catalogue and its loans."""

from datetime import date
from typing import Annotated, Any, Literal
from uuid import UUID

from fastapi import APIRouter, Depends, HTTPException

from services.personnel.domain.archive_events import ManifestLine
from services.personnel.domain.archive_state import Archive, ArchivePhase, Loan, Material
from services.personnel.domain.archives import AddMaterial, AnnulMaterial, LendArchive, TakeArchiveBack
from services.personnel.domain.streams import ARCHIVE
from services.personnel.projections import archives
from services.personnel.rights import KEEP_ARCHIVES, SEE_ARCHIVES
from shared.handling import Receipt
from shared.kernel import Rejected, record
from shared.web.asked import Asked
from shared.web.handles import Handle, Reading, handler, reader
from shared.web.pages import Cursor, Limit, Page

router = APIRouter(tags=["archives"])
Keeper = Annotated[Handle, Depends(handler(ARCHIVE, may=KEEP_ARCHIVES))]
Reader = Annotated[Reading, Depends(reader(may=SEE_ARCHIVES))]
Phase = Literal["CREATED", "TRANSFERRED", "SEALED", "DESTROYED"]
MOST = 100


@record
class NewMaterial:
    """`sha256` of the file in small hexadecimal digits; the file itself stays where archives are kept."""

    material_class: str
    reference: str
    sha256: str
    source: str
    dated: date


@record
class MaterialAnnulment:
    reason: str


@record
class NewLoan:
    """No `materials`: the whole archive; `due` is the last day of the loan."""

    borrower: str
    purpose: str
    due: date
    materials: tuple[UUID, ...] = ()


@record
class ArchiveShown:
    worker_id: UUID
    region: str
    phase: ArchivePhase
    materials: tuple[Material, ...]
    loans: tuple[Loan, ...]
    left: date | None
    due: date | None
    manifest: tuple[ManifestLine, ...]
    manifest_hash: str | None


@router.post("/workers/{worker_id}/archive/materials", status_code=201, operation_id="add_archive_material")
async def add(worker_id: UUID, command: Asked[NewMaterial], handle: Keeper) -> Receipt:
    """Enter a material into the catalogue; the same file stands there once."""
    await handle.find(worker_id)
    added = AddMaterial(
        material_id=handle.new_id("material"), material_class=command.material_class, reference=command.reference,
        sha256=command.sha256, source=command.source, dated=command.dated,
    )  # fmt: skip
    return await handle(worker_id, added)


@router.post(
    "/workers/{worker_id}/archive/materials/{material_id}/annulments", status_code=201,
    operation_id="annul_archive_material",
)  # fmt: skip
async def annul(worker_id: UUID, material_id: UUID, command: Asked[MaterialAnnulment], handle: Keeper) -> Receipt:
    """The material was entered by mistake."""
    return await handle(worker_id, AnnulMaterial(material_id=material_id, reason=command.reason))


@router.post("/workers/{worker_id}/archive/loans", status_code=201, operation_id="lend_archive")
async def lend(worker_id: UUID, command: Asked[NewLoan], handle: Keeper) -> Receipt:
    """Lend the archive or parts of it; what is out is not lent again."""
    if len(command.materials) > MOST:
        raise Rejected("archives.no-material", field="/materials")
    lent = LendArchive(
        loan_id=handle.new_id("loan"), borrower=command.borrower, purpose=command.purpose, due=command.due,
        materials=command.materials,
    )  # fmt: skip
    return await handle(worker_id, lent)


@router.post("/workers/{worker_id}/archive/loans/{loan_id}/returns", status_code=201, operation_id="take_archive_back")
async def take_back(worker_id: UUID, loan_id: UUID, handle: Keeper) -> Receipt:
    """What was lent is back."""
    return await handle(worker_id, TakeArchiveBack(loan_id=loan_id))


@router.get("/workers/{worker_id}/archive", operation_id="read_archive")
async def one(worker_id: UUID, reader: Reader) -> ArchiveShown:
    """The catalogue, the log of loans, the manifest once it was handed over."""
    key = (ARCHIVE.type, worker_id)
    past = (await reader.runtime.log.load([key]))[key]
    if not past:
        raise HTTPException(404)
    found: Archive = ARCHIVE.decider.fold(each.event for each in past)
    reader.require(found.region)
    gone = found.transferred
    return ArchiveShown(
        worker_id=worker_id, region=found.region, phase=found.phase, materials=found.materials, loans=found.loans,
        left=found.left, due=found.due, manifest=gone.manifest if gone else (),
        manifest_hash=gone.manifest_hash if gone else None,
    )  # fmt: skip


@router.get("/archives", operation_id="list_archives")
async def listed(reader: Reader, phase: Phase, limit: Limit = 100, cursor: Cursor = None) -> Page[dict[str, Any]]:
    """Archives at a phase, the oldest first."""
    turn = reader.turning(cursor, limit, phase=phase)
    after = turn.after(date.fromisoformat, UUID)
    async with reader.reading() as read:
        rows = await archives.at_phase(read, reader.scope, phase, after=after, limit=limit)
    items = [dict(row) for row in rows]
    return turn.page(items, rows, "opened", "worker_id")
