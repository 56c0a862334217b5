"""After an exit: papers in fifteen days, corrections before and after the last day, what a court found; and when one retires."""

from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

import pytest
from hypothesis import given as drawn
from hypothesis import strategies as st

from services.personnel.domain.employment import Exited, Ground, PlaceFreed
from services.personnel.domain.exit_case import (
    AnnulExit,
    CorrectExit,
    FindUnlawful,
    IssuePapers,
    NoticePapersOverdue,
)
from services.personnel.domain.exit_events import (
    ExitAnnulled,
    ExitCorrected,
    ExitFoundUnlawful,
    ExitPapersIssued,
    ExitPapersOverdue,
    PlaceRetaken,
    ProtectionAnnulled,
    ProtectionCorrected,
    ProtectionRecorded,
    RetirementClass,
    RetirementClassRecorded,
    ended_before_papers_were_dated,
)
from services.personnel.domain.leaving import Leaving, Protection
from services.personnel.domain.protection import (
    AnnulProtection,
    FindIncompetent,
    FollowLeaveDays,
    RecordProtection,
    RecordRetirementClass,
)
from services.personnel.domain.retirement import RetirementAge, class_of, delay_months, earliest, retirement_month
from services.personnel.domain.scheme_terms import PostCategory
from services.personnel.domain.streams import EMPLOYMENT
from shared.kernel import Take
from shared.kernel.derived import derived_id
from tests.personnel import people
from tests.personnel.people import POLICIES, STREET, WORKER, hire, hired, on, signed

STARTS, LAST = date(2027, 3, 1), date(2027, 6, 30)
HIRED, SIGNED = hired(STARTS), signed(STARTS, date(2030, 2, 28))
FREED = PlaceFreed(effective=date(2027, 7, 1), worker_id=WORKER, place=f"{STREET}#1")
PERIOD = UUID(int=51)


def gone(ground: Ground = Ground.RESIGNATION) -> Exited:
    return Exited(
        effective=LAST, worker_id=WORKER, employment_id=people.EMPLOYMENT, ground=ground, severance=False,
        employed_since=STARTS, document="1号", papers_due=LAST + timedelta(days=15),
)  # fmt: skip


def corrected(last_day: date, ground: Ground = Ground.RESIGNATION, *, severance: bool = False) -> ExitCorrected:
    return ExitCorrected(
        effective=last_day, worker_id=WORKER, employment_id=people.EMPLOYMENT, ground=ground, severance=severance,
        employed_since=STARTS, document="2号", was=LAST, reason="录入错误", papers_due=last_day + timedelta(days=15),
)  # fmt: skip


def test_an_exit_is_corrected_before_and_after_its_last_day() -> None:
    right = CorrectExit(last_day=date(2027, 7, 15), ground=Ground.RESIGNATION, document="2号", reason="录入错误")
    (event, _) = on(EMPLOYMENT, LAST, HIRED, gone()).when(right).then_events()
    assert event == corrected(date(2027, 7, 15))
    (_, _, again) = on(EMPLOYMENT, date(2027, 7, 5), HIRED, gone(), FREED).when(right).then_events()
    assert again == PlaceRetaken(effective=date(2027, 7, 5), worker_id=WORKER, place=f"{STREET}#1")
    earlier = replace(right, last_day=date(2027, 6, 20))
    (_, _, freed) = on(EMPLOYMENT, date(2027, 6, 25), HIRED, gone()).when(earlier).then_events()
    assert freed.effective == date(2027, 6, 21)
    ground = replace(right, last_day=LAST, ground=Ground.MUTUAL)
    (event, meant) = on(EMPLOYMENT, LAST, HIRED, gone()).when(ground).then_events()
    assert (event.severance, meant.half_months) == (True, 1)
    on(EMPLOYMENT, LAST, HIRED, gone()).when(replace(right, last_day=LAST, document="1号")).then()
    on(EMPLOYMENT, LAST, HIRED, gone()).when(replace(right, reason="")).then_rejected("dismissal.reason")
    on(EMPLOYMENT, LAST, HIRED, gone()).when(replace(right, last_day=date(2027, 1, 1))).then_rejected(
        "dismissal.last-day"
    )
    on(EMPLOYMENT, LAST, HIRED).when(right).then_rejected("dismissal.not-ended")
    died = replace(right, ground=Ground.DEATH)
    on(EMPLOYMENT, LAST, HIRED, gone()).when(died).then_rejected("dismissal.death")
    on(EMPLOYMENT, LAST, HIRED, gone(Ground.DEATH)).when(right).then_rejected("dismissal.death")
    (event, _) = on(EMPLOYMENT, LAST, HIRED, gone(Ground.DEATH)).when(died).then_events()
    assert event == corrected(date(2027, 7, 15), Ground.DEATH)
    undocumented = replace(right, ground=Ground.SERIOUS_BREACH, document="")
    on(EMPLOYMENT, LAST, HIRED, gone()).when(undocumented).then_rejected("dismissal.document")


