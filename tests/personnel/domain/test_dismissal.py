"""Every ground with what it asks and what it brings; who is protected, who is near to retirement, who was never trained."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest

from services.personnel.domain.contract_events import EmploymentStatus, StatusRecorded
from services.personnel.domain.dismissal import EndEmployment, FreePlace, GiveNotice, WithdrawNotice
from services.personnel.domain.employment import Category, Exited, Ground, PlaceFreed
from services.personnel.domain.exit_events import (
    ExitNoticeGiven,
    ExitNoticeWithdrawn,
    ExitWeighed,
    IncompetenceFound,
    NoticeKept,
    ProtectionRecorded,
    Remedy,
    RemedyGiven,
    Severance,
)
from services.personnel.domain.exit_grounds import RULES, half_months
from services.personnel.domain.streams import EMPLOYMENT
from tests.personnel import people
from tests.personnel.people import STREET, WORKER, hired, on, signed

STARTS, LAST = date(2027, 3, 1), date(2027, 6, 30)
NOTICED, TOLD = date(2027, 5, 31), date(2027, 6, 10)
PAPER = "武人〔2027〕9号"
HIRED = hired(STARTS)
FREED = PlaceFreed(effective=date(2027, 7, 1), worker_id=WORKER, place=f"{STREET}#1")
FOUND = IncompetenceFound(effective=date(2027, 4, 1), worker_id=WORKER, document="1号")
TRAINED = RemedyGiven(effective=date(2027, 4, 20), worker_id=WORKER, remedy=Remedy.TRAINING, document="2号")
FOUND_AGAIN = IncompetenceFound(effective=date(2027, 5, 20), worker_id=WORKER, document="3号")
INCOMPETENT = (HIRED, FOUND, TRAINED, FOUND_AGAIN)


def end(ground: Ground, **changes: Any) -> EndEmployment:
    whole = EndEmployment(ground=ground, last_day=LAST, document=PAPER, notice_on=NOTICED, union_told_on=TOLD)
    return replace(whole, **changes)


def exited(ground: Ground, *, severance: bool) -> Exited:
    return Exited(
        effective=LAST, worker_id=WORKER, employment_id=people.EMPLOYMENT, ground=ground, severance=severance,
        employed_since=STARTS, document=PAPER, papers_due=LAST + timedelta(days=15),
)  # fmt: skip


def weighed(
    ground: Ground, severance: Severance, halves: int, notice: NoticeKept, union: date | None = TOLD
) -> ExitWeighed:
    return ExitWeighed(
        effective=LAST, worker_id=WORKER, employment_id=people.EMPLOYMENT, ground=ground, article=RULES[ground].article,
        severance=severance, half_months=halves, service_since=STARTS, notice=notice, union_told_on=union,
    )  # fmt: skip


def protected(starts: date, ends: date | None) -> ProtectionRecorded:
    return ProtectionRecorded(effective=starts, worker_id=WORKER, protection_id=UUID(int=41), ends=ends, document="1号")


@pytest.mark.parametrize(
    ("ground", "severance", "notice"),
    [
        (Ground.RESIGNATION, Severance.NONE, NoticeKept.SERVED),
        (Ground.EMPLOYER_FAULT, Severance.N, NoticeKept.NOT_NEEDED),
        (Ground.MUTUAL, Severance.N, NoticeKept.NOT_NEEDED),
        (Ground.SERIOUS_BREACH, Severance.NONE, NoticeKept.NOT_NEEDED),
        (Ground.CRIMINAL_LIABILITY, Severance.NONE, NoticeKept.NOT_NEEDED),
        (Ground.MEDICAL_PERIOD_OVER, Severance.N, NoticeKept.SERVED),
        (Ground.INCOMPETENCE, Severance.N, NoticeKept.SERVED),
        (Ground.CHANGED_CIRCUMSTANCES, Severance.N, NoticeKept.SERVED),
        (Ground.LAYOFF, Severance.N, NoticeKept.SERVED),
        (Ground.RETIREMENT, Severance.NONE, NoticeKept.NOT_NEEDED),
        (Ground.DEATH, Severance.NONE, NoticeKept.NOT_NEEDED),
        (Ground.HIRED_TO_PUBLIC_POST, Severance.NONE, NoticeKept.NOT_NEEDED),
    ],
)
def test_the_ground_decides_severance_and_notice(ground: Ground, severance: Severance, notice: NoticeKept) -> None:
    gone = exited(ground, severance=severance is Severance.N)
    meant = weighed(ground, severance, 0 if severance is Severance.NONE else 1, notice)
    on(EMPLOYMENT, date(2027, 6, 20), *INCOMPETENT).when(end(ground)).then(gone, meant)
    on(EMPLOYMENT, date(2027, 8, 1), *INCOMPETENT).when(end(ground)).then(gone, meant, FREED)


@pytest.mark.parametrize(
    ("since", "last", "halves"),
    [
        (date(2020, 1, 1), date(2026, 7, 31), 14), (date(2020, 1, 1), date(2025, 5, 31), 11),
        (date(2020, 1, 1), date(2020, 5, 31), 1), (date(2020, 1, 1), date(2020, 6, 30), 2),
        (date(2020, 1, 1), date(2020, 12, 31), 2), (date(2020, 1, 1), date(2021, 1, 1), 3),
    ],
)  # fmt: skip
def test_severance_is_a_month_for_a_year_and_half_for_less_than_half_a_year(
    since: date, last: date, halves: int
) -> None:
    assert half_months(since, last) == halves


def test_who_proposed_to_part_or_refused_the_same_terms_has_no_severance_nor_a_public_welfare_post() -> None:
    (gone, *_) = on(EMPLOYMENT, LAST, HIRED).when(end(Ground.MUTUAL, declined=True)).then_events()
    assert not gone.severance
    history = (HIRED, signed(STARTS, LAST))
    (gone, *_) = on(EMPLOYMENT, LAST, *history).when(end(Ground.EXPIRY)).then_events()
    assert gone.severance
    (gone, *_) = on(EMPLOYMENT, LAST, *history).when(end(Ground.EXPIRY, declined=True)).then_events()
    assert not gone.severance
    welfare = StatusRecorded(
        effective=STARTS, worker_id=WORKER, fact_id=UUID(int=9), status=EmploymentStatus.PUBLIC_WELFARE, document=""
    )
    (gone, *_) = on(EMPLOYMENT, LAST, *history, welfare).when(end(Ground.EXPIRY)).then_events()
    assert not gone.severance


@pytest.mark.parametrize("ground", [ground for ground, rule in RULES.items() if rule.unilateral])
def test_the_union_hears_of_every_unilateral_end_on_a_day_before(ground: Ground) -> None:
    if ground is Ground.PROBATION_FAILED:
        return
    given = on(EMPLOYMENT, LAST, *INCOMPETENT)
    for told in (None, LAST, date(2027, 7, 2)):
        given.when(end(ground, union_told_on=told)).then_rejected("dismissal.union")


@pytest.mark.parametrize("ground", [ground for ground, rule in RULES.items() if rule.paper])
def test_a_decision_names_its_document(ground: Ground) -> None:
    on(EMPLOYMENT, LAST, *INCOMPETENT).when(end(ground, document=" ")).then_rejected("dismissal.document")


@pytest.mark.parametrize("ground", [Ground.MEDICAL_PERIOD_OVER, Ground.INCOMPETENCE, Ground.CHANGED_CIRCUMSTANCES])
def test_without_fault_there_are_thirty_days_of_notice_or_a_months_wage(ground: Ground) -> None:
    given = on(EMPLOYMENT, LAST, *INCOMPETENT)
    given.when(end(ground, notice_on=None)).then_rejected("dismissal.notice")
    late = given.when(end(ground, notice_on=date(2027, 6, 1))).then_rejected("dismissal.notice-short")
    assert late.facts == {"days": 30}
    (_, meant) = given.when(end(ground, notice_on=None, in_lieu=True)).then_events()
    assert meant.notice is NoticeKept.PAID_IN_LIEU
    on(EMPLOYMENT, LAST, HIRED).when(end(Ground.LAYOFF, notice_on=None, in_lieu=True)).then_rejected("dismissal.notice")


def test_a_worker_gives_thirty_days_three_in_a_probation_unless_the_employer_waives_them() -> None:
    given = on(EMPLOYMENT, LAST, HIRED)
    short = end(Ground.RESIGNATION, notice_on=date(2027, 6, 20))
    given.when(short).then_rejected("dismissal.notice-short")
    assert given.when(replace(short, waived=True)).then_events()[1].notice is NoticeKept.WAIVED
    assert given.when(replace(short, notice_on=None)).then_events()[1].notice is NoticeKept.WAIVED
    probation = hired(STARTS, probation_ends=date(2027, 8, 31))
    served = on(EMPLOYMENT, LAST, probation).when(replace(short, notice_on=date(2027, 6, 27))).then_events()
    assert served[1].notice is NoticeKept.SERVED
    refused = on(EMPLOYMENT, LAST, probation).when(replace(short, notice_on=date(2027, 6, 28)))
    assert refused.then_rejected("dismissal.notice-short").facts == {"days": 3}


def test_a_notice_makes_somebody_leaving_until_it_is_withdrawn() -> None:
    notice = GiveNotice(ground=Ground.RESIGNATION, notice_on=NOTICED, last_day=LAST, document="辞职信")
    given = ExitNoticeGiven(
        effective=NOTICED, worker_id=WORKER, ground=Ground.RESIGNATION, last_day=LAST, document="辞职信"
    )
    on(EMPLOYMENT, NOTICED, HIRED).when(notice).then(given)
    on(EMPLOYMENT, NOTICED, HIRED, given).when(notice).then_rejected("dismissal.notice-given")
    on(EMPLOYMENT, NOTICED, HIRED).when(replace(notice, ground=Ground.MUTUAL)).then_rejected("dismissal.no-notice")
    on(EMPLOYMENT, NOTICED, HIRED).when(replace(notice, notice_on=LAST)).then_rejected("dismissal.notice")
    early = replace(notice, last_day=date(2027, 6, 29))
    on(EMPLOYMENT, NOTICED, HIRED).when(early).then_rejected("dismissal.notice-short")
    gone = on(EMPLOYMENT, LAST, HIRED, given).when(end(Ground.RESIGNATION, notice_on=None, document="")).then_events()
    assert (gone[0].document, gone[1].notice) == ("辞职信", NoticeKept.SERVED)
    withdrawn = ExitNoticeWithdrawn(effective=NOTICED, worker_id=WORKER, reason="本人撤回")
    on(EMPLOYMENT, NOTICED, HIRED, given).when(WithdrawNotice(reason="本人撤回")).then(withdrawn)
    on(EMPLOYMENT, NOTICED, HIRED, given).when(WithdrawNotice(reason="")).then_rejected("dismissal.reason")
    on(EMPLOYMENT, NOTICED, HIRED).when(WithdrawNotice(reason="x")).then_rejected("dismissal.no-notice-given")


@pytest.mark.parametrize(
    "steps", [(), (FOUND,), (FOUND, FOUND_AGAIN), (FOUND, TRAINED), (TRAINED, FOUND_AGAIN), (TRAINED, FOUND)]
)
def test_a_failed_year_is_no_ground_without_training_or_another_post_and_failing_again(steps: tuple[Any, ...]) -> None:
    on(EMPLOYMENT, LAST, HIRED, *steps).when(end(Ground.INCOMPETENCE)).then_rejected("dismissal.training-first")


@pytest.mark.parametrize("ground", [ground for ground, rule in RULES.items() if rule.protected])
def test_nobody_is_dismissed_without_fault_in_a_protected_period(ground: Ground) -> None:
    for ends in (LAST, None, date(2028, 1, 1)):
        kept = on(EMPLOYMENT, LAST, *INCOMPETENT, protected(date(2027, 6, 1), ends))
        kept.when(end(ground)).then_rejected("dismissal.protected")
    assert (
        on(EMPLOYMENT, LAST, *INCOMPETENT, protected(date(2027, 6, 1), date(2027, 6, 29)))
        .when(end(ground))
        .then_events()
    )
    fault = on(EMPLOYMENT, LAST, HIRED, protected(date(2027, 6, 1), None)).when(end(Ground.SERIOUS_BREACH))
    assert fault.then_events()


def test_a_term_goes_on_until_the_protected_period_ends() -> None:
    history = (HIRED, signed(STARTS, LAST), protected(date(2027, 6, 1), date(2027, 9, 30)))
    on(EMPLOYMENT, LAST, *history).when(end(Ground.EXPIRY)).then_rejected("dismissal.protected")
    later = end(Ground.EXPIRY, last_day=date(2027, 9, 30))
    assert on(EMPLOYMENT, date(2027, 9, 30), *history).when(later).then_events()
    too_late = end(Ground.EXPIRY, last_day=date(2027, 10, 1))
    on(EMPLOYMENT, date(2027, 9, 30), *history).when(too_late).then_rejected("dismissal.not-expiring")
    early = end(Ground.EXPIRY, last_day=date(2027, 6, 29))
    on(EMPLOYMENT, LAST, HIRED, signed(STARTS, LAST)).when(early).then_rejected("dismissal.not-expiring")
    on(EMPLOYMENT, LAST, HIRED, signed(STARTS, None)).when(end(Ground.EXPIRY)).then_rejected("dismissal.not-expiring")


def test_long_service_near_to_retirement_is_protected() -> None:
    long = (hired(date(2012, 6, 30)), FOUND, TRAINED, FOUND_AGAIN)
    near, far = date(2032, 6, 29), date(2032, 6, 30)
    on(EMPLOYMENT, LAST, *long).when(end(Ground.LAYOFF, retires_on=near)).then_rejected("dismissal.near-retirement")
    assert on(EMPLOYMENT, LAST, *long).when(end(Ground.LAYOFF, retires_on=far)).then_events()
    shorter = hired(date(2012, 7, 2))
    assert on(EMPLOYMENT, LAST, shorter).when(end(Ground.LAYOFF, retires_on=near)).then_events()


def test_nobody_retires_before_the_age_unless_both_agree_and_the_law_allows_it() -> None:
    of_age, early = date(2028, 1, 1), date(2027, 1, 1)
    retire = end(Ground.RETIREMENT, retires_on=of_age, retires_early_from=early)
    assert on(EMPLOYMENT, LAST, HIRED).when(retire).then_rejected("dismissal.not-retiring").facts == {"on": of_age}
    assert on(EMPLOYMENT, LAST, HIRED).when(replace(retire, agreed=True)).then_events()
    too_early = replace(retire, agreed=True, retires_early_from=date(2027, 7, 1))
    on(EMPLOYMENT, LAST, HIRED).when(too_early).then_rejected("dismissal.retiring-too-early")
    assert on(EMPLOYMENT, LAST, HIRED).when(replace(retire, retires_on=LAST)).then_events()


@pytest.mark.parametrize("ground", [Ground.RECALL, Ground.TERM_ENDED])
def test_losing_an_election_ends_nothing_while_another_post_or_a_contract_remains(ground: Ground) -> None:
    elected = replace(HIRED, category=Category.COMMITTEE_FULLTIME)
    on(EMPLOYMENT, LAST, HIRED).when(end(ground)).then_rejected("dismissal.not-elected")
    on(EMPLOYMENT, LAST, elected).when(end(ground, posts=1)).then_rejected("dismissal.post-remains")
    contract = signed(STARTS, date(2030, 2, 28))
    on(EMPLOYMENT, LAST, elected, contract).when(end(ground)).then_rejected("dismissal.contract-remains")
    (gone, _) = on(EMPLOYMENT, LAST, elected).when(end(ground)).then_events()
    assert not gone.severance


def test_the_place_is_free_the_day_after_the_last_day_of_work() -> None:
    gone = exited(Ground.RESIGNATION, severance=False)
    on(EMPLOYMENT, LAST, HIRED, gone).when(FreePlace()).then()
    on(EMPLOYMENT, date(2027, 7, 1), HIRED, gone).when(FreePlace()).then(FREED)
    on(EMPLOYMENT, date(2027, 7, 2), HIRED, gone, FREED).when(FreePlace()).then()


def test_nobody_leaves_twice_or_before_they_came() -> None:
    gone = exited(Ground.RESIGNATION, severance=False)
    on(EMPLOYMENT, LAST, HIRED, gone).when(end(Ground.RESIGNATION)).then_rejected("employments.not-running")
    early = end(Ground.RESIGNATION, last_day=date(2027, 2, 28))
    on(EMPLOYMENT, LAST, HIRED).when(early).then_rejected("dismissal.last-day")


def test_a_failed_probation_is_concluded_not_dismissed() -> None:
    on(EMPLOYMENT, LAST, HIRED).when(end(Ground.PROBATION_FAILED)).then_rejected("dismissal.by-probation")
    running = hired(STARTS, probation_ends=date(2027, 8, 31))
    on(EMPLOYMENT, LAST, running).when(end(Ground.INCOMPETENCE)).then_rejected("dismissal.by-probation")
