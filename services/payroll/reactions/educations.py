"""What personnel's news of educations means for pay."""

from collections.abc import Iterator
from typing import Any

from services.payroll.domain.educations import DropEducation, EducationCommand, HearEducation
from services.payroll.domain.streams import ENTITLEMENT
from shared.kernel import Send
from shared.published import News
from shared.published.personnel.education import EducationAnnulledV1, EducationRegisteredV1

EducationTold = EducationRegisteredV1 | EducationAnnulledV1


def hear(told: EducationTold, news: News[Any]) -> Iterator[Send[EducationCommand]]:
    command: EducationCommand
    match told:
        case EducationRegisteredV1():
            command = HearEducation(
                worker_id=told.worker_id, education_id=told.education_id, since=news.effective,
                education=told.education, papers=told.papers, held_before=told.held_before, corrected=told.corrected,
                cause=news.event_id,
            )  # fmt: skip
        case EducationAnnulledV1():
            command = DropEducation(worker_id=told.worker_id, education_id=told.education_id, cause=news.event_id)
    yield Send(stream=ENTITLEMENT, to=told.worker_id, command=command)