def test_an_annulled_exit_gives_back_employment_contract_and_place() -> None:
    annul = AnnulExit(reason="录错人员")
    undone = ExitAnnulled(
        effective=LAST, worker_id=WORKER, employment_id=people.EMPLOYMENT, reason="录错人员",
        contract_ends=date(2030, 2, 28), next_notice=date(2029, 11, 30),
    )  # fmt: skip
    on(EMPLOYMENT, LAST, HIRED, SIGNED, gone()).when(annul).then(undone)
    again = PlaceRetaken(effective=date(2027, 7, 1), worker_id=WORKER, place=f"{STREET}#1")
    on(EMPLOYMENT, date(2027, 8, 1), HIRED, SIGNED, gone(), FREED).when(annul).then(undone, again)
    state = on(EMPLOYMENT, LAST, HIRED, SIGNED, gone(), FREED, undone, again).state()
    assert (state.last_day, state.freed, state.exited) == (None, False, None)
    assert Take(kind="headcount", key=f"{STREET}#1") in EMPLOYMENT.reserves(people.EMPLOYMENT, hire(), again)
    on(EMPLOYMENT, LAST, HIRED, gone()).when(AnnulExit(reason=" ")).then_rejected("dismissal.reason")
    on(EMPLOYMENT, LAST, HIRED, gone(), replace(undone, contract_ends=None)).when(annul).then_rejected(
        "dismissal.not-ended"
    )


def test_an_unlawful_end_costs_twice_the_severance_once() -> None:
    ruling = FindUnlawful(on=date(2027, 9, 1), document="仲裁12号")
    found = ExitFoundUnlawful(
        effective=date(2027, 9, 1),
        worker_id=WORKER,
        employment_id=people.EMPLOYMENT,
        half_months=2,
        document="仲裁12号",
    )
    dismissed = gone(Ground.SERIOUS_BREACH)
    on(EMPLOYMENT, date(2027, 9, 1), HIRED, dismissed).when(ruling).then(found)
    on(EMPLOYMENT, date(2027, 9, 1), HIRED, dismissed, found).when(ruling).then()
    on(EMPLOYMENT, date(2027, 9, 1), HIRED, gone()).when(ruling).then_rejected("dismissal.not-the-employers")
    on(EMPLOYMENT, date(2027, 8, 1), HIRED, dismissed).when(ruling).then_rejected("dismissal.day")
    on(EMPLOYMENT, date(2027, 9, 1), HIRED, dismissed).when(replace(ruling, document="")).then_rejected(
        "dismissal.document"
    )


def test_the_papers_are_due_in_fifteen_days() -> None:
    issue = IssuePapers(certificate="证1号", archive_moved_on=date(2027, 7, 5), insurance_moved_on=date(2027, 7, 6))
    issued = ExitPapersIssued(
        effective=date(2027, 7, 6), worker_id=WORKER, certificate="证1号", archive_moved_on=date(2027, 7, 5),
        insurance_moved_on=date(2027, 7, 6),
    )  # fmt: skip
    overdue = ExitPapersOverdue(effective=date(2027, 7, 16), worker_id=WORKER, due=date(2027, 7, 15))
    on(EMPLOYMENT, date(2027, 7, 6), HIRED, gone()).when(issue).then(issued)
    on(EMPLOYMENT, date(2027, 7, 6), HIRED, gone(), issued).when(issue).then()
    on(EMPLOYMENT, date(2027, 7, 5), HIRED, gone()).when(issue).then_rejected("dismissal.day")
    on(EMPLOYMENT, date(2027, 7, 6), HIRED, gone()).when(replace(issue, certificate="")).then_rejected(
        "dismissal.document"
    )
    on(EMPLOYMENT, date(2027, 7, 15), HIRED, gone()).when(NoticePapersOverdue()).then()
    on(EMPLOYMENT, date(2027, 7, 16), HIRED, gone()).when(NoticePapersOverdue()).then(overdue)
    on(EMPLOYMENT, date(2027, 7, 17), HIRED, gone(), overdue).when(NoticePapersOverdue()).then()
    on(EMPLOYMENT, date(2027, 7, 16), HIRED, gone(), issued).when(NoticePapersOverdue()).then()


def test_a_protected_period_is_recorded_corrected_and_annulled() -> None:
    record = RecordProtection(protection_id=PERIOD, starts=STARTS, ends=None, document="1号")
    known = ProtectionRecorded(effective=STARTS, worker_id=WORKER, protection_id=PERIOD, ends=None, document="1号")
    on(EMPLOYMENT, LAST, HIRED).when(record).then(known)
    on(EMPLOYMENT, LAST, HIRED, known).when(record).then()
    ended = ProtectionCorrected(effective=STARTS, worker_id=WORKER, protection_id=PERIOD, ends=LAST, document="1号")
    on(EMPLOYMENT, LAST, HIRED, known).when(replace(record, ends=LAST)).then(ended)
    never = ProtectionAnnulled(effective=STARTS, worker_id=WORKER, protection_id=PERIOD, document="2号")
    annul = AnnulProtection(protection_id=PERIOD, document="2号")
    on(EMPLOYMENT, LAST, HIRED, known).when(annul).then(never)
    on(EMPLOYMENT, LAST, HIRED, known, never).when(annul).then_rejected("dismissal.no-protection")
    on(EMPLOYMENT, LAST, HIRED, known).when(replace(annul, document="")).then_rejected("dismissal.document")
    on(EMPLOYMENT, LAST, HIRED).when(replace(record, ends=date(2027, 2, 1))).then_rejected("dismissal.protection-days")
    on(EMPLOYMENT, LAST, HIRED).when(replace(record, document="")).then_rejected("dismissal.document")
    found = FindIncompetent(on=date(2027, 1, 1), document="1号")
    on(EMPLOYMENT, LAST, HIRED).when(found).then_rejected("dismissal.day")


