"""Who works without a written contract is told month by month; who signs, signs with both names; who has a post of the state has none."""

from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest

from services.personnel.domain.contract_events import (
    ContractDrafted,
    ContractDraftWithdrawn,
    ContractMissing,
    ContractParty,
    ContractPartySigned,
    ContractRanOn,
    ContractTextKept,
    ContractWritten,
    EmploymentStatus,
    OpenEndedDeemed,
    StatusRecorded,
)
from services.personnel.domain.contract_papers import (
    DraftContract,
    NoticeMissing,
    NoticeRunOn,
    RecordStatus,
    SignDraft,
    WithdrawDraft,
)
from services.personnel.domain.contract_stage import ContractStage, stage_on
from services.personnel.domain.contracts import NoticeExpiry, RenewContract, SignContract, double_wage_months
from services.personnel.domain.employment import ContractExpiring, ContractRenewed, Term
from services.personnel.domain.streams import EMPLOYMENT
from shared.kernel import Take
from tests.personnel import people
from tests.personnel.people import STREET, WORKER, hire, hired, on, signed

STARTS, ENDS = date(2027, 3, 1), date(2030, 2, 28)
SINCE = date(2027, 4, 1)
HIRED, SIGNED = hired(STARTS), signed(STARTS, ENDS, date(2029, 11, 30))
DRAFT, FACT = UUID(int=31), UUID(int=32)
DRAFTED = ContractDrafted(
    effective=STARTS,
    worker_id=WORKER,
    draft_id=DRAFT,
    ends=ENDS,
    fixed_on_request=False,
    document="武劳合1号",
    digest="sha256:1",
)


def status(what: EmploymentStatus, since: date = STARTS) -> StatusRecorded:
    return StatusRecorded(effective=since, worker_id=WORKER, fact_id=FACT, status=what, document="")


def missing(day: date, months: int, following: date) -> ContractMissing:
    return ContractMissing(effective=day, worker_id=WORKER, since=SINCE, months=months, next_step=following)


@pytest.mark.parametrize(
    ("until", "months"),
    [
        (date(2027, 4, 1), 0), (date(2027, 4, 2), 1), (date(2027, 5, 1), 1), (date(2027, 5, 2), 2),
        (date(2028, 3, 1), 11), (date(2029, 1, 1), 11),
    ],
)  # fmt: skip
def test_double_wage_counts_begun_months_from_the_second_to_the_twelfth(until: date, months: int) -> None:
    assert double_wage_months(STARTS, until) == months


def test_each_month_without_a_contract_is_told_once_and_a_year_makes_it_open_ended() -> None:
    on(EMPLOYMENT, date(2027, 3, 31), HIRED).when(NoticeMissing()).then()
    first = missing(SINCE, 1, date(2027, 5, 1))
    on(EMPLOYMENT, SINCE, HIRED).when(NoticeMissing()).then(first)
    on(EMPLOYMENT, date(2027, 4, 30), HIRED, first).when(NoticeMissing()).then()
    on(EMPLOYMENT, date(2027, 6, 10), HIRED, first).when(NoticeMissing()).then(
        missing(date(2027, 6, 10), 3, date(2027, 7, 1))
    )
    deemed = OpenEndedDeemed(effective=date(2028, 3, 1), worker_id=WORKER, since=SINCE, months=11)
    on(EMPLOYMENT, date(2028, 3, 5), HIRED, first).when(NoticeMissing()).then(deemed)
    on(EMPLOYMENT, date(2028, 3, 6), HIRED, first, deemed).when(NoticeMissing()).then()
    on(EMPLOYMENT, SINCE, HIRED, SIGNED).when(NoticeMissing()).then()
    on(EMPLOYMENT, SINCE, HIRED, status(EmploymentStatus.ESTABLISHED_STATUS)).when(NoticeMissing()).then()


