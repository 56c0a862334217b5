"""Personnel, one file a group of capabilities."""

from typing import Final

from tests.matrix.probes.personnel import mine, people, statistics

PERSONNEL: Final = people.PROBES | mine.PROBES | statistics.PROBES
