"""A community's month of attendance; a matter reported to the one above."""

from typing import get_args

from services.personnel.domain import attendance, attendance_events, reporting
from services.personnel.domain.attendance import AttendanceCommand
from services.personnel.domain.attendance_events import Attendance, AttendanceEvent
from services.personnel.domain.policies import Policies
from services.personnel.domain.reporting import Matter, ReportingCommand, ReportingEvent
from services.personnel.domain.streams.placed import home
from shared.kernel import Decider, Facts, Stream


def _decide(state: Attendance, command: AttendanceCommand, facts: Facts[Policies]) -> tuple[AttendanceEvent, ...]:
    match command:
        case attendance.MarkDay():
            return attendance.mark_day(state, command, facts)
        case attendance.CountMonth():
            return attendance.count_month(state, command, facts)


def _report(state: Matter, command: ReportingCommand, facts: Facts[Policies]) -> tuple[ReportingEvent, ...]:
    match command:
        case reporting.ReportMatter():
            return reporting.report(state, command, facts)
        case reporting.AnswerMatter():
            return reporting.answer(state, command, facts)


ATTENDANCE: Stream[Attendance, AttendanceCommand, AttendanceEvent, Policies] = Stream(
    type="attendance", decider=Decider(initial=Attendance(), decide=_decide, evolve=attendance_events.evolve),
    events=get_args(AttendanceEvent), region_of=home,
)  # fmt: skip
REPORTING: Stream[Matter, ReportingCommand, ReportingEvent, Policies] = Stream(
    type="reporting", decider=Decider(initial=Matter(), decide=_report, evolve=reporting.evolve),
    events=get_args(ReportingEvent), region_of=home,
)  # fmt: skip