def test_a_contract_written_late_fixes_the_figure_and_after_a_year_it_is_open_ended() -> None:
    told = missing(date(2027, 6, 1), 3, date(2027, 7, 1))
    late = SignContract(starts=STARTS, ends=ENDS, written_on=date(2027, 6, 3))
    written = ContractWritten(effective=date(2027, 6, 3), worker_id=WORKER, since=SINCE, months=3)
    on(EMPLOYMENT, date(2027, 6, 3), HIRED, told).when(late).then(SIGNED, written)
    in_time = replace(late, written_on=date(2027, 3, 20))
    on(EMPLOYMENT, date(2027, 6, 3), HIRED, told).when(in_time).then(SIGNED)
    deemed = OpenEndedDeemed(effective=date(2028, 3, 1), worker_id=WORKER, since=SINCE, months=11)
    year_late = replace(late, written_on=date(2028, 4, 1))
    given = on(EMPLOYMENT, date(2028, 4, 1), HIRED, told, deemed)
    given.when(year_late).then_rejected("contracts.deemed-open-ended")
    assert given.when(replace(year_late, ends=None)).then_events()
    on(EMPLOYMENT, STARTS, HIRED).when(replace(late, written_on=date(2027, 3, 2))).then_rejected(
        "contracts.signature-day"
    )


def test_a_contract_is_signed_when_both_have_signed_and_its_text_is_kept_two_years_beyond() -> None:
    draft = DraftContract(
        draft_id=DRAFT, starts=None, ends=ENDS, fixed_on_request=False, document="武劳合1号", digest="sha256:1"
    )
    on(EMPLOYMENT, STARTS, HIRED).when(draft).then(DRAFTED)
    one = ContractPartySigned(effective=STARTS, worker_id=WORKER, draft_id=DRAFT, party=ContractParty.EMPLOYER)
    by_employer = SignDraft(party=ContractParty.EMPLOYER, on=STARTS)
    on(EMPLOYMENT, STARTS, HIRED, DRAFTED).when(by_employer).then(one)
    on(EMPLOYMENT, STARTS, HIRED, DRAFTED, one).when(by_employer).then()
    two = ContractPartySigned(effective=date(2027, 3, 3), worker_id=WORKER, draft_id=DRAFT, party=ContractParty.WORKER)
    kept = ContractTextKept(
        effective=STARTS,
        worker_id=WORKER,
        term=1,
        document="武劳合1号",
        digest="sha256:1",
        keep_until=date(2032, 2, 28),
    )
    by_worker = SignDraft(party=ContractParty.WORKER, on=date(2027, 3, 3))
    on(EMPLOYMENT, date(2027, 3, 3), HIRED, DRAFTED, one).when(by_worker).then(two, SIGNED, kept)
    on(EMPLOYMENT, date(2027, 3, 3), HIRED).when(by_worker).then_rejected("contracts.no-draft")
    on(EMPLOYMENT, STARTS, HIRED, DRAFTED).when(by_worker).then_rejected("contracts.signature-day")
    on(EMPLOYMENT, STARTS, HIRED, DRAFTED).when(draft).then_rejected("contracts.draft-open")
    on(EMPLOYMENT, STARTS, HIRED).when(replace(draft, digest="")).then_rejected("contracts.text")
    withdrawn = ContractDraftWithdrawn(effective=STARTS, worker_id=WORKER, draft_id=DRAFT, reason="期限有误")
    on(EMPLOYMENT, STARTS, HIRED, DRAFTED).when(WithdrawDraft(reason="期限有误")).then(withdrawn)
    on(EMPLOYMENT, STARTS, HIRED, DRAFTED).when(WithdrawDraft(reason=" ")).then_rejected("contracts.reason")
    on(EMPLOYMENT, STARTS, HIRED).when(WithdrawDraft(reason="x")).then_rejected("contracts.no-draft")


def test_a_draft_after_a_term_begins_the_day_after_it() -> None:
    draft = DraftContract(
        draft_id=DRAFT, starts=date(2031, 1, 1), ends=None, fixed_on_request=False, document="2号", digest="sha256:2"
    )
    (drafted,) = on(EMPLOYMENT, date(2030, 1, 5), HIRED, SIGNED).when(draft).then_events()
    assert drafted.effective == date(2030, 3, 1)
    open_ended = signed(STARTS, None)
    on(EMPLOYMENT, date(2030, 1, 5), HIRED, open_ended).when(draft).then_rejected("contracts.open-ended")


