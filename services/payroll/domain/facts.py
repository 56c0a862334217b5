"""What is known of a person as dated facts: the one form in which entitlements are remembered and pay is calculated."""

from datetime import date
from enum import StrEnum
from typing import NamedTuple
from uuid import UUID


class FactKind(StrEnum):
    ENROLLED = "ENROLLED"
    STOPPED = "STOPPED"
    GRADE = "GRADE"
    CERTIFICATE = "CERTIFICATE"
    RESULT = "RESULT"
    POST_TAKEN = "POST_TAKEN"
    POST_LEFT = "POST_LEFT"
    CONTRACT = "CONTRACT"
    INSURANCE_BASE = "INSURANCE_BASE"
    DEDUCTION = "DEDUCTION"
    COST_CENTRE = "COST_CENTRE"
    BONUS = "BONUS"
    SUBSIDY = "SUBSIDY"
    WITHHOLDING = "WITHHOLDING"
    TAX_OPENING = "TAX_OPENING"
    FIRST_WAGE = "FIRST_WAGE"
    EXIT_WEIGHED = "EXIT_WEIGHED"
    EXIT_UNLAWFUL = "EXIT_UNLAWFUL"
    CONTRACT_MISSING = "CONTRACT_MISSING"
    ATTENDANCE = "ATTENDANCE"
    FUNDING = "FUNDING"
    UNUSED_LEAVE = "UNUSED_LEAVE"
    HONOUR = "HONOUR"
    EDUCATION = "EDUCATION"
    SICKNESS = "SICKNESS"
    DEDUCTIONS_CONFIRMED = "DEDUCTIONS_CONFIRMED"


class Fact(NamedTuple):
    """One dated fact as it was recorded at a position of the log; a later one of the same kind and id replaces it.

    `effective` = from which day it is so; `since` = the day pay begins (ENROLLED), the years with the employer count
    (STOPPED, EXIT_WEIGHED), a contract starts; `until` = a last day. `word` = post category, level, education, result, ground, kind of
    deduction or honour, what a month's attendance counts, source of the money; `number` = grade, year, fen, half months (EXIT_*),
    months (CONTRACT_MISSING), days (UNUSED_LEAVE), level of an honour from 1 for the county to 4 for the nation, or the total
    (WITHHOLDING), `second` = the fund's base or own shares in fen, the version (UNUSED_LEAVE), the most of a month (WITHHOLDING),
    `third` = tax in fen; `region` = the employer or community. `flag` = severance is due (STOPPED), a month's wage instead of notice
    (EXIT_WEIGHED), written by now (CONTRACT_MISSING), free of income tax (SUBSIDY, whose `second` is its days), held
    when hired (EDUCATION).
    `cause` is the published event it was heard with, or the fact itself where somebody declared it here.
    """

    position: int
    kind: FactKind
    fact: UUID
    effective: date
    cause: UUID
    word: str = ""
    number: int = 0
    second: int = 0
    since: date | None = None
    until: date | None = None
    region: str = ""
    flag: bool = False
    annulled: bool = False
    third: int = 0

    @property
    def key(self) -> tuple[FactKind, UUID]:
        return self.kind, self.fact

    def same_as(self, other: "Fact | None") -> bool:
        """Says nothing new: equal but for where and with what it was heard."""
        return other is not None and self[3:4] + self[5:] == other[3:4] + other[5:]
