"""Which posts a person holds, as the grade counts them: the highest category of those running, or that of the hire."""

from datetime import date
from uuid import UUID

from services.personnel.domain.grade_book import GradeFact, GradeFactKind
from services.personnel.domain.grade_events import GradeEvent, GradeFactAnnulled
from services.personnel.domain.grade_telling import end, tell, told
from services.personnel.domain.grading import Grading
from services.personnel.domain.policies import Policies
from shared.kernel import Facts, record


@record
class HoldPost:
    """The post is held from `since` on; told again with another day when that was corrected. `known_only` leaves alone
    what was counted before posts were told one by one.
    """

    appointment_id: UUID
    post_category: str
    since: date
    known_only: bool = False


@record
class ReleasePost:
    """`last_day` in the post; the day before the first where it never was."""

    appointment_id: UUID
    last_day: date


PostCommand = HoldPost | ReleasePost


def hold(grading: Grading, command: HoldPost, facts: Facts[Policies]) -> tuple[GradeEvent, ...]:
    known = grading.book.fact(command.appointment_id)
    if grading.worker_id is None or (known is None and command.known_only) or (known is not None and known.annulled):
        return ()
    post = GradeFact(
        fact=command.appointment_id, kind=GradeFactKind.POST, effective=command.since, word=str(command.post_category),
        until=None if known is None else known.until,
    )  # fmt: skip
    return tell(grading, post, facts, reason="" if known is None else "corrected with its appointment")


def release(grading: Grading, command: ReleasePost, facts: Facts[Policies]) -> tuple[GradeEvent, ...]:
    """What never was is annulled; a post that was never told is the one that the hire said."""
    known = grading.book.fact(command.appointment_id)
    if grading.worker_id is None or known is None or known.annulled or command.last_day >= known.effective:
        return end(grading, command.appointment_id, GradeFactKind.POST, command.last_day, facts)
    never = GradeFactAnnulled(
        effective=known.effective, worker_id=grading.worker_id, fact=known.fact, kind=known.kind, next_step=None,
        reason="annulled with its appointment",
    )  # fmt: skip
    return told(grading, never, known.effective, facts)
