"""A row of the roster (花名册) as of a day, from what is known of the person: where, as what, how graded, on which contract then."""

from datetime import date
from uuid import UUID

from services.personnel.domain.contract_events import EmploymentStatus
from services.personnel.domain.employment import Probation
from services.personnel.domain.spell import ContractKind, Spell
from services.personnel.domain.workforce import Person
from shared.kernel import Region, record


@record
class RosterRow:
    """`starts`, `last_day` and `ground` are those of the employment as it is known now; all else is as it stood on the day."""

    worker_id: UUID
    employment_id: UUID
    workplace: Region
    employer: Region
    category: str
    post_category: str | None
    posts: tuple[str, ...]
    grade: int | None
    grade_since: date | None
    certificate: str | None
    education: str
    starts: date
    community_work_since: date | None
    last_day: date | None
    ground: str | None
    probation: Probation
    probation_ends: date | None
    status: EmploymentStatus
    contract: ContractKind
    contract_ends: date | None
    leaving_since: date | None
    suspended_since: date | None
    suspended_until: date | None


def row_on(worker_id: UUID, person: Person, spell: Spell, day: date) -> RosterRow:
    """The person in the employment; `workplace` as it was recorded."""
    grade, term, suspended = person.grades.entry_on(day), spell.terms.on(day), spell.suspension_on(day)
    return RosterRow(
        worker_id=worker_id, employment_id=spell.employment_id, workplace=spell.workplace_on(day),
        employer=spell.employer, category=spell.category_on(day), post_category=person.post_categories.on(day),
        posts=tuple(sorted(person.posts_on(day))), grade=None if grade is None else grade.value,
        grade_since=None if grade is None else grade.effective, certificate=person.certificate_on(day),
        education=person.education_on(day), starts=spell.starts, community_work_since=spell.community_work_since,
        last_day=spell.last_day, ground=spell.ground, probation=spell.probation_on(day),
        probation_ends=spell.probation_ends, status=spell.status_on(day), contract=spell.contract_on(day),
        contract_ends=None if term is None else term.ends, leaving_since=spell.leaving_since(day),
        suspended_since=None if suspended is None else suspended.starts,
        suspended_until=None if suspended is None else suspended.last_day,
    )  # fmt: skip
