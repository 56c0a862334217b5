"""A roster sheet becomes people: read once, decided row by row, committed in chunks, resumed after a crash.

A row that is refused becomes a row error in both languages; the others go on. What a crash interrupted is carried on at the
first row not committed: the operation's own cursor says which.
"""

import asyncio
from collections.abc import Sequence
from datetime import date
from io import BytesIO
from typing import Any, Final

import msgspec
from python_calamine import CalamineError, CalamineWorkbook

from services.personnel.domain.imports import RosterRow, RowFault, read_rows
from services.personnel.operations.error_sheet import error_sheet, in_words
from services.personnel.operations.roster_rows import SEALED_FOR, Places, decide, identities, places_for
from services.personnel.projections import regions
from shared.eventlog import AlreadyHeld, Conflict
from shared.kernel import Region, Rejected, record
from shared.operations import Work

CHUNK: Final = 200


@record
class RosterImport:
    """Everything below the county; `dry_run` reads and decides, and commits nothing."""

    county: Region
    dry_run: bool


async def import_roster(work: Work) -> dict[str, Any]:
    """Outcome: rows, imported, refused, warnings. Files: errors.json, errors.xlsx."""
    asked: RosterImport = work.request(RosterImport)
    rows, unread = await asyncio.to_thread(_read, await work.file("input") or b"", work.handling.clock.today())
    await work.caught_up()
    async with work.service.engine.connect() as read:
        communities = await regions.names_below(read, asked.county, work.handling.clock.today())
    refused = await _faults_before(work)
    await work.progress(work.done, total=len(rows))
    if asked.dry_run:
        refused += await _rehearse(work, rows, communities)
    for start in range(work.done, 0 if asked.dry_run else len(rows), CHUNK):
        refused += await _chunk(work, rows[start : start + CHUNK], start, communities)
    await _report(work, sorted(unread + refused, key=lambda fault: fault.row))
    warnings = sum(fault.warning for fault in unread)
    return {
        "rows": len(rows) + len(unread) - warnings,
        "imported": 0 if asked.dry_run else len(rows) - len(refused),
        "would_import": len(rows) - len(refused),
        "refused": len(unread) - warnings + len(refused),
        "warnings": warnings,
    }


HANDLERS: Final = {"roster-import": import_roster}


def _read(sheet: bytes, today: date) -> tuple[list[RosterRow], list[RowFault]]:
    try:
        cells = CalamineWorkbook.from_filelike(BytesIO(sheet)).get_sheet_by_index(0).to_python(skip_empty_area=False)
    except (CalamineError, OSError, ValueError) as broken:
        raise Rejected("imports.not-a-workbook") from broken
    return read_rows(cells, today)


async def _faults_before(work: Work) -> list[RowFault]:
    """What chunks before a crash refused; each chunk keeps its faults before it is committed."""
    kept: list[RowFault] = []
    for start in range(0, work.done, CHUNK):
        body = await work.file(f"faults-{start}")
        kept += msgspec.json.decode(body, type=list[RowFault]) if body else []
    return kept


async def _rehearse(
    work: Work, rows: Sequence[RosterRow], communities: dict[tuple[str, str], Region]
) -> list[RowFault]:  # fmt: skip
    """Decide every row as the import would; the drafts are thrown away, what rows would take is remembered."""
    faults: list[RowFault] = []
    before: Places | None = None
    for start in range(0, len(rows), CHUNK):
        chunk = rows[start : start + CHUNK]
        people = await identities(work, chunk, sealed=False)
        draft = work.draft()
        before = await places_for(work, draft, chunk, people, communities, before)
        decided = [await decide(work, draft, row, who, before) for row, who in zip(chunk, people, strict=True)]
        faults += [fault for fault in decided if fault is not None]
        await work.progress(start + len(chunk))
    return faults


async def _chunk(
    work: Work, rows: Sequence[RosterRow], start: int, communities: dict[tuple[str, str], Region]
) -> list[RowFault]:  # fmt: skip
    """Decide every row over one draft and commit; decided anew when somebody took a place or a post meanwhile.

    Keys made for rows that were refused are destroyed again: nobody is behind them.
    """
    people = await identities(work, rows, sealed=True)
    while True:
        draft = work.draft()
        places: Places = await places_for(work, draft, rows, people, communities)
        faults = [
            fault
            for row, who in zip(rows, people, strict=True)
            if (fault := await decide(work, draft, row, who, places)) is not None
        ]
        await work.keep_file(f"faults-{start}", msgspec.json.encode(faults))
        try:
            await work.commit(draft.append(), done=start + len(rows))
        except (Conflict, AlreadyHeld):
            continue
        refused = {fault.row for fault in faults}
        nobody = [who.identity.worker_id for row, who in zip(rows, people, strict=True) if row.row in refused]
        await work.service.sealer.store.destroy_all((id, purpose) for id in nobody for purpose in SEALED_FOR)
        return faults


async def _report(work: Work, faults: Sequence[RowFault]) -> None:
    """Every row error with its texts in both languages, for programs and for people."""
    folder = work.service.service.folder
    await work.keep_file("errors.json", msgspec.json.encode([in_words(folder, fault) for fault in faults]))
    await work.keep_file("errors.xlsx", await asyncio.to_thread(error_sheet, folder, faults))
