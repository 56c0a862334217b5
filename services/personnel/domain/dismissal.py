"""Ending an employment (解聘、辞职、退休…): what each ground asks must be there; the place is free the day after."""

from datetime import date

from services.personnel.domain.contracts import running
from services.personnel.domain.employment import Category, Employment, EmploymentEvent, Ground, Probation
from services.personnel.domain.exit_events import ExitNoticeGiven, ExitNoticeWithdrawn, NoticeKept
from services.personnel.domain.exit_grounds import RULES, GroundRule
from services.personnel.domain.exits import Parting, freed, leave
from services.personnel.domain.policies import Policies
from shared.kernel import DAY, Facts, Rejected, add_years, record

# Commands


@record
class EndEmployment:
    """`document` is the number of the decision or of the worker's letter; `notice_on` the day of the notice, `in_lieu` a month's
    wage instead of it, `waived` by the employer where the worker leaves sooner. `union_told_on`: before a unilateral end.
    `declined`: the worker refused the same or better terms (expiry), or proposed to part (mutual). `agreed`: both agreed on an
    early retirement.

    Facts handed over: `retires_on` the statutory day, `retires_early_from` the first that may be agreed on; `posts` the open
    posts of the person.
    """

    ground: Ground
    last_day: date
    document: str = ""
    notice_on: date | None = None
    in_lieu: bool = False
    waived: bool = False
    union_told_on: date | None = None
    declined: bool = False
    agreed: bool = False
    retires_on: date | None = None
    retires_early_from: date | None = None
    posts: int = 0


@record
class GiveNotice:
    """Somebody says that it will end: from then on the person is leaving."""

    ground: Ground
    notice_on: date
    last_day: date
    document: str = ""


@record
class WithdrawNotice:
    reason: str


@record
class FreePlace:
    """The calendar: the day after the last day of work has come."""


# Decisions


def end(employment: Employment, command: EndEmployment, facts: Facts[Policies]) -> tuple[EmploymentEvent, ...]:
    worker, rule = running(employment), RULES[command.ground]
    if command.last_day < employment.starts:
        raise Rejected("dismissal.last-day", field="/last_day")
    document = command.document or (employment.leaving.notice.document if employment.leaving.notice else "")
    if rule.paper and not document.strip():
        raise Rejected("dismissal.document", field="/document")
    check_ground(employment, command, facts)
    if rule.protected:
        _check_protection(employment, command, facts.policies)
    if rule.unilateral:
        check_union(command.union_told_on, command.last_day, facts)
    parting = Parting(
        ground=command.ground, last_day=command.last_day, document=document,
        notice=_notice(employment, command, rule, facts), union_told_on=command.union_told_on, without=command.declined,
    )  # fmt: skip
    return leave(employment, worker, parting, facts)


def check_ground(employment: Employment, command: EndEmployment, facts: Facts[Policies]) -> None:
    """What a ground needs to have happened. Raises Rejected."""
    running_probation = employment.probation is Probation.RUNNING
    match command.ground:
        case Ground.PROBATION_FAILED:
            raise Rejected("dismissal.by-probation", field="/ground")
        case Ground.INCOMPETENCE:
            if running_probation:
                raise Rejected("dismissal.by-probation", field="/ground")
            _check_remedy(employment, command.last_day)
        case Ground.EXPIRY:
            _check_expiry(employment, command.last_day)
        case Ground.RETIREMENT:
            _check_age(command)
        case Ground.RECALL | Ground.TERM_ENDED:
            _check_elected(employment, command)
        case _:
            return


def _check_remedy(employment: Employment, last_day: date) -> None:
    """A failed year is no ground: found, then trained or given another post, then found again (art. 40)."""
    stage = 0
    for _, remedy in sorted((s for s in employment.leaving.steps if s[0] <= last_day), key=lambda step: step[0]):
        wanted = stage == 1
        if (remedy is not None) == wanted:
            stage += 1
        if stage == 3:
            return
    raise Rejected("dismissal.training-first", field="/ground")


def _check_expiry(employment: Employment, last_day: date) -> None:
    """On the last day of the term; where a protected period runs then, on its last day (art. 45)."""
    term = employment.term
    if term is None or term.ends is None:
        raise Rejected("dismissal.not-expiring", field="/last_day")
    until = employment.leaving.protected_until(term.ends)
    if until is not None and last_day < until:
        raise Rejected("dismissal.protected", field="/last_day")
    if last_day != (until or term.ends):
        raise Rejected("dismissal.not-expiring", field="/last_day")