@drawn(st.lists(st.tuples(st.integers(0, 60), st.integers(0, 30)), max_size=6), st.randoms())
def test_protected_days_are_the_same_in_whatever_order_they_were_recorded(
    drawn_periods: list[tuple[int, int]], random: object
) -> None:
    periods = [
        Protection(protection_id=UUID(int=n), starts=STARTS + timedelta(first), ends=STARTS + timedelta(first + length))
        for n, (first, length) in enumerate(drawn_periods)
    ]
    forward, backward = Leaving(protections=tuple(periods)), Leaving(protections=tuple(reversed(periods)))
    for day in (STARTS + timedelta(n) for n in range(0, 95, 5)):
        assert forward.protected_until(day) == backward.protected_until(day)
        covered = any(p.starts <= day and p.ends is not None and day <= p.ends for p in periods)
        assert (forward.protected_until(day) is not None) == covered


MEN, WOMEN_55, WOMEN_50 = POLICIES.retirement_ages.on(date(2027, 1, 1))


@pytest.mark.parametrize(
    ("born", "age", "delay", "month"),
    [
        ("1967-03", MEN, 7, "2027-10"), ("1970-01", MEN, 16, "2031-05"), ("1964-12", MEN, 0, "2024-12"),
        ("1984-11", WOMEN_50, 60, "2039-11"), ("1975-01", WOMEN_50, 1, "2025-02"), ("1981-09", WOMEN_55, 36, "2039-09"),
        ("1990-05", MEN, 36, "2053-05"),
    ],
)  # fmt: skip
def test_retirement_is_later_by_the_table_of_2025(born: str, age: RetirementAge, delay: int, month: str) -> None:
    assert (delay_months(born, age), str(retirement_month(born, age))) == (delay, month)


def test_by_agreement_one_retires_three_years_earlier_but_not_before_the_old_age() -> None:
    assert earliest("1990-05", MEN, 36) == date(2050, 5, 1)
    assert earliest("1967-03", MEN, 36) == date(2027, 3, 1)
    assert class_of("MALE", PostCategory.STAFF) is RetirementClass.MEN_60
    assert class_of("FEMALE", PostCategory.STAFF) is RetirementClass.WOMEN_50
    assert class_of("FEMALE", PostCategory.CHIEF) is RetirementClass.WOMEN_55
    recorded = RetirementClassRecorded(effective=LAST, worker_id=WORKER, retirement_class=RetirementClass.WOMEN_55)
    command = RecordRetirementClass(retirement_class=RetirementClass.WOMEN_55)
    on(EMPLOYMENT, LAST, HIRED).when(command).then(recorded)
    on(EMPLOYMENT, LAST, HIRED, recorded).when(command).then()


def test_a_leave_protects_for_its_days_and_no_longer_when_it_is_cut_or_cancelled() -> None:
    leave, first, last = UUID(int=61), date(2027, 4, 1), date(2027, 4, 30)
    id = derived_id("personnel.protection", str(leave))
    day = date(2027, 4, 10)
    follow = FollowLeaveDays(leave_id=leave, starts=first, ends=last)
    kept = ProtectionRecorded(effective=first, worker_id=WORKER, protection_id=id, ends=last, document=str(leave))
    on(EMPLOYMENT, day, hired()).when(follow).then(kept)
    on(EMPLOYMENT, day, hired(), kept).when(follow).then()
    shorter = ProtectionCorrected(effective=first, worker_id=WORKER, protection_id=id, ends=day, document=str(leave))
    on(EMPLOYMENT, day, hired(), kept).when(replace(follow, ends=day)).then(shorter)
    gone = ProtectionAnnulled(effective=first, worker_id=WORKER, protection_id=id, document=str(leave))
    none = FollowLeaveDays(leave_id=leave)
    on(EMPLOYMENT, day, hired(), kept).when(none).then(gone)
    on(EMPLOYMENT, day, hired()).when(none).then()
    on(EMPLOYMENT, day).when(follow).then()


def test_an_exit_from_before_its_papers_were_dated_has_the_fifteen_days_of_the_law() -> None:
    stored = {"effective": "2026-12-20", "document": "1号"}
    assert ended_before_papers_were_dated(stored) == {**stored, "papers_due": "2027-01-04"}
