"""The citizen identity number (公民身份号码, GB 11643-1999): 6 area, 8 birth date, 3 sequence, 1 check (ISO 7064 MOD 11-2).

Sex and birth date are derived from it and never asked again (P-17.5). An unknown area is a warning, never a refusal:
numbers outlive reforms of the divisions.
"""

import re
from datetime import date
from enum import StrEnum
from typing import Final

from shared.kernel.decider import Rejected
from shared.kernel.record import record

_FORMAT: Final = re.compile(r"[1-9][0-9]{16}[0-9X]")
_WEIGHTS: Final = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECKS: Final = "10X98765432"
# GB/T 2260: the provinces that ever issued numbers, with Taiwan, Hong Kong and Macao.
_NORTH: Final = "11 12 13 14 15 21 22 23 31 32 33 34 35 36 37 41 42 43 44 45 46"
_WEST: Final = "50 51 52 53 54 61 62 63 64 65 71 81 82 83"
_PROVINCES: Final = frozenset(f"{_NORTH} {_WEST}".split())


class Sex(StrEnum):
    MALE = "MALE"
    FEMALE = "FEMALE"


@record
class NationalId:
    """`number` is normalised to an upper-case X; `area` its first six digits."""

    number: str
    area: str
    birth: date
    sex: Sex


def parse(text: str, today: date, *, field: str | None = "/id_number") -> NationalId:
    """Raises Rejected: national-id.format, national-id.birth-date, national-id.check-digit."""
    number = text.strip().upper()
    if not _FORMAT.fullmatch(number):
        raise Rejected("national-id.format", field=field)
    try:
        birth = date(int(number[6:10]), int(number[10:12]), int(number[12:14]))
    except ValueError:
        raise Rejected("national-id.birth-date", field=field) from None
    if birth > today:
        raise Rejected("national-id.birth-date", field=field)
    if check_digit(number[:17]) != number[17]:
        raise Rejected("national-id.check-digit", field=field)
    sex = Sex.MALE if int(number[16]) % 2 else Sex.FEMALE
    return NationalId(number=number, area=number[:6], birth=birth, sex=sex)


def check_digit(seventeen: str) -> str:
    """The eighteenth character for seventeen digits."""
    total = sum(int(digit) * weight for digit, weight in zip(seventeen, _WEIGHTS, strict=True))
    return _CHECKS[total % 11]


def area_is_known(area: str) -> bool:
    """Whether a province of that number was ever assigned."""
    return area[:2] in _PROVINCES
