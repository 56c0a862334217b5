"""Occupational standards, equivalence, and people's levels over HTTP."""

from datetime import date
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Depends, HTTPException

from services.personnel.domain.competence import AnnulCompetence, ApplyEquivalence, CorrectLevel, RecordLevel
from services.personnel.domain.competence_standards import (
    CompetenceLevel,
    EquivalenceRow,
    IssueEquivalence,
    IssueStandard,
    LevelKind,
    StandardIssued,
    standard_id,
    table_id,
)
from services.personnel.domain.streams.competence import COMPETENCE, COMPETENCE_STANDARD, EQUIVALENCE
from services.personnel.projections import competences, roster
from services.personnel.rights import KEEP_ROSTER, PUBLISH_SCHEME, SEE_REGIONS, SEE_ROSTER
from shared.handling import Receipt
from shared.kernel import Region, record
from shared.web.asked import Asked, RegionPath
from shared.web.handles import Handle, Reading, handler, reader

router = APIRouter(tags=["competence"])
Issuer = Annotated[Handle, Depends(handler(COMPETENCE_STANDARD, may=PUBLISH_SCHEME))]
TableIssuer = Annotated[Handle, Depends(handler(EQUIVALENCE, may=PUBLISH_SCHEME))]
Keeper = Annotated[Handle, Depends(handler(COMPETENCE, may=KEEP_ROSTER))]
Everybody = Annotated[Reading, Depends(reader(may=SEE_REGIONS))]
Reader = Annotated[Reading, Depends(reader(may=SEE_ROSTER))]


@record
class NewStandard:
    """Levels lowest first; `document` is the paper that issued it."""

    region: RegionPath
    code: str
    since: date
    levels: tuple[CompetenceLevel, ...]
    document: str


@record
class NewEquivalence:
    region: RegionPath
    code: str
    since: date
    until: date | None
    rows: tuple[EquivalenceRow, ...]
    document: str


@record
class NewLevel:
    """`standard` is the code of a standard of the region named by `standard_region`."""

    standard: str
    standard_region: RegionPath
    level: str
    assessed_on: date
    assessed_by: str
    document: str


@record
class LevelCorrection:
    standard: str
    standard_region: RegionPath
    level: str
    assessed_on: date
    reason: str


@record
class NewEquivalent:
    """What the person has: a level `of` a kind, shown by `evidence`; which level it equals the table says."""

    table: str
    table_region: RegionPath
    of: LevelKind
    level: str
    since: date
    evidence: str


@record
class CompetenceAnnulment:
    reason: str


@router.post("/competence-standards", status_code=201, operation_id="issue_competence_standard")
async def issue(command: Asked[NewStandard], handle: Issuer) -> Receipt:
    """Issue the next version of an occupational standard."""
    region = Region(command.region)
    issued = IssueStandard(
        region=region, code=command.code, effective=command.since, levels=command.levels, document=command.document
    )
    return await handle(standard_id(region, command.code), issued, region=region)


@router.get("/competence-standards", operation_id="list_competence_standards")
async def standards(reader: Everybody) -> list[dict[str, Any]]:
    """Every version issued in the caller's regions."""
    async with reader.reading() as read:
        return [dict(row) for row in await competences.listed(read, reader.scope, "STANDARD")]


@router.post("/equivalence-tables", status_code=201, operation_id="issue_equivalence_table")
async def issue_table(command: Asked[NewEquivalence], handle: TableIssuer) -> Receipt:
    """Issue the next version of a table of equivalence, with its validity."""
    region = Region(command.region)
    issued = IssueEquivalence(
        region=region, code=command.code, effective=command.since, until=command.until, rows=command.rows,
        document=command.document,
    )  # fmt: skip
    return await handle(table_id(region, command.code), issued, region=region)


@router.get("/equivalence-tables", operation_id="list_equivalence_tables")
async def tables(reader: Everybody) -> list[dict[str, Any]]:
    """Every version issued in the caller's regions."""
    async with reader.reading() as read:
        return [dict(row) for row in await competences.listed(read, reader.scope, "EQUIVALENCE")]


@router.post("/workers/{worker_id}/competence-levels", status_code=201, operation_id="record_competence_level")
async def recorded(worker_id: UUID, command: Asked[NewLevel], handle: Keeper) -> Receipt:
    """Record the level that somebody was assessed at, by the version of the standard in force on the day."""
    region = await _home(handle, worker_id)
    new = RecordLevel(
        worker_id=worker_id, fact=handle.new_id("competence"), region=region,
        standard=await _standard(handle, command.standard_region, command.standard, command.assessed_on),
        level=command.level, assessed_on=command.assessed_on, assessed_by=command.assessed_by, document=command.document,
    )  # fmt: skip
    return await handle(worker_id, new, region=region)


@router.post("/workers/{worker_id}/equivalences", status_code=201, operation_id="apply_equivalence")
async def applied(worker_id: UUID, command: Asked[NewEquivalent], handle: Keeper) -> Receipt:
    """Recognise a level by a table that is in force on the day."""
    region, id = await _home(handle, worker_id), table_id(Region(command.table_region), command.table)
    draft = handle.runtime.handling.draft()
    await draft.load([(EQUIVALENCE, id)])
    new = ApplyEquivalence(
        worker_id=worker_id, fact=handle.new_id("equivalence"), region=region, table=draft.state(EQUIVALENCE, id).on(command.since),
        of=command.of, level=command.level, since=command.since, evidence=command.evidence,
    )  # fmt: skip
    return await handle(worker_id, new, region=region)


@router.post(
    "/workers/{worker_id}/competence-levels/{fact}/corrections",
    status_code=201,
    operation_id="correct_competence_level",
)
async def corrected(worker_id: UUID, fact: UUID, command: Asked[LevelCorrection], handle: Keeper) -> Receipt:
    """It was entered wrongly: this is right."""
    region = await _home(handle, worker_id)
    right = CorrectLevel(
        fact=fact, standard=await _standard(handle, command.standard_region, command.standard, command.assessed_on),
        level=command.level, assessed_on=command.assessed_on, reason=command.reason,
    )  # fmt: skip
    return await handle(worker_id, right, region=region)


@router.post(
    "/workers/{worker_id}/competence-levels/{fact}/annulments", status_code=201, operation_id="annul_competence_level"
)
async def annulled(worker_id: UUID, fact: UUID, command: Asked[CompetenceAnnulment], handle: Keeper) -> Receipt:
    """The level, or what equalled it, never was."""
    region = await _home(handle, worker_id)
    return await handle(worker_id, AnnulCompetence(fact=fact, reason=command.reason), region=region)


@router.get("/workers/{worker_id}/competence-levels", operation_id="read_competence_levels")
async def of_worker(worker_id: UUID, reader: Reader) -> list[dict[str, Any]]:
    """A person's levels and what equals them, annulled ones too."""
    await _home(reader, worker_id)
    async with reader.reading() as read:
        return [dict(row) for row in await competences.of_worker(read, worker_id)]


async def _home(reader: Reading, worker_id: UUID) -> Region:
    """Where the person works; 404 outside the caller's regions."""
    async with reader.reading() as read:
        row = await roster.find(read, worker_id)
    if row is None:
        raise HTTPException(404)
    region = Region(row["region"])
    reader.require(region)
    return region


async def _standard(handle: Handle, region: str, code: str, day: date) -> StandardIssued | None:
    id = standard_id(Region(region), code)
    draft = handle.runtime.handling.draft()
    await draft.load([(COMPETENCE_STANDARD, id)])
    issued: StandardIssued | None = draft.state(COMPETENCE_STANDARD, id).on(day)
    return issued
