"""What needs somebody today: everything that waits, by kind and age, put there and taken away by what happened.

A kind belongs to one file; routes/work_list.py says whose right it waits for.
"""

from collections.abc import Callable, Mapping
from typing import Any, Final

from services.personnel.projections.tasks import (
    archives,
    attendance,
    borrowing,
    care,
    careers,
    emergencies,
    employment,
    establishment,
    filing,
    grades,
    leave,
    posts,
    problem,
    qualifications,
    recognition,
    recommendations,
    recruiting,
    reserve,
    sponsorship,
    vetting,
    worker,
)
from shared.kernel import Recorded
from shared.readmodel import Projection, RowChange
from shared.readmodel.tasks import task

PARTS: Final[Mapping[str, Callable[[Recorded[Any]], tuple[RowChange, ...]]]] = {
    "grade": grades.project,
    "employment": employment.project,
    "quota": establishment.project,
    "worker": worker.project,
    "borrow": borrowing.project,
    "emergency": emergencies.project,
    "emergency_duty": emergencies.project,
    "recognition": recognition.project,
    "institution_case": careers.project,
    "archive": archives.project,
    "qualification": qualifications.project,
    "leave": leave.project,
    "problem": problem.project,
    "checkup": care.project,
    "care_visit": care.project,
    "light_record": care.project,
    "appointment": posts.project,
    "reporting": attendance.project,
    "filing": filing.project,
    "reserve": reserve.project,
    "party_post": filing.of_party_posts,
    "campaign": recruiting.project,
    "applicant": recruiting.project,
    "vetting": vetting.project,
    "recommendation": recommendations.project,
    "foreign_post": sponsorship.project,
    "conversion": sponsorship.project,
}


def project(recorded: Recorded[Any]) -> tuple[RowChange, ...]:
    return PARTS[recorded.stream_type](recorded)


TASKS: Final = Projection(name="tasks", tables=(task,), streams=tuple(PARTS), project=project)