def _check_age(command: EndEmployment) -> None:
    if command.retires_on is None or command.last_day >= command.retires_on:
        return
    if not command.agreed:
        raise Rejected("dismissal.not-retiring", field="/last_day", on=command.retires_on)
    if command.retires_early_from is not None and command.last_day < command.retires_early_from:
        raise Rejected("dismissal.retiring-too-early", field="/last_day", on=command.retires_early_from)


def _check_elected(employment: Employment, command: EndEmployment) -> None:
    """Who loses an election keeps another post and a labour contract that runs."""
    if employment.belonging.category_on(command.last_day) is not Category.COMMITTEE_FULLTIME:
        raise Rejected("dismissal.not-elected", field="/ground")
    if command.posts:
        raise Rejected("dismissal.post-remains", field="/ground")
    term = employment.term
    if term is not None and (term.ends is None or term.ends > command.last_day):
        raise Rejected("dismissal.contract-remains", field="/ground")


def _check_protection(employment: Employment, command: EndEmployment, policies: Policies) -> None:
    """Nobody is dismissed in a protected period, nor after long service so near to retirement (art. 42)."""
    if employment.leaving.protected_until(command.last_day) is not None:
        raise Rejected("dismissal.protected", field="/last_day")
    served = policies.protected_service_years.on(command.last_day)
    before = policies.protected_before_retirement_years.on(command.last_day)
    since = employment.service_since
    if command.retires_on is None or add_years(since, served) > command.last_day + DAY:
        return
    if command.last_day > add_years(command.retires_on, -before):
        raise Rejected("dismissal.near-retirement", field="/last_day")


def check_union(told_on: date | None, last_day: date, facts: Facts[Policies]) -> None:
    """The union hears of it on a day before (art. 43). Raises Rejected."""
    if told_on is None or told_on >= last_day or told_on > facts.today:
        raise Rejected("dismissal.union", field="/union_told_on")


def _notice(employment: Employment, command: EndEmployment, rule: GroundRule, facts: Facts[Policies]) -> NoticeKept:
    given = employment.leaving.notice
    day = command.notice_on or (given.effective if given else None)
    resigned = command.ground is Ground.RESIGNATION
    if not rule.notice and not (resigned and day is not None):
        return NoticeKept.WAIVED if resigned else NoticeKept.NOT_NEEDED
    if rule.in_lieu and command.in_lieu:
        return NoticeKept.PAID_IN_LIEU
    if day is None:
        raise Rejected("dismissal.notice", field="/notice_on")
    days = notice_days(employment, day, facts.policies, resigned=resigned)
    if command.last_day >= day + days * DAY:
        return NoticeKept.SERVED
    if not (resigned and command.waived):
        raise Rejected("dismissal.notice-short", field="/last_day", days=days)
    return NoticeKept.WAIVED


def notice_days(employment: Employment, day: date, policies: Policies, *, resigned: bool) -> int:
    in_probation = (
        resigned and employment.probation is Probation.RUNNING and employment.probation_ends is not None
        and day <= employment.probation_ends
    )  # fmt: skip
    return (policies.notice_days_in_probation if in_probation else policies.notice_days).on(day)


def give_notice(employment: Employment, command: GiveNotice, facts: Facts[Policies]) -> tuple[EmploymentEvent, ...]:
    worker, rule = running(employment), RULES[command.ground]
    if employment.leaving.notice is not None:
        raise Rejected("dismissal.notice-given")
    if not (rule.notice or command.ground is Ground.RESIGNATION):
        raise Rejected("dismissal.no-notice", field="/ground")
    if command.notice_on > facts.today or command.notice_on < employment.starts:
        raise Rejected("dismissal.notice", field="/notice_on")
    resigned = command.ground is Ground.RESIGNATION
    days = notice_days(employment, command.notice_on, facts.policies, resigned=resigned)
    if command.last_day < command.notice_on + days * DAY:
        raise Rejected("dismissal.notice-short", field="/last_day", days=days)
    return (
        ExitNoticeGiven(
            effective=command.notice_on, worker_id=worker, ground=command.ground, last_day=command.last_day,
            document=command.document,
        ),
    )  # fmt: skip


def withdraw_notice(
    employment: Employment, command: WithdrawNotice, facts: Facts[Policies]
) -> tuple[EmploymentEvent, ...]:
    worker = running(employment)
    if employment.leaving.notice is None:
        raise Rejected("dismissal.no-notice-given")
    if not command.reason.strip():
        raise Rejected("dismissal.reason", field="/reason")
    return (ExitNoticeWithdrawn(effective=facts.today, worker_id=worker, reason=command.reason),)


def free_place(employment: Employment, facts: Facts[Policies]) -> tuple[EmploymentEvent, ...]:
    worker, last_day = employment.worker_id, employment.last_day
    if worker is None or last_day is None or employment.freed or last_day >= facts.today:
        return ()
    return (freed(employment, worker, last_day),)
