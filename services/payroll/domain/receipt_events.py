"""Receipts of a pay run: what bank, tax office, insurances and fund answered to the files, stored in the run's stream.

Class and field names are the storage format: add, never rename.
"""

from datetime import date
from enum import StrEnum
from uuid import UUID

from shared.kernel import record


class ReceiptKind(StrEnum):
    """Each has its file and its receipt."""

    BANK = "BANK"
    TAX = "TAX"
    INSURANCE = "INSURANCE"
    FUND = "FUND"
    WITHHELD = "WITHHELD"


@record
class ReceiptDifference:
    """`worker_id` is empty where only a sum differs. `reason` as the receiver gave it."""

    worker_id: UUID | None
    expected_fen: int
    told_fen: int
    reason: str


@record
class RunReceiptRecorded:
    """`people` and `total_fen` as the receiver accepted them; every difference from what the run says, named. Effective = the
    day on the receipt; `next_due`: until when the next declaration is due, where this one begins a term.
    """

    effective: date
    kind: ReceiptKind
    reference: str
    people: int
    total_fen: int
    differences: tuple[ReceiptDifference, ...]
    next_due: date | None
    recorded_by: str


@record
class ReceiptDifferenceSettled:
    """The difference at this place of the receipt is settled, outside or by a later run."""

    effective: date
    kind: ReceiptKind
    number: int
    note: str
    settled_by: str
