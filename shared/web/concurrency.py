"""ETag = the stream's version; If-Match refuses a command that builds on another one."""

import re
from typing import Final

from fastapi import HTTPException

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
