"""Personnel, one file a group of capabilities."""

from typing import Final

from tests.matrix.probes.personnel import borrowing, mine, people, secondments, statistics

PERSONNEL: Final = people.PROBES | borrowing.PROBES | secondments.PROBES | mine.PROBES | statistics.PROBES
