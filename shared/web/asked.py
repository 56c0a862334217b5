"""The body is the command: validated strictly as JSON into the frozen record, refused with the place of each fault."""

import json
import re
from datetime import UTC, date, datetime
from typing import Annotated, Any, Final, TypeVar

from fastapi import Body
from pydantic import (
    AfterValidator,
    BeforeValidator,
    Field,
    GetCoreSchemaHandler,
    PlainSerializer,
    Strict,
    TypeAdapter,
    WithJsonSchema,
)
from pydantic_core import CoreSchema, SchemaValidator, core_schema

from shared.kernel import to_fen, to_yuan

C = TypeVar("C")
_PATH: Final = re.compile(r"([0-9A-Za-z]{1,12}|_)(/([0-9A-Za-z]{1,12}|_)){4}")

_FIRST_DAY: Final = date(1900, 1, 1)
_LAST_DAY: Final = date(2199, 12, 31)


class _JsonStrict:
    """Validates as JSON in strict mode: no `"5"`, `1.0` or `true` for an integer, but dates and ids from their text.

    (Strict mode on Python values would refuse those, and a strict dataclass refuses every body.) A day lies in the years
    1900 to 2199: whoever lives through every year until the year 9000 keeps everybody else waiting.
    """

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        validator: list[SchemaValidator] = []

        def strictly(value: Any, _inner: Any) -> Any:
            if not validator:
                validator.append(SchemaValidator(_within_reach(TypeAdapter(source).core_schema)))
            if isinstance(value, bytes):  # a sheet or the like: the framework parses JSON only
                raise ValueError("send application/json")
            return validator[0].validate_json(json.dumps(value), strict=True)

        return core_schema.no_info_wrap_validator_function(strictly, handler(source))


def _within_reach(schema: Any) -> Any:
    """The same schema with bounds on every day in it."""
    if isinstance(schema, list):
        return [_within_reach(each) for each in schema]
    if not isinstance(schema, dict):
        return schema
    bounds = {"ge": _FIRST_DAY, "le": _LAST_DAY} if schema.get("type") == "date" else {}
    return {key: _within_reach(value) for key, value in schema.items()} | bounds


Asked = Annotated[C, Body(), _JsonStrict()]


def _yuan(value: Any) -> int:
    if not isinstance(value, str):
        raise ValueError('an amount is a decimal string such as "3400.00"')
    return to_fen(value)


Yuan = Annotated[
    int, BeforeValidator(_yuan), PlainSerializer(to_yuan, return_type=str),
    WithJsonSchema({"type": "string", "pattern": r"^-?(0|[1-9][0-9]{0,12})(\.[0-9]{1,2})?$", "examples": ["3400.00"]}),
]  # fmt: skip


def _path(value: str) -> str:
    if not _PATH.fullmatch(value):
        raise ValueError("a region is a path of five segments such as 51/01/07/017/_")
    return value


RegionPath = Annotated[
    str, AfterValidator(_path), Strict(),
    WithJsonSchema({"type": "string", "pattern": f"^{_PATH.pattern}$", "examples": ["51/01/07/017/_"]}),
]  # fmt: skip


def _written(pattern: str, example: str) -> BeforeValidator:
    """Of the spellings the framework would take, only this: to it `20270101` are seconds since 1970."""
    spelling = re.compile(pattern)

    def check(value: Any) -> Any:
        if isinstance(value, str) and not spelling.match(value):
            raise ValueError(f"written as {example}")
        return value

    return BeforeValidator(check)


Day = Annotated[date, _written(r"[0-9]{4}-[0-9]{2}-[0-9]{2}\Z", "2027-03-01")]
"""A business day in an address."""


def _instant(value: datetime) -> datetime:
    if value.tzinfo is None:
        raise ValueError("an instant names its offset, such as 2027-03-01T08:00:00+08:00")
    try:
        return value.astimezone(UTC)
    except OverflowError:
        raise ValueError("an instant of the years 1 to 9999") from None


Instant = Annotated[
    datetime, AfterValidator(_instant), _written(r"[0-9]{4}-[0-9]{2}-[0-9]{2}[Tt ]", "2027-03-01T08:00:00+08:00")
]  # fmt: skip
_AN_INSTANT: Final = TypeAdapter(Instant)


def instant(text: str) -> datetime:
    """What a `Moment` says, in UTC."""
    found: datetime = _AN_INSTANT.validate_python(text)
    return found


def _moment(value: str) -> str:
    instant(value)
    return value


Moment = Annotated[
    str, AfterValidator(_moment), Strict(),
    WithJsonSchema({"type": "string", "format": "date-time", "examples": ["2027-03-01T08:00:00+08:00"]}),
]  # fmt: skip
"""An instant in a body, kept as it was written: read it with `instant`."""
Year = Annotated[int, Field(ge=1_900, le=9_999)]


def money(fen: int) -> dict[str, str]:
    """An amount as it goes out."""
    return {"amount": to_yuan(fen), "currency": "CNY"}
