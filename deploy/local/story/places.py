"""The county of the story: Wuhou (武侯区), Chengdu, with its real streets and communities of 2023.

Facts published by the national statistics bureau, as collected by china-division 2.7.0 (MIT / WTFPL).
"""

import csv
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path

from shared.kernel import Region, region

COUNTY = region("51", "01", "07")
_FILE = Path(__file__).parent / "wuhou.csv"


@dataclass(frozen=True, slots=True)
class Place:
    """`code` is the official one of 2023."""

    path: Region
    level: str
    code: str
    name: str


@cache
def places() -> tuple[Place, ...]:
    """Province, city, county, streets, communities; upper ones first."""
    with _FILE.open(encoding="utf-8") as lines:
        return tuple(Place(_path(row["code"]), row["level"], row["code"], row["name"]) for row in csv.DictReader(lines))


def _path(code: str) -> Region:
    """`510107001004` → 51/01/07/001/004: a key equals the code on the day a region is founded."""
    cuts = (0, 2, 4, 6, 9, 12)
    return region(*(code[a:b] for a, b in pairwise(cuts) if len(code) >= b))


def streets() -> tuple[Place, ...]:
    return tuple(p for p in places() if p.level == "street")


def communities(street: Place) -> tuple[Place, ...]:
    return tuple(p for p in places() if p.level == "community" and p.code.startswith(street.code))
