"""The tree of regions."""

from typing import ClassVar

from shared.kernel import Region, record
from shared.published.envelope import Name


@record
class RegionFoundedV1:
    """A region exists from the effective day; `code` is its official code on that day, `path` its key for ever."""

    told: ClassVar[Name] = Name("personnel.region.founded")
    path: Region
    level: str
    code: str
    name: str


@record
class RegionRenamedV1:
    told: ClassVar[Name] = Name("personnel.region.renamed")
    path: Region
    code: str
    name: str


@record
class RegionMovedV1:
    """From the effective day what lies at and below `path` lies at and below `to`, a region of the same level.

    `merged`: it went up in another region and lies at `to` itself; else `to` is its new path under another parent.
    """

    told: ClassVar[Name] = Name("personnel.region.moved")
    path: Region
    to: Region
    merged: bool
