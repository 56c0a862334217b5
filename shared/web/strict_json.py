"""What JSON may be before the framework sees it, and how a request is refused that is not."""

import json
import re
from typing import Any, Final

from shared.web.problems import Problem, platform_problem

MAX_DEPTH: Final = 64
MAX_DIGITS: Final = 18
_DIGITS: Final = re.compile(rb"[0-9]{%d}" % (MAX_DIGITS + 1))
_STRINGS: Final = re.compile(rb'"(?:[^"\\]++|\\.)*+"?', re.DOTALL)  # one pass even over a text without an end
_SURROGATE: Final = re.compile(rb"\\u[dD][89a-fA-F]")


class Refusal(Exception):
    """The request is answered with this problem and goes no further."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.code)
        self.problem = problem


def refuse(status: int, code: str) -> Refusal:
    return Refusal(platform_problem(status, code))


def check_json(body: bytes) -> None:
    """Refuse what the framework would take or stumble over: see reliability.md 2.5."""
    if body.startswith((b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")) or b"\x00" in body:
        raise refuse(400, "request.not-utf8")
    try:
        body.decode("utf-8")
    except UnicodeDecodeError:
        raise refuse(400, "request.not-utf8") from None
    bare = _STRINGS.sub(b"", body)
    if bare.count(b"[") + bare.count(b"{") > MAX_DEPTH and _depth(bare) > MAX_DEPTH:
        raise refuse(400, "request.too-deep")
    if _DIGITS.search(bare):
        raise refuse(400, "request.number-too-long")
    try:
        parsed = json.loads(body, object_pairs_hook=_unique, parse_constant=_no_constant, parse_float=_finite)
    except (ValueError, RecursionError):
        raise refuse(400, "request.not-json") from None
    if b"\\u" in body and (b"\\u0000" in body or _SURROGATE.search(body)):
        _no_broken_text(parsed)


def _depth(bare: bytes) -> int:
    depth = deepest = 0
    for byte in bare:
        if byte in b"[{":
            depth += 1
            deepest = max(deepest, depth)
        elif byte in b"]}":
            depth -= 1
    return deepest


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise refuse(400, "request.duplicate-key")
    return found


def _no_constant(word: str) -> None:
    raise refuse(400, "request.not-json")


def _finite(text: str) -> float:
    value = float(text)
    if value in (float("inf"), float("-inf")):
        raise refuse(400, "request.not-json")
    return value


def _no_broken_text(value: Any) -> None:
    """No NUL and no lone surrogate in any text, key or value."""
    if isinstance(value, str):
        if "\x00" in value or any("\ud800" <= character <= "\udfff" for character in value):
            raise refuse(400, "request.broken-text")
    elif isinstance(value, list):
        for item in value:
            _no_broken_text(item)
    elif isinstance(value, dict):
        for key, item in value.items():
            _no_broken_text(key)
            _no_broken_text(item)
