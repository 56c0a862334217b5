"""A person's seniority ledger. The stream's id is the worker's."""

from typing import get_args

from services.personnel.domain import seniority, service_periods, service_records, service_resumption
from services.personnel.domain.policies import Policies
from services.personnel.domain.seniority_events import SeniorityEvent
from services.personnel.domain.service_periods import Seniority
from services.personnel.domain.streams.placed import home
from shared.kernel import Decider, Facts, Stream, its_own_subject

LedgerCommand = (
    seniority.SeniorityCommand | service_records.IssueServiceRecord | service_resumption.ResumeService
    | service_resumption.NotePaidOut
)  # fmt: skip


def _decide(  # noqa: C901  one match
    state: Seniority, command: LedgerCommand, facts: Facts[Policies]
) -> tuple[SeniorityEvent, ...]:
    match command:
        case seniority.StartService():
            return seniority.start(state, command, facts)
        case seniority.EndService():
            return seniority.end(state, command)
        case service_resumption.ResumeService():
            return service_resumption.resume(state, command)
        case service_resumption.NotePaidOut():
            return service_resumption.note_paid_out(state, command)
        case seniority.CreditYears():
            return seniority.credit(state, command, facts)
        case seniority.CorrectPeriod():
            return seniority.correct(state, command, facts)
        case seniority.AnnulPeriod():
            return seniority.annul(state, command, facts)
        case seniority.KeepResult():
            return seniority.keep_result(state, command)
        case service_records.IssueServiceRecord():
            return service_records.issue(state, command, facts)


SENIORITY: Stream[Seniority, LedgerCommand, SeniorityEvent, Policies] = Stream(
    type="seniority", decider=Decider(initial=Seniority(), decide=_decide, evolve=service_periods.evolve),
    events=get_args(SeniorityEvent), region_of=home, subject_of=its_own_subject,
)  # fmt: skip
