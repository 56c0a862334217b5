"""Ten years in a row, a full term as secretary, good results: condition by condition; the list of a year; the case of a person."""

from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

import pytest

from services.personnel.domain.career_path import (
    ConditionFound,
    OfficeTerm,
    RouteCondition,
    behind,
    conditions,
    eligible,
)
from services.personnel.domain.institution_events import (
    EligibilityListFrozen,
    EligiblePerson,
    InstitutionApplied,
    InstitutionCaseOpened,
    InstitutionCaseReopened,
    InstitutionExamined,
    InstitutionHired,
    InstitutionNotHired,
    InstitutionStage,
    NotHiredReason,
)
from services.personnel.domain.institution_route import (
    ApplyToInstitution,
    CloseInstitutionCase,
    FreezeEligibility,
    HireToInstitution,
    OpenInstitutionCase,
    RecordExamination,
    ReopenInstitutionCase,
)
from services.personnel.domain.seniority_events import SeniorityEvent, YearAssessed
from services.personnel.domain.service_periods import Seniority
from services.personnel.domain.streams import INSTITUTION_CASE, INSTITUTION_LIST, SENIORITY
from shared.kernel import region
from tests.personnel.domain.test_seniority import STARTED, credited
from tests.personnel.people import COMMUNITY, EMPLOYMENT, POLICIES, STREET, WORKER, on

DAY = date(2030, 5, 1)
COUNTY = region("51", "01", "07")
LIST, CASE, START, END = UUID(int=60), UUID(int=61), UUID(int=62), UUID(int=63)
TERM = OfficeTerm(
    appointment_id=UUID(int=64), starts=date(2021, 3, 1), term_ends=date(2026, 2, 28), last_day=date(2026, 2, 28),
    evidence=(START, END),
)  # fmt: skip
AGAIN = replace(TERM, appointment_id=UUID(int=65), starts=date(2026, 3, 1), term_ends=date(2031, 2, 28), last_day=None)


def result(year: int, word: str = "GOOD") -> YearAssessed:
    return YearAssessed(
        effective=date(year + 1, 1, 10), worker_id=WORKER, result_id=UUID(int=year), year=year, result=word,
        counts=word != "FAIL",
    )  # fmt: skip


GOOD = (result(2027), result(2028, "EXCELLENT"), result(2029))


def judge(
    *events: SeniorityEvent, terms: tuple[OfficeTerm, ...] = (TERM, AGAIN), day: date = DAY, **changes: Any
) -> dict[RouteCondition, ConditionFound]:
    ledger: Seniority = SENIORITY.decider.fold(events)
    rules = replace(POLICIES.institution_route_rules.on(day), **changes)
    proof = behind((UUID(int=900 + n), event) for n, event in enumerate(events))
    return {found.condition: found for found in conditions(ledger, terms, proof, day, rules)}


def test_who_meets_everything_is_shown_with_days_and_the_events_behind() -> None:
    found = judge(STARTED, *GOOD)
    assert eligible(found.values())
    years = found[RouteCondition.CONSECUTIVE_YEARS]
    assert (years.amount, years.needed, years.since, years.evidence) == (122, 120, date(2020, 3, 1), (UUID(int=900),))
    assert found[RouteCondition.FULL_TERM].evidence == (START, END)
    assert found[RouteCondition.SECRETARY_NOW].since == date(2026, 3, 1)
    assert found[RouteCondition.RESULTS].evidence == (UUID(int=901), UUID(int=902), UUID(int=903))


def test_ten_years_are_full_on_the_day_and_not_before() -> None:
    assert judge(STARTED, *GOOD, day=date(2030, 3, 1))[RouteCondition.CONSECUTIVE_YEARS].met
    assert not judge(STARTED, *GOOD, day=date(2030, 2, 28))[RouteCondition.CONSECUTIVE_YEARS].met


@pytest.mark.parametrize(("last", "months"), [(date(2020, 1, 31), 182), (date(2020, 1, 29), 122)])
def test_a_break_within_what_policy_allows_does_not_begin_anew(last: date, months: int) -> None:
    found = judge(STARTED, credited(date(2015, 3, 1), last), *GOOD)[RouteCondition.CONSECUTIVE_YEARS]
    assert found.amount == months


def test_work_that_has_ended_is_not_consecutive_any_more() -> None:
    ended = credited(date(2010, 1, 1), date(2029, 1, 1))
    assert judge(ended, *GOOD)[RouteCondition.CONSECUTIVE_YEARS].amount == 0
    assert judge(*GOOD)[RouteCondition.CONSECUTIVE_YEARS].amount == 0


