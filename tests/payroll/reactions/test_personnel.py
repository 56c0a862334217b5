from dataclasses import replace
from datetime import UTC, date, datetime
from typing import TypeVar
from uuid import UUID

from services.payroll.domain.attendance import HearAttendance
from services.payroll.domain.entitlements import (
    AgreeContract,
    Enrol,
    GiveGrade,
    HoldCertificate,
    LeavePost,
    ResumePay,
    StopPay,
    TakePost,
    WithdrawGrade,
)
from services.payroll.domain.funding import ReassignFunding
from services.payroll.domain.lost_certificates import LoseCertificate
from services.payroll.domain.severances import DropExitFinding, HearContractMissing, HearExitUnlawful, WeighSeverance
from services.payroll.domain.subsidy_commands import ClaimSubsidy, OpenSubsidy
from services.payroll.domain.unused_leave import HearUnusedLeave
from services.payroll.reactions.personnel import react
from shared.kernel import Sealed
from shared.published import News
from shared.published.personnel.appointments import (
    AppointmentAnnulledV1,
    AppointmentCorrectedV1,
    AppointmentEndedV1,
    AppointmentStartedV1,
)
from shared.published.personnel.attendance import AttendanceClosedV1, PersonsMonth
from shared.published.personnel.contracts import ContractMissingV1, ContractRenewedV1, ContractSignedV1
from shared.published.personnel.dismissal import ExitedV1
from shared.published.personnel.emergencies import EmergencyDeclaredV1, ParticipationConfirmedV1
from shared.published.personnel.exits import ExitAnnulledV1, ExitFoundUnlawfulV1, ExitWeighedV1
from shared.published.personnel.grades import GradeDecidedV1, GradeRevokedV1
from shared.published.personnel.hiring import HiredV1
from shared.published.personnel.leave import UnusedLeaveSettledV1
from shared.published.personnel.qualifications import QualificationEndedV1, QualificationRegisteredV1
from shared.published.personnel.sponsorship import WorkerConvertedV1
from shared.testing.spec import sent
from tests.payroll.county import COMMUNITY, JOB, STREET, WORKER

MARCH, END = date(2026, 3, 1), date(2029, 2, 28)
EVENT = UUID(int=500)
T = TypeVar("T")


def news(event: T) -> News[T]:
    return News(
        event=event, event_id=EVENT, source="personnel", position=1, subject=WORKER, region=COMMUNITY, effective=MARCH,
        recorded=datetime(2026, 3, 5, tzinfo=UTC), actor="officer", correlation=UUID(int=501),
    )  # fmt: skip


def test_a_hire_is_enrolled() -> None:
    hired = HiredV1(
        worker_id=WORKER, employment_id=JOB, name=Sealed("token"), category="DEDICATED_STAFF", post_category="STAFF",
        employer=STREET, workplace=COMMUNITY, starts=MARCH, probation_ends=None,
        in_community_work_since=date(2020, 1, 1), birth_month="1990-05",
    )  # fmt: skip
    enrol = Enrol(
        worker_id=WORKER, employment_id=JOB, name=Sealed("token"), employer=STREET, workplace=COMMUNITY,
        category="DEDICATED_STAFF", post_category="STAFF", starts=MARCH, cause=EVENT,
    )  # fmt: skip
    assert sent(list(react(news(hired)))) == [("entitlement", WORKER, enrol)]


def test_an_exit_stops_pay_with_what_the_ground_entitles_to() -> None:
    exited = ExitedV1(
        worker_id=WORKER, employment_id=JOB, ground="MUTUAL", last_day=MARCH, severance=True, employed_since=END
    )
    stop = StopPay(
        worker_id=WORKER, employment_id=JOB, ground="MUTUAL", last_day=MARCH, severance=True, employed_since=END,
        cause=EVENT,
    )  # fmt: skip
    assert sent(list(react(news(exited)))) == [("entitlement", WORKER, stop)]


def test_a_grade_counts_from_its_effective_day() -> None:
    decided = GradeDecidedV1(
        worker_id=WORKER, decision_id=JOB, post_category="STAFF", grade=4, trigger="ANNIVERSARY", scheme="DEMO-18",
        scheme_version=2,
    )  # fmt: skip
    give = GiveGrade(
        worker_id=WORKER, decision_id=JOB, effective=MARCH, post_category="STAFF", grade=4, scheme="DEMO-18",
        scheme_version=2, cause=EVENT,
    )  # fmt: skip
    assert sent(list(react(news(decided)))) == [("entitlement", WORKER, give)]


