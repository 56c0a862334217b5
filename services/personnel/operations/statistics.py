"""Statistics are counted from the log itself, up to a position: once to freeze them, again by whoever wants to see the same."""

import asyncio
from typing import Any, Final
from uuid import UUID

import msgspec

from services.personnel.domain.policies import Policies
from services.personnel.domain.statistics import FreezeStatistics, Freezing, Reproducing, StatisticEvent, statistic_id
from services.personnel.domain.statistics_forms import Form, Table, due
from services.personnel.domain.streams import STATISTIC
from services.personnel.domain.tabulation import tabulate
from services.personnel.domain.workforce import Workforce
from services.personnel.projections.statistics_sheet import workbook
from shared.crypto import content_digest
from shared.draft import Ask
from shared.eventlog import Codec, Conflict, StoredEvent
from shared.kernel import Region, Rejected
from shared.operations import Work

PIECE: Final = 5_000


async def freeze_statistics(work: Work) -> dict[str, Any]:
    """Outcome: statistic_id, version, digest, and whether there is a new version. Files: statistics.json, statistics.xlsx."""
    asked: Freezing = work.request(Freezing)
    id = statistic_id(asked.form, asked.region, asked.period)
    while work.done == 0:
        command = await _counted(work, asked)
        draft = work.draft()
        await draft.decide(Ask(stream=STATISTIC, to=id, command=command, region=asked.region), work.origin)
        try:
            await work.commit(draft.append(), done=1)
        except Conflict:
            continue
    newest = await _version(work, id, None)
    await _files(work, newest.content)
    return {"statistic_id": str(id), "version": newest.version, "digest": newest.digest, "cutoff": newest.cutoff}


async def reproduce_statistics(work: Work) -> dict[str, Any]:
    """Count a version again from the log as far as it was read then: `same` says whether the bytes are equal."""
    asked: Reproducing = work.request(Reproducing)
    kept = await _version(work, asked.statistic_id, asked.version)
    table: Table = msgspec.json.decode(kept.content, type=Table)
    again = await _tabulated(work, table.form, table.region, table.period, kept.cutoff)
    await _files(work, again)
    return {"version": kept.version, "digest": kept.digest, "again": digest_of(again), "same": again == kept.content}


HANDLERS: Final = {"freeze-statistics": freeze_statistics, "reproduce-statistics": reproduce_statistics}


def digest_of(content: str) -> str:
    """The hash of the content's bytes with its name in front."""
    return content_digest(content.encode())


async def _counted(work: Work, asked: Freezing) -> FreezeStatistics:
    today = work.handling.clock.today()
    policies: Policies = await work.handling.policies_for(STATISTIC.type, asked.region)
    form, last = due(policies.statistics_forms.on(today), asked.form, asked.period, today)
    cutoff = await work.handling.log.head()
    content = await _tabulated(work, form, asked.region, asked.period, cutoff)
    return FreezeStatistics(
        region=asked.region, form=asked.form, period=asked.period, as_of=last, cutoff=cutoff, content=content,
        digest=digest_of(content), reason=asked.reason,
    )  # fmt: skip


async def _tabulated(work: Work, form: Form, region: Region, period: str, cutoff: int) -> str:
    workforce = Workforce()
    codec = work.handling.log.codec
    await work.progress(work.done, total=1)
    for after in range(0, cutoff, PIECE):
        rows = await work.handling.log.read(after, min(PIECE, cutoff - after))
        await asyncio.to_thread(_hear, workforce, codec, rows)
        await work.progress(work.done)
    table = await asyncio.to_thread(tabulate, workforce, form, region, period)
    return msgspec.json.encode(table).decode()


def _hear(workforce: Workforce, codec: Codec, rows: list[StoredEvent]) -> None:
    for row in rows:
        workforce.hear(codec.recorded(row))


async def _version(work: Work, id: UUID, version: int | None) -> StatisticEvent:
    draft = work.draft()
    await draft.load([(STATISTIC, id)])
    found = [v for v in draft.state(STATISTIC, id).versions if version in (None, v.version)]
    if not found:
        raise Rejected("statistics.unknown-version")
    newest: StatisticEvent = found[-1]
    return newest


async def _files(work: Work, content: str) -> None:
    await work.keep_file("statistics.json", content.encode())
    await work.keep_file("statistics.xlsx", await asyncio.to_thread(workbook, content))
