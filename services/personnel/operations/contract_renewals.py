"""Many renewals as one operation: decided row by row, committed in chunks, resumed after a crash; a rehearsal changes nothing."""

from collections.abc import Sequence
from typing import Any, Final

import msgspec

from services.personnel.domain.contracts import RenewContract
from services.personnel.domain.imports import RowFault
from services.personnel.domain.renewals import Renewal, Renewals
from services.personnel.domain.streams import EMPLOYMENT
from services.personnel.operations.error_sheet import in_words
from shared.draft import Ask, Draft
from shared.eventlog import Conflict
from shared.kernel import Region, Rejected, within
from shared.operations import Work

CHUNK: Final = 200


async def renew_contracts(work: Work) -> dict[str, Any]:
    """Outcome: rows, renewed, would_renew, refused. File: errors.json, rows counted from 1."""
    asked: Renewals = work.request(Renewals)
    faults = await _faults_before(work)
    await work.progress(work.done, total=len(asked.renewals))
    for start in range(work.done, len(asked.renewals), CHUNK):
        chunk = asked.renewals[start : start + CHUNK]
        if asked.dry_run:
            faults += await _decided(work, work.draft(), chunk, start, asked.under)
            await work.progress(start + len(chunk))
        else:
            faults += await _committed(work, chunk, start, asked.under)
    said = [in_words(work.service.service.folder, fault) for fault in faults]
    await work.keep_file("errors.json", msgspec.json.encode(said))
    agreed = len(asked.renewals) - len(faults)
    return {
        "rows": len(asked.renewals), "renewed": 0 if asked.dry_run else agreed, "would_renew": agreed,
        "refused": len(faults),
    }  # fmt: skip


HANDLERS: Final = {"renew-contracts": renew_contracts}


async def _decided(work: Work, draft: Draft, rows: Sequence[Renewal], start: int, under: Region) -> list[RowFault]:
    """Every row over one draft: what is refused leaves it as it was."""
    await draft.load([(EMPLOYMENT, row.employment_id) for row in rows])
    faults: list[RowFault] = []
    for number, row in enumerate(rows, start=start + 1):
        try:
            await _decide(work, draft, row, under)
        except Rejected as refused:
            column = (refused.field or "/employment_id").removeprefix("/")
            facts = tuple((name, str(value)) for name, value in refused.facts.items())
            faults.append(RowFault(row=number, column=column, code=refused.code, facts=facts))
    return faults


async def _decide(work: Work, draft: Draft, row: Renewal, under: Region) -> None:
    state = draft.state(EMPLOYMENT, row.employment_id)
    if state.worker_id is None or not within(under, state.region):
        raise Rejected("contracts.elsewhere", field="/employment_id")
    command = RenewContract(
        ends=row.ends, fixed_on_request=row.fixed_on_request, document=row.document, digest=row.digest
    )
    await draft.decide(Ask(stream=EMPLOYMENT, to=row.employment_id, command=command), work.origin)


async def _committed(work: Work, rows: Sequence[Renewal], start: int, under: Region) -> list[RowFault]:
    while True:
        draft = work.draft()
        faults = await _decided(work, draft, rows, start, under)
        await work.keep_file(f"faults-{start}", msgspec.json.encode(faults))
        try:
            await work.commit(draft.append(), done=start + len(rows))
        except Conflict:
            continue
        return faults


async def _faults_before(work: Work) -> list[RowFault]:
    """What chunks before a crash refused."""
    kept: list[RowFault] = []
    for start in range(0, work.done, CHUNK):
        body = await work.file(f"faults-{start}")
        kept += msgspec.json.decode(body, type=list[RowFault]) if body else []
    return kept
