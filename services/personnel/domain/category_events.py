"""To which of the two groups somebody belongs from when on, and when the work was suspended.

Class and field names of events are the storage format: add, never rename. `now`: the category in force when it was recorded.
"""

from dataclasses import replace
from datetime import date
from enum import StrEnum
from uuid import UUID

from shared.kernel import Timeline, record


class Category(StrEnum):
    """社区"两委"专职成员、社区专职工作人员: full-time both; part-time and seconded people are kept apart (policy article 2)."""

    COMMITTEE_FULLTIME = "COMMITTEE_FULLTIME"
    DEDICATED_STAFF = "DEDICATED_STAFF"


class Source(StrEnum):
    """Hired anew, or taken over from the roster that was kept before."""

    HIRED = "HIRED"
    IMPORTED = "IMPORTED"


# Events


@record
class CategoryRecorded:
    effective: date
    worker_id: UUID
    employment_id: UUID
    fact_id: UUID
    category: Category
    now: Category
    document: str


@record
class CategoryCorrected:
    effective: date
    worker_id: UUID
    employment_id: UUID
    fact_id: UUID
    category: Category
    now: Category
    reason: str


@record
class CategoryAnnulled:
    """It never was. Effective = the day it was said to be from."""

    effective: date
    worker_id: UUID
    employment_id: UUID
    fact_id: UUID
    now: Category
    reason: str


@record
class SuspensionBegan:
    """Effective = first day without work; `document` is the number of the decision (停职)."""

    effective: date
    worker_id: UUID
    suspension_id: UUID
    document: str


@record
class SuspensionEnded:
    """Effective = last day of the suspension."""

    effective: date
    worker_id: UUID
    suspension_id: UUID
    document: str


CategoryEvent = CategoryRecorded | CategoryCorrected | CategoryAnnulled | SuspensionBegan | SuspensionEnded

# State


@record
class Suspension:
    suspension_id: UUID
    starts: date
    last_day: date | None = None


@record
class Belonging:
    """`hired_as` holds where no category was recorded from a day before."""

    hired_as: Category = Category.DEDICATED_STAFF
    categories: Timeline[Category] = Timeline()
    suspensions: tuple[Suspension, ...] = ()

    def category_on(self, day: date) -> Category:
        return self.categories.on(day) or self.hired_as

    @property
    def suspended(self) -> Suspension | None:
        """The one that runs."""
        return next((s for s in self.suspensions if s.last_day is None), None)


def evolve(belonging: Belonging, event: CategoryEvent) -> Belonging:
    match event:
        case CategoryRecorded(effective=day, fact_id=id, category=category):
            return replace(belonging, categories=belonging.categories.record(id, day, category))
        case CategoryCorrected(effective=day, fact_id=id, category=category):
            return replace(belonging, categories=belonging.categories.correct(id, day, category))
        case CategoryAnnulled(fact_id=id):
            return replace(belonging, categories=belonging.categories.annul(id))
        case SuspensionBegan(suspension_id=id, effective=day):
            return replace(belonging, suspensions=(*belonging.suspensions, Suspension(suspension_id=id, starts=day)))
        case SuspensionEnded(suspension_id=id, effective=day):
            over = (replace(s, last_day=day) if s.suspension_id == id else s for s in belonging.suspensions)
            return replace(belonging, suspensions=tuple(over))
