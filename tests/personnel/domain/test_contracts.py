from datetime import date

import pytest

from services.personnel.domain.contracts import NoticeExpiry, RenewContract, SignContract
from services.personnel.domain.employment import ContractExpiring, ContractRenewed, OpenEndedDue
from services.personnel.domain.streams import EMPLOYMENT
from tests.personnel.people import WORKER, hired, on, signed

STARTS, ENDS = date(2027, 3, 1), date(2030, 2, 28)
NOTICE = date(2029, 11, 30)
HIRED, SIGNED = hired(STARTS), signed(STARTS, ENDS, NOTICE)


def renewed(starts: date, ends: date | None, term: int = 2, notice: date | None = None) -> ContractRenewed:
    return ContractRenewed(effective=starts, worker_id=WORKER, ends=ends, term=term, next_notice=notice)


def test_a_signed_term_waits_for_the_first_step_of_the_ladder() -> None:
    on(EMPLOYMENT, STARTS, HIRED).when(SignContract(starts=STARTS, ends=ENDS)).then(SIGNED)


def test_an_open_ended_contract_waits_for_nothing() -> None:
    on(EMPLOYMENT, STARTS, HIRED).when(SignContract(starts=STARTS, ends=None)).then(signed(STARTS, None))


def test_a_contract_is_signed_once_and_not_before_the_hire() -> None:
    on(EMPLOYMENT, STARTS, HIRED, SIGNED).when(SignContract(starts=STARTS, ends=ENDS)).then_rejected("contracts.signed")
    early = SignContract(starts=date(2027, 2, 1), ends=ENDS)
    on(EMPLOYMENT, STARTS, HIRED).when(early).then_rejected("contracts.starts")
    backwards = SignContract(starts=STARTS, ends=STARTS)
    on(EMPLOYMENT, STARTS, HIRED).when(backwards).then_rejected("contracts.ends")


def test_a_term_too_short_for_the_agreed_probation_is_refused() -> None:
    probation = hired(STARTS, probation_ends=date(2027, 8, 31))
    short = SignContract(starts=STARTS, ends=date(2029, 2, 28))
    on(EMPLOYMENT, STARTS, probation).when(short).then_rejected("contracts.probation-too-long")
    on(EMPLOYMENT, STARTS, probation).when(SignContract(starts=STARTS, ends=ENDS)).then(SIGNED)


def test_a_renewal_goes_on_from_the_day_after() -> None:
    on(EMPLOYMENT, date(2030, 1, 15), HIRED, SIGNED).when(RenewContract(ends=date(2033, 2, 28))).then(
        renewed(date(2030, 3, 1), date(2033, 2, 28), notice=date(2032, 11, 30))
    )


def test_after_two_fixed_terms_the_next_is_open_ended_unless_the_worker_asks() -> None:
    history = (HIRED, SIGNED, renewed(date(2030, 3, 1), date(2033, 2, 28)))
    day, fixed = date(2033, 1, 10), date(2036, 2, 28)
    on(EMPLOYMENT, day, *history).when(RenewContract(ends=fixed)).then_rejected("contracts.open-ended-due")
    on(EMPLOYMENT, day, *history).when(RenewContract(ends=None)).then(renewed(date(2033, 3, 1), None, 3))
    (asked,) = on(EMPLOYMENT, day, *history).when(RenewContract(ends=fixed, fixed_on_request=True)).then_events()
    assert asked.ends == fixed


def test_after_ten_years_with_the_employer_the_next_is_open_ended() -> None:
    history = (hired(date(2017, 3, 1)), signed(date(2024, 3, 1), date(2027, 2, 28)))
    refused = on(EMPLOYMENT, date(2027, 1, 1), *history).when(RenewContract(ends=date(2030, 2, 28)))
    refused.then_rejected("contracts.open-ended-due")
    nine = (hired(date(2017, 3, 2)), signed(date(2024, 3, 1), date(2027, 2, 28)))
    assert on(EMPLOYMENT, date(2027, 1, 1), *nine).when(RenewContract(ends=date(2030, 2, 28))).then_events()


def test_an_open_ended_contract_is_not_renewed() -> None:
    history = (HIRED, signed(STARTS, None))
    on(EMPLOYMENT, STARTS, *history).when(RenewContract(ends=None)).then_rejected("contracts.open-ended")


@pytest.mark.parametrize(
    ("today", "told", "step", "following"),
    [
        (date(2029, 11, 30), None, 90, date(2029, 12, 30)),
        (date(2029, 12, 30), 90, 60, date(2030, 1, 29)),
        (date(2030, 1, 29), 60, 30, date(2030, 2, 21)),
        (date(2030, 2, 21), 30, 7, None),
        (date(2030, 2, 10), None, 30, date(2030, 2, 21)),
    ],
)
def test_each_step_of_the_ladder_is_told_once(today: date, told: int | None, step: int, following: date | None) -> None:
    before = (
        ()
        if told is None
        else (ContractExpiring(effective=STARTS, worker_id=WORKER, ends=ENDS, days_left=told, next_notice=None),)
    )
    expiring = ContractExpiring(effective=today, worker_id=WORKER, ends=ENDS, days_left=step, next_notice=following)
    on(EMPLOYMENT, today, HIRED, SIGNED, *before).when(NoticeExpiry()).then(expiring)
    on(EMPLOYMENT, today, HIRED, SIGNED, *before, expiring).when(NoticeExpiry()).then()


def test_when_the_next_must_be_open_ended_it_is_told_with_the_first_step() -> None:
    second = renewed(date(2030, 3, 1), date(2033, 2, 28))
    told = on(EMPLOYMENT, date(2032, 11, 30), HIRED, SIGNED, second).when(NoticeExpiry()).then_events()
    assert told[1] == OpenEndedDue(effective=date(2032, 11, 30), worker_id=WORKER)


def test_nothing_is_told_of_a_settled_term() -> None:
    on(EMPLOYMENT, date(2029, 11, 30), HIRED, SIGNED, renewed(date(2030, 3, 1), None)).when(NoticeExpiry()).then()
