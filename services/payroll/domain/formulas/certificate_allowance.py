"""Certificate allowance (职业资格津贴): by the highest level held; lower certificates do not add to it."""

from collections.abc import Sequence
from datetime import date
from typing import Final

from services.payroll.domain.formulas.columns import Column, column
from shared.kernel import Month

LEVELS: Final = ("", "ASSISTANT", "SOCIAL_WORKER", "SENIOR")  # ascending; "" = none


def begins(registered_on: date, months_later: int) -> Month:
    """The first month an allowance is paid for a certificate registered on this day."""
    return Month.of(registered_on).plus(months_later)


def allowance(level: Column, amounts_fen: Sequence[int]) -> Column:
    """`level` is the place in LEVELS, `amounts_fen` the standard's amounts in that order, the first 0."""
    return column(amounts_fen)[level]