@pytest.mark.parametrize(
    ("terms", "full", "now"),
    [
        ((TERM, AGAIN), 1, 1), ((AGAIN,), 0, 1), ((TERM,), 1, 0), ((), 0, 0),
        ((replace(TERM, last_day=date(2025, 12, 31)), AGAIN), 0, 1), ((replace(TERM, last_day=None),), 1, 1),
        ((replace(AGAIN, starts=date(2030, 6, 1)),), 0, 0),
    ],
)  # fmt: skip
def test_a_term_counts_when_it_was_served_to_its_end(terms: tuple[OfficeTerm, ...], full: int, now: int) -> None:
    found = judge(STARTED, *GOOD, terms=terms)
    assert (found[RouteCondition.FULL_TERM].amount, found[RouteCondition.SECRETARY_NOW].amount) == (full, now)


@pytest.mark.parametrize(
    ("results", "met"),
    [
        (GOOD, True), (GOOD[:2], False), ((result(2027), result(2028), result(2029)), False), ((), False),
        ((result(2027, "EXCELLENT"), result(2028, "BASIC"), result(2029)), False),
        ((result(2025), result(2026, "EXCELLENT"), result(2027)), False),
        ((result(2026, "FAIL"), *GOOD), True), ((result(2026), result(2027, "EXCELLENT"), result(2028)), True),
    ],
)  # fmt: skip
def test_the_last_years_are_all_good_and_one_is_excellent(results: tuple[YearAssessed, ...], met: bool) -> None:
    assert judge(STARTED, *results)[RouteCondition.RESULTS].met is met


def test_policy_may_ask_for_less() -> None:
    found = judge(STARTED, terms=(TERM,), secretary_now=False, months=60, result_years=0, excellent=0)
    assert RouteCondition.SECRETARY_NOW not in found
    assert found[RouteCondition.CONSECUTIVE_YEARS].met
    assert found[RouteCondition.FULL_TERM].met


MET = tuple(judge(STARTED, *GOOD).values())
PERSON = EligiblePerson(worker_id=WORKER, region=COMMUNITY, case_id=CASE, conditions=MET)
FREEZE = FreezeEligibility(list_id=LIST, region=COUNTY, year=2030, as_of=DAY, people=(PERSON,))
FROZEN = EligibilityListFrozen(
    effective=DAY, list_id=LIST, region=COUNTY, year=2030, people=(PERSON,), frozen_by="officer"
)
OPENED = InstitutionCaseOpened(
    effective=DAY, worker_id=WORKER, case_id=CASE, region=COMMUNITY, list_id=LIST, year=2030, conditions=MET
)
APPLY = ApplyToInstitution(unit="区社区发展中心", post="管理九级", applied_on=date(2030, 5, 10))
APPLIED = InstitutionApplied(
    effective=date(2030, 5, 10),
    worker_id=WORKER,
    case_id=CASE,
    unit="区社区发展中心",
    post="管理九级",
    recorded_by="officer",
)
EXAM = RecordExamination(passed=True, examined_on=date(2030, 6, 1), document="考1号")
EXAMINED = InstitutionExamined(
    effective=date(2030, 6, 1), worker_id=WORKER, case_id=CASE, passed=True, document="考1号", recorded_by="officer"
)
HIRE = HireToInstitution(
    employment_id=EMPLOYMENT, employed_since=date(2020, 3, 1), since=date(2030, 8, 1), document="聘1号"
)
HIRED = InstitutionHired(
    effective=date(2030, 8, 1), worker_id=WORKER, case_id=CASE, employment_id=EMPLOYMENT, employed_since=date(2020, 3, 1),
    unit="区社区发展中心", document="聘1号", hired_by="approver",
)  # fmt: skip
LATER = date(2030, 7, 1)


def test_a_list_is_frozen_once_for_a_county_and_year() -> None:
    on(INSTITUTION_LIST, DAY).when(FREEZE).then(FROZEN)
    on(INSTITUTION_LIST, DAY, FROZEN).when(FREEZE).then_rejected("institution-route.frozen")
    on(INSTITUTION_LIST, DAY).when(replace(FREEZE, region=STREET)).then_rejected("institution-route.county")
    on(INSTITUTION_LIST, DAY).when(replace(FREEZE, as_of=date(2030, 5, 2))).then_rejected("institution-route.as-of")
    on(INSTITUTION_LIST, DAY).when(replace(FREEZE, year=2029)).then_rejected("institution-route.as-of")
    missing = replace(PERSON, conditions=(replace(MET[0], met=False),))
    on(INSTITUTION_LIST, DAY).when(replace(FREEZE, people=(missing,))).then_rejected("institution-route.not-eligible")


