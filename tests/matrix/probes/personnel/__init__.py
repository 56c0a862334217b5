"""Personnel, one file a group of capabilities."""

from typing import Final

from tests.matrix.probes.personnel import people

PERSONNEL: Final = people.PROBES
