"""Looks after the access ledger: tells of unusual reading, forgets what was kept long enough."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from shared.access_ledger.ledger import AccessLedger
from shared.access_ledger.reading import READER, NoticeUnusualReading, Shown, reader_day_id
from shared.draft import Ask
from shared.eventlog import AWAY, LogUnavailable, Overloaded
from shared.handling import Handling
from shared.kernel import Region
from shared.telemetry import log

SOURCE: Final = "access-ledger"
POLL_SECONDS: Final = 1.0


@dataclass(slots=True)
class Watch:
    """The counts are committed with the reads, so nothing is lost when a process dies before it was told; several watches tell
    it once: the stream knows.
    """

    handling: Handling
    accesses: AccessLedger
    forgotten: date | None = None

    async def run(self) -> None:
        while True:
            try:
                await self.look()
            except (*AWAY, LogUnavailable, Overloaded) as problem:
                log.warning("watch.waits", error=type(problem).__name__)
            await asyncio.sleep(POLL_SECONDS)

    async def look(self) -> None:
        """Tell of everything above what is usual and not told yet; once a day, forget."""
        for row in await self.accesses.to_notice():
            await self._notice(row)
        today = self.handling.clock.today()
        if self.forgotten != today:
            await self.accesses.forget()
            self.forgotten = today

    async def _notice(self, row: Mapping[str, Any]) -> None:
        id, region = reader_day_id(row["reader"], row["day"]), Region(row["region"])
        command = NoticeUnusualReading(
            day=row["day"], reader=row["reader"], shown=Shown(row["shown"]), persons=row["persons"],
            threshold=row["most"], region=region,
        )  # fmt: skip
        await self.handling.carry_out((Ask(stream=READER, to=id, command=command, region=region),), by=SOURCE)
        await self.accesses.noticed(row["tally"])
        log.warning("reading.unusual", reader_day=str(id), shown=row["shown"], threshold=row["most"])
