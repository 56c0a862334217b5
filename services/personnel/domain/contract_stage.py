"""What a contract's term is on a day: SIGNED → EFFECTIVE → RENEWED, OPEN_ENDED, EXPIRED or TERMINATED."""

from collections.abc import Sequence
from datetime import date
from enum import StrEnum

from services.personnel.domain.employment import Term


class ContractStage(StrEnum):
    SIGNED = "SIGNED"
    EFFECTIVE = "EFFECTIVE"
    OPEN_ENDED = "OPEN_ENDED"
    RENEWED = "RENEWED"
    EXPIRED = "EXPIRED"
    TERMINATED = "TERMINATED"


def stage_on(terms: Sequence[Term], number: int, last_day: date | None, day: date) -> ContractStage:
    """Of the term with the number, counted from 1; `last_day` is the last day of work, if one is known."""
    term = terms[number - 1]
    if term.starts > day:
        return ContractStage.SIGNED
    if number < len(terms) and terms[number].starts <= day:
        return ContractStage.RENEWED
    if last_day is not None and last_day < day and (term.ends is None or last_day < term.ends):
        return ContractStage.TERMINATED
    if term.ends is None:
        return ContractStage.OPEN_ENDED
    return ContractStage.EFFECTIVE if day <= term.ends else ContractStage.EXPIRED
