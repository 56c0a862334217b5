"""What the checks before payment found, and who answers for it, stored in the run's stream.

Class and field names are the storage format: add, never rename.
"""

from datetime import date
from enum import StrEnum
from uuid import UUID

from shared.kernel import record


class FindingKind(StrEnum):
    """What is looked for before a run is paid."""

    MISSING = "MISSING"
    NEGATIVE_NET = "NEGATIVE_NET"
    GHOST = "GHOST"
    DOUBLE = "DOUBLE"
    CHANGE = "CHANGE"
    BELOW_MINIMUM_WAGE = "BELOW_MINIMUM_WAGE"
    BONUS_CLIFF = "BONUS_CLIFF"
    QUOTA = "QUOTA"
    ACCOUNT_TWICE = "ACCOUNT_TWICE"
    NO_ACCOUNT = "NO_ACCOUNT"
    ACCOUNT_CHANGED = "ACCOUNT_CHANGED"
    FINAL_PAY_LATE = "FINAL_PAY_LATE"
    BUDGET = "BUDGET"
    NO_PAYEE = "NO_PAYEE"
    NO_ID_NUMBER = "NO_ID_NUMBER"


@record
class RunFinding:
    """Of a kind so many; the first of the people by id, and what else it is about (a unit, a number)."""

    kind: FindingKind
    count: int
    workers: tuple[UUID, ...]
    about: str


@record
class RunFindingsNoted:
    """What the checks before payment found with the calculation."""

    effective: date
    findings: tuple[RunFinding, ...]


@record
class FindingOverridden:
    """Somebody who did not open the run looked at it and answers for it."""

    effective: date
    kind: FindingKind
    reason: str
    signed_by: str
