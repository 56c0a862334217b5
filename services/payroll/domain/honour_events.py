"""Honours as assessment told them, stored in the entitlement stream.

Class and field names are the storage format: add, never rename.
"""

from datetime import date
from uuid import UUID

from services.payroll.domain.facts import Fact, FactKind
from services.payroll.domain.formulas.honours import HONOUR_LEVELS
from shared.kernel import DAY, record


@record
class HonourHeard:
    """Effective = the day on which it was granted; told again with a higher revision where it was corrected."""

    effective: date
    worker_id: UUID
    honour_id: UUID
    kind: str
    level: str
    revision: int
    cause: UUID


@record
class HonourWithdrawalHeard:
    """Effective = the first day without it; `never_was`: it never counted."""

    effective: date
    worker_id: UUID
    honour_id: UUID
    kind: str
    level: str
    granted_on: date
    never_was: bool
    cause: UUID


HonourNews = HonourHeard | HonourWithdrawalHeard


def honour_fact(event: HonourNews, position: int) -> Fact:
    """One fact for each honour, of the day on which it was granted; its number is the place of the level, counted from 1."""
    number = HONOUR_LEVELS.index(event.level) + 1
    match event:
        case HonourHeard(effective=day, honour_id=id, cause=cause):
            return Fact(position, FactKind.HONOUR, id, day, cause, word=event.kind, number=number)
        case HonourWithdrawalHeard(honour_id=id, cause=cause):
            return Fact(
                position, FactKind.HONOUR, id, event.granted_on, cause, word=event.kind, number=number,
                until=event.effective - DAY, annulled=event.never_was,
            )  # fmt: skip
