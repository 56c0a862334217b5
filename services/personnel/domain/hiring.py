"""Taking somebody on: in a free place of the street's establishment, with a lawful probation."""

from datetime import date
from typing import Final
from uuid import UUID

from services.personnel.domain.employment import Category, Employment, Hired, Source
from services.personnel.domain.hire_grounds import OF_A_CASE, HireGround
from services.personnel.domain.policies import Policies
from services.personnel.domain.scheme_terms import PostCategory
from shared.kernel import DAY, Facts, Region, Rejected, Take, WorkerName, ancestor, level, record
from shared.kernel.spans import add_months

EMPLOYED: Final = "employed"
"""The reservation of a worker by the employment that runs; given back with the place, the day after the last day."""
PROBATION: Final = "probation"
"""The reservation of a worker's only probation with an employer, for ever (Labour Contract Law art. 19)."""


@record
class HireWorker:
    """`left_before` is the last day of the person's employment before this one.

    `term_months` is what the contract will run, none for open-ended; `place` the reserved headcount place.

    `case_id` is the candidacy or the conversion by which somebody begins, `document` the paper where there is none.

    `community_work_since` is the first counted day of community work: at the latest the first day of work here.
    """

    worker_id: UUID
    employment_id: UUID
    name: WorkerName
    birth_month: str
    category: Category
    post_category: PostCategory
    employer: Region
    workplace: Region
    place: str
    source: Source
    starts: date
    community_work_since: date
    term_months: int | None
    probation_months: int
    ground: HireGround
    document: str = ""
    case_id: UUID | None = None
    left_before: date | None = None


def hire(employment: Employment, command: HireWorker, facts: Facts[Policies]) -> tuple[Hired, ...]:
    if employment.worker_id is not None:
        raise Rejected("hiring.already-hired")
    if not _inside(command.employer, command.workplace):
        raise Rejected("hiring.workplace", field="/workplace")
    if command.left_before is not None and command.starts <= command.left_before:
        raise Rejected("hiring.before-leaving", field="/starts", left=command.left_before)
    if command.community_work_since > command.starts:
        raise Rejected("hiring.community-work-since", field="/community_work_since")
    _grounded(command, facts.policies)
    return (
        Hired(
            effective=command.starts, worker_id=command.worker_id, employment_id=command.employment_id,
            name=command.name, birth_month=command.birth_month, category=command.category,
            post_category=command.post_category, employer=command.employer, workplace=command.workplace,
            place=command.place, source=command.source, community_work_since=command.community_work_since,
            probation_ends=_probation_ends(command, facts.policies), ground=command.ground,
            ground_document=command.document.strip(),
        ),
    )  # fmt: skip


def _grounded(command: HireWorker, policies: Policies) -> None:
    """By open recruitment, or on a ground that is open to the category, by a document (policy articles 1 and 3)."""
    if command.source is Source.IMPORTED:
        return
    if command.ground in OF_A_CASE and command.case_id is not None:
        return
    rules = policies.hire_grounds.on(command.starts)
    if not any(rule.ground is command.ground and command.category in rule.categories for rule in rules):
        raise Rejected("hiring.ground", field="/ground", category=command.category.value)
    if not command.document.strip():
        raise Rejected("hiring.document", field="/document")


def once(event: Hired) -> tuple[Take, ...]:
    """Somebody has one employment at a time; a probation takes the only one that the two may ever agree on."""
    employed = Take(kind=EMPLOYED, key=str(event.worker_id))
    if event.probation_ends is None:
        return (employed,)
    return (employed, Take(kind=PROBATION, key=f"{event.employer}|{event.worker_id}"))


def probation_allowed(policies: Policies, day: date, term_months: int | None) -> int:
    """Months of probation that a term of so many months allows; open-ended allows as many as the longest term."""
    limits = policies.probation_limits.on(day)
    reached = [x.months for x in limits if term_months is None or term_months >= x.term_months]
    return max(reached, default=0)


def _probation_ends(command: HireWorker, policies: Policies) -> date | None:
    allowed = probation_allowed(policies, command.starts, command.term_months)
    if not 0 <= command.probation_months <= allowed:
        raise Rejected("hiring.probation-too-long", field="/probation_months", allowed=allowed)
    if command.term_months is not None and command.term_months < 1:
        raise Rejected("hiring.term", field="/term_months")
    return probation_ends(command.starts, command.probation_months)


def probation_ends(starts: date, months: int) -> date | None:
    """Its last day, none without one."""
    return None if months == 0 else add_months(starts, months) - DAY


def _inside(employer: Region, workplace: Region) -> bool:
    """A community of the employing street."""
    try:
        return level(workplace) == "community" and ancestor(workplace, "street") == employer
    except ValueError:
        return False
