"""The person works elsewhere: the grade lies there too."""

from services.personnel.domain.grade_events import GradingMoved
from services.personnel.domain.grading import Grading
from services.personnel.domain.policies import Policies
from shared.kernel import Facts, Region, record


@record
class PlaceGrade:
    community: Region


def place(grading: Grading, command: PlaceGrade, facts: Facts[Policies]) -> tuple[GradingMoved, ...]:
    if grading.worker_id is None or grading.region == command.community:
        return ()
    return (GradingMoved(effective=facts.today, worker_id=grading.worker_id, community=command.community),)
