"""Emergencies: declared, ended, and whose days of duty were confirmed; what is only proposed or listed stays inside."""

from services.personnel.domain import emergency_events as events
from services.personnel.domain.emergency_events import DutyEvent, EmergencyEvent
from shared.published import Published
from shared.published.personnel import emergencies


def publish(event: EmergencyEvent | DutyEvent) -> Published | None:
    match event:
        case events.EmergencyDeclared(emergency_id=id, region=region):
            return emergencies.EmergencyDeclaredV1(
                emergency_id=id, region=region, category=event.category.value, degree=event.degree.value,
                document=event.document,
            )  # fmt: skip
        case events.EmergencyEnded(emergency_id=id, region=region, effective=last_day):
            return emergencies.EmergencyEndedV1(emergency_id=id, region=region, last_day=last_day)
        case events.DutyConfirmed():
            return emergencies.ParticipationConfirmedV1(
                worker_id=event.worker_id, emergency_id=event.emergency_id, street=event.street, days=event.days,
                version=event.version, listed_by=event.listed_by, confirmed_by=event.confirmed_by,
            )  # fmt: skip
        case _:
            return None
