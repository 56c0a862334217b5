"""The seniority ledger: what was credited from elsewhere, and what was put right; own employments are told as such."""

from services.personnel.domain import seniority_events as events
from services.personnel.domain.seniority_events import SeniorityEvent
from shared.published import Published
from shared.published.personnel.seniority import SeniorityCorrectedV1, SeniorityCreditedV1


def publish(event: SeniorityEvent) -> Published | None:
    match event:
        case events.PeriodCredited():
            return SeniorityCreditedV1(
                worker_id=event.worker_id, period_id=event.period_id, source=event.source.value, starts=event.effective,
                ends=event.ends, deemed_months=0, counted=event.counted,
            )  # fmt: skip
        case events.MonthsDeemed():
            return SeniorityCreditedV1(
                worker_id=event.worker_id, period_id=event.period_id, source="DEEMED", starts=event.effective, ends=None,
                deemed_months=event.months, counted=True,
            )  # fmt: skip
        case events.PeriodCorrected():
            return SeniorityCorrectedV1(
                worker_id=event.worker_id,
                period_id=event.period_id,
                starts=event.effective,
                ends=event.ends,
                annulled=False,
            )
        case events.PeriodAnnulled():
            return SeniorityCorrectedV1(
                worker_id=event.worker_id, period_id=event.period_id, starts=None, ends=None, annulled=True
            )
        case events.ServiceStarted() | events.ServiceEnded() | events.ServiceResumed() | events.YearAssessed():
            return None
        case events.ServiceRecordIssued() | events.ServicePaidOut():
            return None
