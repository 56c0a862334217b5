"""Personnel, one file a group of capabilities."""

from typing import Final

from tests.matrix.probes.personnel import people, statistics

PERSONNEL: Final = people.PROBES | statistics.PROBES
