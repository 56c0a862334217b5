"""The tree of regions."""

from datetime import date
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
class RegionNameCorrectedV1:
    """The code and name told for the day `since` were wrong: these hold, from the effective day."""

    told: ClassVar[Name] = Name("personnel.region.name_corrected")
    path: Region
    since: date
    code: str
    name: str


@record
class RegionNameAnnulledV1:
    """The code and name told for the effective day never were: what came before goes on."""

    told: ClassVar[Name] = Name("personnel.region.name_annulled")
    path: Region


@record
class RegionMovedV1:
    """From the effective day what lies at and below `path` lies at and below `to`, a region of the same level.

    `merged`: it went up in another region and lies at `to` itself; else `to` is its new path under another parent.
    """

    told: ClassVar[Name] = Name("personnel.region.moved")
    path: Region
    to: Region
    merged: bool