def test_a_decision_taken_back_is_withdrawn() -> None:
    withdraw = WithdrawGrade(worker_id=WORKER, decision_id=JOB, effective=MARCH, cause=EVENT)
    revoked = GradeRevokedV1(worker_id=WORKER, decision_id=JOB)
    assert sent(list(react(news(revoked)))) == [("entitlement", WORKER, withdraw)]


def test_a_certificate_counts_from_its_registration() -> None:
    registered = QualificationRegisteredV1(worker_id=WORKER, level="SENIOR")
    hold = HoldCertificate(worker_id=WORKER, level="SENIOR", registered_on=MARCH, cause=EVENT)
    assert sent(list(react(news(registered)))) == [("entitlement", WORKER, hold)]


def test_a_certificate_that_ended_is_lost_from_its_last_day() -> None:
    ended = QualificationEndedV1(worker_id=WORKER, level="SENIOR")
    lose = LoseCertificate(worker_id=WORKER, level="SENIOR", last_day=MARCH, cause=EVENT)
    assert sent(list(react(news(ended)))) == [("entitlement", WORKER, lose)]


def test_posts_are_remembered() -> None:
    started = AppointmentStartedV1(
        worker_id=WORKER, appointment_id=JOB, post="DIRECTOR", post_category="CHIEF", community=COMMUNITY, starts=MARCH,
        term_ends=END,
    )  # fmt: skip
    take = TakePost(
        worker_id=WORKER, appointment_id=JOB, post="DIRECTOR", post_category="CHIEF", starts=MARCH, term_ends=END,
        cause=EVENT,
    )  # fmt: skip
    ended = AppointmentEndedV1(worker_id=WORKER, appointment_id=JOB, post="DIRECTOR", reason="TERM")
    leave = LeavePost(worker_id=WORKER, appointment_id=JOB, post="DIRECTOR", last_day=MARCH, cause=EVENT)
    assert sent(list(react(news(started)))) == [("entitlement", WORKER, take)]
    assert sent(list(react(news(ended)))) == [("entitlement", WORKER, leave)]


def test_a_corrected_post_is_taken_on_its_right_day_and_one_that_never_was_is_left_before_it() -> None:
    corrected = AppointmentCorrectedV1(
        worker_id=WORKER, appointment_id=JOB, post="DIRECTOR", post_category="CHIEF", community=COMMUNITY, starts=MARCH,
        term_ends=END,
    )  # fmt: skip
    take = TakePost(
        worker_id=WORKER, appointment_id=JOB, post="DIRECTOR", post_category="CHIEF", starts=MARCH, term_ends=END,
        cause=EVENT,
    )  # fmt: skip
    annulled = AppointmentAnnulledV1(worker_id=WORKER, appointment_id=JOB, post="DIRECTOR")
    leave = LeavePost(worker_id=WORKER, appointment_id=JOB, post="DIRECTOR", last_day=date(2026, 2, 28), cause=EVENT)
    assert sent(list(react(news(corrected)))) == [("entitlement", WORKER, take)]
    assert sent(list(react(news(annulled)))) == [("entitlement", WORKER, leave)]


def test_a_contract_signed_or_renewed_lets_pay_go_on() -> None:
    signed = ContractSignedV1(worker_id=WORKER, employment_id=JOB, starts=MARCH, ends=END, probation_ends=None)
    renewed = ContractRenewedV1(worker_id=WORKER, employment_id=JOB, starts=MARCH, ends=END)
    agree = AgreeContract(worker_id=WORKER, employment_id=JOB, starts=MARCH, ends=END, cause=EVENT)
    assert sent(list(react(news(signed)))) == [("entitlement", WORKER, agree)]
    assert sent(list(react(news(renewed)))) == [("entitlement", WORKER, agree)]


