"""Regions as paths of five segments: province/city/county/street/community, absent = `_`.

A segment is a key: equal to the official code segment when the region was founded, opaque ever after.
Paths are compared segment by segment; zeros are never stripped (reliability.md 3.2).
"""

from typing import Final, NewType

Region = NewType("Region", str)

LEVELS: Final = ("province", "city", "county", "street", "community")
NATION: Final = Region("_/_/_/_/_")


def region(*segments: str) -> Region:
    """`region("51", "01", "07")` is the county 51/01/07/_/_; a level a place lacks is passed as `_`."""
    if len(segments) > len(LEVELS) or any(not s or "/" in s or "." in s for s in segments):
        raise ValueError(f"not a region path: {segments!r}")
    return Region("/".join((*segments, *("_",) * (len(LEVELS) - len(segments)))))


def segments(path: Region) -> tuple[str, ...]:
    """The segments down to the region's own level: `_` inside (a city without counties) stays, the tail is cut."""
    parts = path.split("/")
    if len(parts) != len(LEVELS):
        raise ValueError(f"not a region path: {path!r}")
    while parts and parts[-1] == "_":
        parts.pop()
    return tuple(parts)


def level(path: Region) -> str:
    """`province` … `community`, or `nation`."""
    own = segments(path)
    return LEVELS[len(own) - 1] if own else "nation"


def within(scope: Region, path: Region) -> bool:
    """Whether `path` is `scope` itself or lies below it."""
    upper = segments(scope)
    return segments(path)[: len(upper)] == upper


def ancestor(path: Region, of_level: str) -> Region:
    """The path cut at a level: `ancestor(community, "county")`; a level below the region's own is an error."""
    depth = LEVELS.index(of_level) + 1
    own = segments(path)
    if len(own) < depth:
        raise ValueError(f"{path} has no {of_level}")
    return region(*own[:depth])


def ruled(path: Region) -> Region:
    """The county (or what stands above it) whose policies rule at the path."""
    return region(*segments(path)[: LEVELS.index("county") + 1])


def prefix(scope: Region) -> str:
    """What every path inside a scope above the community starts with, for an indexed prefix condition: `51/01/07/`."""
    own = segments(scope)
    return "".join(f"{s}/" for s in own)
