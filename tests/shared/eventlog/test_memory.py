import pytest

from shared.eventlog import Codec, MemoryLog
from shared.testing.log_cases import NOTES, LogCases


class TestMemoryLog(LogCases):
    @pytest.fixture
    def log(self) -> MemoryLog:
        return MemoryLog(Codec.of([NOTES]))