def test_what_an_exit_means_is_weighed_and_a_finding_falls_with_the_exit() -> None:
    weighed = ExitWeighedV1(
        worker_id=WORKER, employment_id=JOB, ground="INCOMPETENCE", last_day=MARCH, severance="N", half_months=5,
        service_since=END, in_lieu=True,
    )  # fmt: skip
    weigh = WeighSeverance(
        worker_id=WORKER, employment_id=JOB, last_day=MARCH, severance="N", half_months=5, service_since=END,
        in_lieu=True, cause=EVENT,
    )  # fmt: skip
    assert sent(list(react(news(weighed)))) == [("entitlement", WORKER, weigh)]
    found = ExitFoundUnlawfulV1(worker_id=WORKER, employment_id=JOB, half_months=10)
    unlawful = HearExitUnlawful(worker_id=WORKER, employment_id=JOB, found_on=MARCH, half_months=10, cause=EVENT)
    assert sent(list(react(news(found)))) == [("entitlement", WORKER, unlawful)]
    annulled = ExitAnnulledV1(worker_id=WORKER, employment_id=JOB, was=MARCH)
    assert sent(list(react(news(annulled)))) == [
        ("entitlement", WORKER, ResumePay(worker_id=WORKER, employment_id=JOB, was=MARCH, cause=EVENT)),
        ("entitlement", WORKER, DropExitFinding(worker_id=WORKER, employment_id=JOB, cause=EVENT)),
    ]


def test_a_contract_that_is_missing_or_written_late_says_how_long() -> None:
    missing = ContractMissingV1(worker_id=WORKER, employment_id=JOB, since=END, months=2, written=False, deemed=False)
    lack = HearContractMissing(worker_id=WORKER, employment_id=JOB, since=END, months=2, written_on=None, cause=EVENT)
    assert sent(list(react(news(missing)))) == [("entitlement", WORKER, lack)]
    [(_, _, written)] = sent(list(react(news(replace(missing, written=True)))))
    assert written == replace(lack, written_on=MARCH)


def test_a_closed_month_is_told_to_each_person() -> None:
    month = PersonsMonth(
        worker_id=WORKER, days_worked=15, paid_leave_days=2, sick_days=3, insured_days=0, unpaid_days=1,
        absent_hours=4, overtime_workday_hours=1, overtime_rest_hours=2, overtime_holiday_hours=3,
    )  # fmt: skip
    closed = AttendanceClosedV1(
        unit=COMMUNITY, month="2026-02", version=2, people=(month, replace(month, worker_id=JOB))
    )
    hear = HearAttendance(
        worker_id=WORKER, unit=COMMUNITY, first=date(2026, 2, 1), version=2, sick_days=3, insured_days=0, unpaid_days=1,
        absent_hours=4, overtime_workday_hours=1, overtime_rest_hours=2, overtime_holiday_hours=3, cause=EVENT,
    )  # fmt: skip
    assert sent(list(react(news(closed)))) == [
        ("entitlement", WORKER, hear),
        ("entitlement", JOB, replace(hear, worker_id=JOB)),
    ]


def test_an_emergency_opens_its_money_and_confirmed_days_are_a_claim() -> None:
    emergency = UUID(int=70)
    declared = EmergencyDeclaredV1(
        emergency_id=emergency, region=STREET, category="EMERGENCY", degree="IV", document="3号"
    )
    opened = OpenSubsidy(emergency_id=emergency, region=STREET, starts=MARCH, document="3号", cause=EVENT)
    assert sent(list(react(news(declared)))) == [("emergency_subsidy", emergency, opened)]
    days = ParticipationConfirmedV1(
        worker_id=WORKER, emergency_id=emergency, street=STREET, days=(MARCH,), version=1, listed_by="a",
        confirmed_by="b",
    )  # fmt: skip
    claim = ClaimSubsidy(
        worker_id=WORKER, emergency_id=emergency, street=STREET, days=(MARCH,), version=1, listed_by="a",
        confirmed_by="b", cause=EVENT,
    )  # fmt: skip
    assert sent(list(react(news(days)))) == [("emergency_subsidy", emergency, claim)]


def test_a_converted_worker_is_paid_from_the_pooled_money() -> None:
    converted = WorkerConvertedV1(
        worker_id=WORKER, employment_id=JOB, starts=MARCH, sponsor="区委政法委", funding_source="政法委网格经费"
    )
    reassign = ReassignFunding(
        worker_id=WORKER, employment_id=JOB, starts=MARCH, sponsor="区委政法委", funding_source="政法委网格经费",
        cause=EVENT,
    )  # fmt: skip
    assert sent(list(react(news(converted)))) == [("entitlement", WORKER, reassign)]


def test_settled_leave_is_owed() -> None:
    settled = UnusedLeaveSettledV1(worker_id=WORKER, employment_id=JOB, year=2026, last_day=MARCH, days=3, version=2)
    hear = HearUnusedLeave(
        worker_id=WORKER, employment_id=JOB, year=2026, last_day=MARCH, days=3, version=2, cause=EVENT
    )
    assert sent(list(react(news(settled)))) == [("entitlement", WORKER, hear)]
