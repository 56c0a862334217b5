"""The business clock, owned by the process: now() is recorded, today() is the business day. Leases and limits use the system's."""

import json
import os
from datetime import UTC, date, datetime, time, timedelta, timezone
from pathlib import Path
from time import monotonic
from typing import Final, Protocol

SHANGHAI: Final = timezone(timedelta(hours=8))
MORNING: Final = time(1)
_LOOK_AGAIN: Final = 0.05


class Clock(Protocol):
    """`now` in UTC with microseconds, `today` its day in Shanghai."""

    def now(self) -> datetime: ...
    def today(self) -> date: ...


class SystemClock:
    """The real time."""

    def now(self) -> datetime:
        return datetime.now(UTC)

    def today(self) -> date:
        return self.now().astimezone(SHANGHAI).date()


class SettableClock:
    """For the development profile: an offset in a file that all processes of a machine share; it moves forward only."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._looked = -1.0
        self._offset = timedelta()

    def now(self) -> datetime:
        return datetime.now(UTC) + self._shift()

    def today(self) -> date:
        return self.now().astimezone(SHANGHAI).date()

    def move_to(self, day: date) -> None:
        """From now on it is 01:00 of that day and time runs on. Raises ValueError for a day that has passed."""
        if day < self.today():
            raise ValueError(f"{day} has passed")
        if day == self.today():
            return
        self._offset = datetime.combine(day, MORNING, SHANGHAI) - datetime.now(UTC)
        self._file.parent.mkdir(parents=True, exist_ok=True)
        beside = self._file.with_suffix(".new")
        beside.write_text(json.dumps({"offset_microseconds": self._offset // timedelta(microseconds=1)}))
        os.replace(beside, self._file)
        self._looked = monotonic()

    def _shift(self) -> timedelta:
        if monotonic() - self._looked > _LOOK_AGAIN:
            self._looked = monotonic()
            if self._file.exists():
                stored = json.loads(self._file.read_text())["offset_microseconds"]
                self._offset = timedelta(microseconds=stored)
        return self._offset
