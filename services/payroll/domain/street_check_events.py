"""The streets of a county's run, each checked by a hand of its own or above, stored in the run's stream.

Class and field names are the storage format: add, never rename.
"""

from datetime import date

from shared.kernel import Region, record


@record
class StreetShare:
    """A street with so many slips of the run."""

    street: Region
    slips: int


@record
class RunStreetsNamed:
    """Each of these streets has people in the run and is to check them."""

    effective: date
    streets: tuple[StreetShare, ...]


@record
class RunStreetChecked:
    effective: date
    street: Region
    checked_by: str


@record
class RunChecksCalledOff:
    """The run was discarded before these streets had checked it."""

    effective: date
    streets: tuple[Region, ...]


StreetCheckEvent = RunStreetsNamed | RunStreetChecked | RunChecksCalledOff