def test_a_case_goes_from_eligible_to_hired_by_two_hands() -> None:
    case = OpenInstitutionCase(
        worker_id=WORKER, case_id=CASE, region=COMMUNITY, list_id=LIST, year=2030, as_of=DAY, conditions=MET
    )
    on(INSTITUTION_CASE, DAY).when(case).then(OPENED)
    on(INSTITUTION_CASE, DAY, OPENED).when(case).then()
    on(INSTITUTION_CASE, LATER, OPENED).when(APPLY).then(APPLIED)
    on(INSTITUTION_CASE, LATER, OPENED, APPLIED).when(EXAM).then(EXAMINED)
    on(INSTITUTION_CASE, LATER, OPENED, APPLIED, EXAMINED, by="approver").when(HIRE).then(HIRED)
    for by in ("officer", "li for officer"):
        on(INSTITUTION_CASE, LATER, OPENED, APPLIED, EXAMINED, by=by).when(HIRE).then_rejected(
            "institution-route.own-case"
        )


def test_who_does_not_pass_is_not_hired_and_a_case_may_be_closed_before() -> None:
    failed = replace(EXAMINED, passed=False)
    over = InstitutionNotHired(
        effective=date(2030, 6, 1),
        worker_id=WORKER,
        case_id=CASE,
        why=NotHiredReason.EXAMINATION,
        document="考1号",
        recorded_by="officer",
    )
    on(INSTITUTION_CASE, LATER, OPENED, APPLIED).when(replace(EXAM, passed=False)).then(failed, over)
    withdrew = replace(over, effective=LATER, why=NotHiredReason.WITHDREW, document="函1号")
    close = CloseInstitutionCase(why=NotHiredReason.WITHDREW, document="函1号")
    for history in ((OPENED,), (OPENED, APPLIED), (OPENED, APPLIED, EXAMINED)):
        on(INSTITUTION_CASE, LATER, *history).when(close).then(withdrew)
    on(INSTITUTION_CASE, LATER, OPENED, withdrew).when(close).then_rejected("institution-route.stage")
    on(INSTITUTION_CASE, LATER, OPENED).when(replace(close, document="")).then_rejected("institution-route.document")


@pytest.mark.parametrize(
    ("history", "command", "code"),
    [
        ((), APPLY, "institution-route.stage"), ((OPENED,), EXAM, "institution-route.stage"),
        ((OPENED, APPLIED), HIRE, "institution-route.stage"), ((OPENED, APPLIED), APPLY, "institution-route.stage"),
        ((OPENED,), replace(APPLY, unit=" "), "institution-route.post"),
        ((OPENED,), replace(APPLY, applied_on=date(2030, 7, 2)), "institution-route.future"),
        ((OPENED, APPLIED), replace(EXAM, document=""), "institution-route.document"),
        ((OPENED, APPLIED), replace(EXAM, examined_on=date(2030, 7, 2)), "institution-route.future"),
        ((OPENED, APPLIED, EXAMINED), replace(HIRE, document=""), "institution-route.document"),
        ((OPENED, APPLIED, EXAMINED), replace(HIRE, since=date(2020, 3, 1)), "institution-route.since"),
        ((OPENED, APPLIED, EXAMINED, HIRED), HIRE, "institution-route.stage"),
    ],
)  # fmt: skip
def test_nothing_out_of_turn_and_nothing_without_its_paper(history: tuple[Any, ...], command: Any, code: str) -> None:
    on(INSTITUTION_CASE, LATER, *history, by="approver").when(command).then_rejected(code)


def test_a_case_ends_with_the_exit_and_is_where_it_was_when_the_exit_is_undone() -> None:
    left = InstitutionNotHired(
        effective=LATER, worker_id=WORKER, case_id=CASE, why=NotHiredReason.LEFT, document="随离职办理", recorded_by="officer"
    )  # fmt: skip
    close = CloseInstitutionCase(why=NotHiredReason.LEFT, document="随离职办理")
    again = InstitutionCaseReopened(
        effective=LATER, worker_id=WORKER, case_id=CASE, stage=InstitutionStage.ELIGIBLE, recorded_by=""
    )
    on(INSTITUTION_CASE, LATER, OPENED).when(close).then(left)
    on(INSTITUTION_CASE, LATER, OPENED, left).when(ReopenInstitutionCase()).then(again)
    on(INSTITUTION_CASE, LATER, OPENED, left, again).when(ReopenInstitutionCase()).then()
    on(INSTITUTION_CASE, LATER, OPENED, left, again).when(APPLY).then(APPLIED)
    examined = (OPENED, APPLIED, EXAMINED, left)
    back = replace(again, stage=InstitutionStage.EXAMINED, recorded_by="officer")
    on(INSTITUTION_CASE, LATER, *examined).when(ReopenInstitutionCase()).then(back)
    on(INSTITUTION_CASE, LATER, *examined, back, by="approver").when(HIRE).then(HIRED)
    withdrew = replace(left, why=NotHiredReason.WITHDREW)
    on(INSTITUTION_CASE, LATER, OPENED, withdrew).when(ReopenInstitutionCase()).then()
