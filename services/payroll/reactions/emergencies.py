"""What personnel's news of emergencies means for pay: money to plan, and a claim for each who was on duty."""

from collections.abc import Iterator
from typing import Any

from services.payroll.domain.streams import SUBSIDY
from services.payroll.domain.subsidy_commands import ClaimSubsidy, OpenSubsidy, SubsidyCommand
from shared.kernel import Send
from shared.published import News
from shared.published.personnel.emergencies import EmergencyDeclaredV1, ParticipationConfirmedV1

EmergencyNews = EmergencyDeclaredV1 | ParticipationConfirmedV1


def hear(told: EmergencyNews, news: News[Any]) -> Iterator[Send[SubsidyCommand]]:
    command: SubsidyCommand
    match told:
        case EmergencyDeclaredV1():
            command = OpenSubsidy(
                emergency_id=told.emergency_id, region=told.region, starts=news.effective, document=told.document,
                cause=news.event_id,
            )  # fmt: skip
        case ParticipationConfirmedV1():
            command = ClaimSubsidy(
                worker_id=told.worker_id, emergency_id=told.emergency_id, street=told.street, days=told.days,
                version=told.version, listed_by=told.listed_by, confirmed_by=told.confirmed_by, cause=news.event_id,
            )  # fmt: skip
    yield Send(stream=SUBSIDY, to=told.emergency_id, command=command)
