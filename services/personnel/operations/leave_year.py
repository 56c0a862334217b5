"""The annual leave of a year that nobody took, settled for a whole unit as one operation, in chunks; asked again, only what changed is
told again.
"""

from collections.abc import Sequence
from datetime import date
from typing import Any, Final

from sqlalchemy import RowMapping

from services.personnel.domain.leave_account_state import LeaveSettlementCause
from services.personnel.domain.leave_service import service_known
from services.personnel.domain.leave_settlement import LeaveYearToSettle, SettleUnused
from services.personnel.domain.streams import LEAVE_ACCOUNT, SENIORITY
from services.personnel.projections import roster
from shared.draft import Ask, Draft
from shared.eventlog import Conflict
from shared.kernel import Region, Scope
from shared.operations import Work

CHUNK: Final = 200


async def settle_leave_year(work: Work) -> dict[str, Any]:
    """Outcome: people looked at, and for how many something was told. Carried on from the beginning after a crash."""
    asked: LeaveYearToSettle = work.request(LeaveYearToSettle)
    await work.caught_up()
    last, people, told, after = date(asked.year, 12, 31), 0, 0, None
    scope = Scope.of([asked.under], await work.service.authority.layout())
    while True:
        async with work.service.engine.connect() as read:
            rows = await roster.page(read, scope, last, after=after, limit=CHUNK)
        told += await _chunk(work, [row for row in rows if row["last_day"] != last], last)
        people += len(rows)
        await work.progress(work.done, total=people)
        if len(rows) < CHUNK:
            return {"people": people, "settled": told}
        after = (rows[-1]["region"], rows[-1]["worker_id"])


HANDLERS: Final = {"settle-leave-year": settle_leave_year}


async def _chunk(work: Work, rows: Sequence[RowMapping], last: date) -> int:
    """One append for the chunk; a conflict with a command that came between is decided anew."""
    while True:
        draft = work.draft()
        await draft.load([(LEAVE_ACCOUNT, row["employment_id"]) for row in rows])
        await draft.load([(SENIORITY, row["worker_id"]) for row in rows])
        for row in rows:
            await draft.decide(_settled(work, draft, row, last), work.origin)
        if draft.empty:
            return 0
        told = len(draft.events)
        try:
            await work.commit(draft.append(), done=work.done + told)
            return told
        except Conflict:
            continue


def _settled(work: Work, draft: Draft, row: RowMapping, last: date) -> Ask:
    region = Region(row["region"])
    ledger, policies = draft.state(SENIORITY, row["worker_id"]), work.service.book.of(region)
    service = service_known(ledger, row["starts"], row["last_day"], last, policies)
    command = SettleUnused(
        worker_id=row["worker_id"], community=region, employment_id=row["employment_id"], year=last.year, last_day=last,
        cause=LeaveSettlementCause.YEAR_END, service=service,
    )  # fmt: skip
    return Ask(stream=LEAVE_ACCOUNT, to=row["employment_id"], command=command, region=region)
