"""Labour contracts (劳动合同): signed, renewed, told when they run out (Labour Contract Law arts. 10, 14, 19, 50, 82)."""

from datetime import date
from typing import Final
from uuid import UUID

from services.personnel.domain.contract_events import ContractTextKept, ContractWritten, EmploymentStatus
from services.personnel.domain.employment import (
    ContractExpiring,
    ContractRenewed,
    ContractSigned,
    Employment,
    EmploymentEvent,
    OpenEndedDue,
)
from services.personnel.domain.policies import Policies
from shared.kernel import DAY, Facts, Rejected, add_months, full_months, record
from shared.kernel.spans import add_years

MOST_DOUBLE_MONTHS: Final = 11
"""Double wage is owed from the second to the twelfth month (art. 82)."""


@record
class SignContract:
    """The first written contract of the employment; no end means open-ended. Signed by both on `written_on`, else on `starts`.

    `document` and `digest` are the number and the hash of the text that is kept.
    """

    starts: date
    ends: date | None
    document: str = ""
    digest: str = ""
    written_on: date | None = None


@record
class RenewContract:
    """From the day after the term that runs. `fixed_on_request`: the worker asked for a fixed term in writing (art. 14)."""

    ends: date | None
    fixed_on_request: bool = False
    document: str = ""
    digest: str = ""


@record
class NoticeExpiry:
    """The calendar: a step of the ladder has come."""


def running(employment: Employment) -> UUID:
    """The worker of an employment that has not ended. Raises Rejected."""
    if employment.worker_id is None or employment.last_day is not None:
        raise Rejected("employments.not-running")
    return employment.worker_id


def sign(employment: Employment, command: SignContract, facts: Facts[Policies]) -> tuple[EmploymentEvent, ...]:
    worker = running(employment)
    if employment.term is not None:
        raise Rejected("contracts.signed")
    if command.starts < employment.starts:
        raise Rejected("contracts.starts", field="/starts")
    if command.ends is not None and command.ends <= command.starts:
        raise Rejected("contracts.ends", field="/ends")
    written = _written_on(employment, command, facts)
    _check_probation(employment, command, facts.policies)
    notice = next_notice(command.ends, None, facts)
    signed = ContractSigned(effective=command.starts, worker_id=worker, ends=command.ends, next_notice=notice)
    owed = double_wage_months(employment.starts, written) if employment.papers.missing_months else 0
    since = add_months(employment.starts, 1)
    late = (ContractWritten(effective=written, worker_id=worker, since=since, months=owed),) if owed else ()
    return (signed, *late, *_kept(worker, 1, command, command.starts, facts))


def _written_on(employment: Employment, command: SignContract, facts: Facts[Policies]) -> date:
    papers = employment.papers
    written = command.written_on or command.starts
    if papers.status_on(command.starts) is EmploymentStatus.ESTABLISHED_STATUS:
        raise Rejected("contracts.established")
    if command.written_on is not None and command.written_on > facts.today:
        raise Rejected("contracts.signature-day", field="/written_on")
    if papers.deemed is not None and written >= papers.deemed and command.ends is not None:
        raise Rejected("contracts.deemed-open-ended", field="/ends")
    return written


def _kept(
    worker: UUID, term: int, command: "SignContract | RenewContract", starts: date, facts: Facts[Policies]
) -> tuple[ContractTextKept, ...]:
    if not command.document.strip():
        return ()
    years = facts.policies.contract_text_years.on(starts)
    until = None if command.ends is None else add_years(command.ends, years)
    return (
        ContractTextKept(
            effective=starts, worker_id=worker, term=term, document=command.document, digest=command.digest,
            keep_until=until,
        ),
    )  # fmt: skip


def double_wage_months(starts: date, until: date) -> int:
    """Begun months from the second month of work up to but not including `until`, eleven at most (art. 82)."""
    since = add_months(starts, 1)
    if until <= since:
        return 0
    whole = full_months(since, until)
    return min(MOST_DOUBLE_MONTHS, whole if add_months(since, whole) == until else whole + 1)


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
    worker, term = running(employment), employment.term
    if term is None:
        raise Rejected("employments.not-running")
    if term.ends is None:
        raise Rejected("contracts.open-ended")
    starts = term.ends + DAY
    if employment.papers.status_on(starts) is EmploymentStatus.ESTABLISHED_STATUS:
        raise Rejected("contracts.established")
    if command.ends is not None and command.ends <= starts:
        raise Rejected("contracts.ends", field="/ends")
    if command.ends is not None and not command.fixed_on_request:
        _check_fixed(employment, term.starts, starts, command.ends, facts.policies)
    number = len(employment.terms) + 1
    notice = next_notice(command.ends, None, facts)
    renewed = ContractRenewed(effective=starts, worker_id=worker, ends=command.ends, term=number, next_notice=notice)
    return (renewed, *_kept(worker, number, command, starts, facts))


def _check_fixed(employment: Employment, before: date, starts: date, ends: date, policies: Policies) -> None:
    """Where work simply went on after the end, the worker may claim the same terms again (Interpretation II art. 11)."""
    if must_be_open_ended(employment, policies):
        raise Rejected("contracts.open-ended-due", field="/ends")
    if employment.papers.ran_on and full_months(starts, ends + DAY) < full_months(before, starts):
        raise Rejected("contracts.ran-on", field="/ends")


def must_be_open_ended(employment: Employment, policies: Policies) -> bool:
    """After ten years with the employer, or two consecutive fixed terms (art. 14), judged on the end of the term; not in a
    public-welfare post (Implementing Regulation art. 12).
    """
    term = employment.term
    if term is None or term.ends is None:
        return False
    if employment.papers.status_on(term.ends) is EmploymentStatus.PUBLIC_WELFARE:
        return False
    since = employment.service_since
    long = add_years(since, policies.open_ended_after_years.on(term.ends)) <= term.ends + DAY
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
