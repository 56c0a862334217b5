"""What an explanation is made of: named steps, each following from the steps below it."""

from collections.abc import Sequence
from enum import StrEnum
from uuid import UUID

from services.payroll.domain.formulas.columns import ONE, column
from services.payroll.domain.formulas.columns import half_up as rounded
from shared.kernel import record


class How(StrEnum):
    """How a step follows from its parts, in order. Shares are half-up to the fen, or to the yuan where it says so."""

    GIVEN = "GIVEN"
    SUM = "SUM"
    DIFFERENCE = "DIFFERENCE"
    MINUS = "MINUS"
    SHARE = "SHARE"
    SHARE_IN_YUAN = "SHARE_IN_YUAN"
    SHARE_IN_JIAO = "SHARE_IN_JIAO"
    PART_OF_MONTH = "PART_OF_MONTH"
    CLAMPED = "CLAMPED"
    AVERAGE = "AVERAGE"
    AT_LEAST = "AT_LEAST"
    AT_MOST = "AT_MOST"
    TIMES = "TIMES"
    HALF_TIMES = "HALF_TIMES"
    TAX = "TAX"


class Unit(StrEnum):
    FEN = "FEN"
    PPM = "PPM"
    COUNT = "COUNT"
    HUNDREDTHS = "HUNDREDTHS"


@record
class Step:
    """`what` names it, `rule` is the standard's version or the policy it rests on, `causes` the events it was heard with."""

    what: str
    how: How
    value: int
    unit: Unit = Unit.FEN
    rule: str = ""
    causes: tuple[UUID, ...] = ()
    parts: tuple["Step", ...] = ()


def given(what: str, value: int, unit: Unit = Unit.FEN, *, rule: str = "") -> Step:
    return Step(what=what, how=How.GIVEN, value=value, unit=unit, rule=rule)


def total(what: str, parts: Sequence[Step]) -> Step:
    return Step(what=what, how=How.SUM, value=sum(part.value for part in parts), parts=tuple(parts))


def share(what: str, base: Step, rate: Step) -> Step:
    return Step(what=what, how=How.SHARE, value=half_up(base.value * rate.value, ONE), parts=(base, rate))


def half_up(numerator: int, denominator: int) -> int:
    return int(rounded(column([numerator]), denominator)[0])
