"""ETag = the stream's version; If-Match refuses a command that builds on another one; Min-Position waits for one's writes."""

import re
from typing import Final

from fastapi import HTTPException

_POSITION: Final = re.compile(r"[0-9]{1,18}")
_VERSION: Final = re.compile(r'"(0|[1-9][0-9]{0,9})"')


def etag(version: int) -> str:
    return f'"{version}"'


def expected_version(if_match: str | None) -> int | None:
    """The version a caller builds on; None = any. Anything but one quoted number is refused."""
    if if_match is None or if_match == "*":
        return None
    found = _VERSION.fullmatch(if_match.strip())
    if found is None:
        raise HTTPException(400, "request.bad-version")
    return int(found[1])


def least_position(min_position: str | None) -> int | None:
    """The position that an answer must show; None = any. Anything but one number is refused."""
    if min_position is None:
        return None
    if not _POSITION.fullmatch(min_position):
        raise HTTPException(400, "request.bad-position")
    return int(min_position)
