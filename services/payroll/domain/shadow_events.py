"""What can have happened to a shadow run (并行核对): compared, its differences classified, signed off.

Class and field names of events are the storage format: add, never rename.
"""

from dataclasses import replace
from datetime import date
from enum import StrEnum
from uuid import UUID

from shared.kernel import NATION, Region, record


class DifferenceCause(StrEnum):
    """Why the old sheet and the run differ."""

    OLD_SHEET_WRONG = "OLD_SHEET_WRONG"
    OUR_FACT_WRONG = "OUR_FACT_WRONG"
    OUR_RULE_WRONG = "OUR_RULE_WRONG"
    RULE_CHANGED = "RULE_CHANGED"
    PAID_ELSEWHERE = "PAID_ELSEWHERE"
    ROUNDING = "ROUNDING"


@record
class ShadowDifference:
    """`row` of the sheet, or nothing for a person who is not on it; `worker_id` nothing for a row that is nobody's here.

    `component` is one of the sheet's columns, PERSON for somebody who is on one side only, ROW for one that cannot be read.
    Amounts as payslips are printed in such sheets: deductions positive.
    """

    number: int
    row: int | None
    worker_id: UUID | None
    component: str
    old_fen: int | None
    new_fen: int | None


@record
class ShadowCompared:
    """The sheet, named by its digest, against every slip of a run; sums are those of what is paid out."""

    effective: date
    run_id: UUID
    unit: Region
    month: str
    sheet: str
    rows: int
    people: int
    equal: int
    old_net_fen: int
    new_net_fen: int
    differences: tuple[ShadowDifference, ...]
    compared_by: str


@record
class DifferencesClassified:
    effective: date
    numbers: tuple[int, ...]
    why: DifferenceCause
    note: str
    classified_by: str


@record
class ShadowSignedOff:
    """Every difference has its cause; the old sheet may rest."""

    effective: date
    note: str
    signed_by: str


ShadowEvent = ShadowCompared | DifferencesClassified | ShadowSignedOff


@record
class ShadowRun:
    """`why` by the difference's number."""

    unit: Region = NATION
    compared_by: str = ""
    classified_by: tuple[str, ...] = ()
    numbers: frozenset[int] = frozenset()
    why: tuple[tuple[int, DifferenceCause, str], ...] = ()
    signed: bool = False

    @property
    def known(self) -> bool:
        return bool(self.compared_by)

    @property
    def open(self) -> frozenset[int]:
        """The differences without a cause."""
        return self.numbers - {number for number, _, _ in self.why}


def evolve(run: ShadowRun, event: ShadowEvent) -> ShadowRun:
    match event:
        case ShadowCompared(unit=unit, compared_by=by, differences=found):
            return ShadowRun(unit=unit, compared_by=by, numbers=frozenset(d.number for d in found))
        case DifferencesClassified(numbers=numbers, why=why, note=note, classified_by=by):
            others = (each for each in run.why if each[0] not in numbers)
            classified = (*others, *((number, why, note) for number in numbers))
            return replace(run, why=tuple(sorted(classified)), classified_by=(*run.classified_by, by))
        case ShadowSignedOff():
            return replace(run, signed=True)