def test_an_established_status_has_no_labour_contract() -> None:
    established = status(EmploymentStatus.ESTABLISHED_STATUS)
    given = on(EMPLOYMENT, STARTS, HIRED, established)
    given.when(SignContract(starts=STARTS, ends=ENDS)).then_rejected("contracts.established")
    record = RecordStatus(fact_id=FACT, status=EmploymentStatus.ESTABLISHED_STATUS, since=STARTS)
    on(EMPLOYMENT, STARTS, HIRED).when(record).then(established)
    given.when(record).then()
    on(EMPLOYMENT, STARTS, HIRED, SIGNED).when(record).then_rejected("contracts.established-with-contract")
    on(EMPLOYMENT, STARTS, HIRED).when(replace(record, since=date(2027, 2, 1))).then_rejected("contracts.status-day")
    later = status(EmploymentStatus.ESTABLISHED_STATUS, date(2029, 1, 1))
    on(EMPLOYMENT, date(2030, 1, 5), HIRED, SIGNED, later).when(RenewContract(ends=None)).then_rejected(
        "contracts.established"
    )


def test_public_welfare_posts_are_outside_the_open_ended_rule() -> None:
    second = ContractRenewed(
        effective=date(2030, 3, 1), worker_id=WORKER, ends=date(2033, 2, 28), term=2, next_notice=None
    )
    third = RenewContract(ends=date(2036, 2, 28))
    history, day = (HIRED, SIGNED, second), date(2033, 1, 5)
    on(EMPLOYMENT, day, *history).when(third).then_rejected("contracts.open-ended-due")
    assert on(EMPLOYMENT, day, *history, status(EmploymentStatus.PUBLIC_WELFARE)).when(third).then_events()
    told = on(EMPLOYMENT, day, *history, status(EmploymentStatus.PUBLIC_WELFARE)).when(NoticeExpiry()).then_events()
    assert [type(event) for event in told] == [ContractExpiring]


def test_work_that_simply_goes_on_for_a_month_may_claim_the_same_terms() -> None:
    on(EMPLOYMENT, date(2030, 3, 28), HIRED, SIGNED).when(NoticeRunOn()).then()
    ran_on = ContractRanOn(effective=date(2030, 3, 29), worker_id=WORKER, ends=ENDS)
    on(EMPLOYMENT, date(2030, 3, 29), HIRED, SIGNED).when(NoticeRunOn()).then(ran_on)
    given = on(EMPLOYMENT, date(2030, 4, 2), HIRED, SIGNED, ran_on)
    given.when(NoticeRunOn()).then()
    given.when(RenewContract(ends=date(2031, 2, 28))).then_rejected("contracts.ran-on")
    assert given.when(RenewContract(ends=date(2033, 2, 28))).then_events()
    assert given.when(RenewContract(ends=None)).then_events()
    assert given.when(RenewContract(ends=date(2031, 2, 28), fixed_on_request=True)).then_events()


def test_a_probation_is_taken_once_by_an_employer_and_a_worker_over_all_spells() -> None:
    probation = hired(probation_ends=date(2027, 8, 31))
    once = Take(kind="probation", key=f"{STREET}|{WORKER}")
    assert once in EMPLOYMENT.reserves(people.EMPLOYMENT, hire(), probation)
    assert once not in EMPLOYMENT.reserves(people.EMPLOYMENT, hire(), hired())


def test_a_term_is_at_one_stage_on_every_day() -> None:
    terms = (Term(starts=STARTS, ends=ENDS), Term(starts=date(2030, 3, 1), ends=None))
    assert stage_on(terms, 1, None, date(2027, 2, 1)) is ContractStage.SIGNED
    assert stage_on(terms, 1, None, STARTS) is ContractStage.EFFECTIVE
    assert stage_on(terms, 1, None, date(2030, 3, 1)) is ContractStage.RENEWED
    assert stage_on(terms, 2, None, date(2030, 3, 1)) is ContractStage.OPEN_ENDED
    assert stage_on(terms[:1], 1, None, date(2030, 3, 1)) is ContractStage.EXPIRED
    assert stage_on(terms[:1], 1, date(2028, 1, 1), date(2028, 1, 2)) is ContractStage.TERMINATED
