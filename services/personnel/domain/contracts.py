"""Labour contracts (劳动合同): signed, renewed, told when they run out (Labour Contract Law arts. 10, 14, 19)."""

from datetime import date

from services.personnel.domain.employment import (
    ContractExpiring,
    ContractRenewed,
    ContractSigned,
    Employment,
    EmploymentEvent,
    OpenEndedDue,
)
from services.personnel.domain.policies import Policies
from shared.kernel import DAY, Facts, Rejected, full_months, record
from shared.kernel.spans import add_years


@record
class SignContract:
    """The first written contract of the employment; no end means open-ended."""

    starts: date
    ends: date | None


@record
class RenewContract:
    """From the day after the term that runs. `fixed_on_request`: the worker asked for a fixed term in writing (art. 14)."""

    ends: date | None
    fixed_on_request: bool = False


@record
class NoticeExpiry:
    """The calendar: a step of the ladder has come."""


def sign(employment: Employment, command: SignContract, facts: Facts[Policies]) -> tuple[ContractSigned, ...]:
    worker = employment.worker_id
    if worker is None or employment.last_day is not None:
        raise Rejected("employments.not-running")
    if employment.term is not None:
        raise Rejected("contracts.signed")
    if command.starts < employment.starts:
        raise Rejected("contracts.starts", field="/starts")
    if command.ends is not None and command.ends <= command.starts:
        raise Rejected("contracts.ends", field="/ends")
    _check_probation(employment, command, facts.policies)
    notice = next_notice(command.ends, None, facts)
    return (ContractSigned(effective=command.starts, worker_id=worker, ends=command.ends, next_notice=notice),)


def _check_probation(employment: Employment, command: SignContract, policies: Policies) -> None:
    """The signed term must allow the probation that was agreed at the hire."""
    if employment.probation_ends is None or command.ends is None:
        return
    term = full_months(employment.starts, command.ends + DAY)
    limits = policies.probation_limits.on(employment.starts)
    allowed = max((x.months for x in limits if term >= x.term_months), default=0)
    if full_months(employment.starts, employment.probation_ends + DAY) > allowed:
        raise Rejected("contracts.probation-too-long", field="/ends", allowed=allowed)


def renew(employment: Employment, command: RenewContract, facts: Facts[Policies]) -> tuple[EmploymentEvent, ...]:
    worker, term = employment.worker_id, employment.term
    if worker is None or term is None or employment.last_day is not None:
        raise Rejected("employments.not-running")
    if term.ends is None:
        raise Rejected("contracts.open-ended")
    starts = term.ends + DAY
    if command.ends is not None and command.ends <= starts:
        raise Rejected("contracts.ends", field="/ends")
    if command.ends is not None and not command.fixed_on_request and must_be_open_ended(employment, facts.policies):
        raise Rejected("contracts.open-ended-due", field="/ends")
    number = len(employment.terms) + 1
    notice = next_notice(command.ends, None, facts)
    return (ContractRenewed(effective=starts, worker_id=worker, ends=command.ends, term=number, next_notice=notice),)


def must_be_open_ended(employment: Employment, policies: Policies) -> bool:
    """After ten years with the employer, or two consecutive fixed terms (art. 14), judged on the end of the term."""
    term = employment.term
    if term is None or term.ends is None:
        return False
    long = add_years(employment.starts, policies.open_ended_after_years.on(term.ends)) <= term.ends + DAY
    return long or len(employment.terms) >= policies.open_ended_after_terms.on(term.ends)


def next_notice(ends: date | None, told_days: int | None, facts: Facts[Policies]) -> date | None:
    """The day of the next step of the expiry ladder."""
    if ends is None:
        return None
    ladder = facts.policies.expiry_ladder_days.on(facts.today)
    steps = [d for d in ladder if told_days is None or d < told_days]
    return ends - max(steps) * DAY if steps else None


def notice_expiry(employment: Employment, facts: Facts[Policies]) -> tuple[EmploymentEvent, ...]:
    worker, term = employment.worker_id, employment.term
    if worker is None or term is None or term.ends is None or employment.last_day is not None:
        return ()
    left = (term.ends - facts.today).days
    reached = [d for d in facts.policies.expiry_ladder_days.on(facts.today) if left <= d]
    if not reached or (employment.told_days is not None and min(reached) >= employment.told_days):
        return ()
    told = ContractExpiring(
        effective=facts.today, worker_id=worker, ends=term.ends, days_left=min(reached),
        next_notice=next_notice(term.ends, min(reached), facts),
    )  # fmt: skip
    if employment.open_ended_due or not must_be_open_ended(employment, facts.policies):
        return (told,)
    return (told, OpenEndedDue(effective=facts.today, worker_id=worker))
