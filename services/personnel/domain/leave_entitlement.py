"""How many days there are: annual leave by working years, the medical period, the most of each kind (domain reference 3.8)."""

from collections.abc import Callable, Iterable
from datetime import date
from uuid import UUID

from services.personnel.domain.leave_rules import AnnualStep, LeaveKind, LeavePer, LeaveRule, MedicalStep
from services.personnel.domain.policies import Policies
from services.personnel.domain.working_days import YearDays, counted, total
from shared.kernel import DAY, Rejected, Span, add_months, full_years, record

_YEAR = 365
"""What a part of a year is a part of (企业职工带薪年休假实施办法 arts. 5, 12); a leap year is no more than a whole one."""
_MONTH = 30


@record
class Booking:
    """Days of leave that are taken or asked for."""

    leave_id: UUID
    kind: LeaveKind
    starts: date
    ends: date
    days: tuple[YearDays, ...]

    def in_year(self, year: int) -> int:
        return sum(each.days for each in self.days if each.year == year)


@record
class Service:
    """First and last day of the employment. The person has worked as long as somebody would who began on `working_since`,
    and for this employer without a break since `here_since`.
    """

    starts: date
    last_day: date | None
    working_since: date
    here_since: date


@record
class Occasion:
    """What decides about days and tells of health: never stored. Children born, a difficult birth, a loss from month four."""

    children: int = 1
    difficult: bool = False
    late_loss: bool = False


@record
class YearBalance:
    """A kind in a calendar year: days there are, booked, left. No `entitled`: nothing limits it by the year."""

    kind: LeaveKind
    entitled: int | None
    booked: int
    left: int | None


def rule_of(kind: LeaveKind, on: date, policies: Policies) -> LeaveRule:
    """The rule in force on a day; what the province adds comes first. Raises Rejected where there is no such leave."""
    for rule in (*policies.provincial_leave.on(on), *policies.leave_rules.on(on)):
        if rule.kind is kind:
            return rule
    raise Rejected("leave.kind", field="/kind")


def days_of(kind: LeaveKind, starts: date, ends: date, policies: Policies) -> int:
    """Days of leave as the kind counts them."""
    return total(counted(starts, ends, rule_of(kind, starts, policies).count, policies.holiday_years))


def annual_step(service: Service, on: date, policies: Policies) -> AnnualStep | None:
    """The bracket of full working years in all; none before the first is full."""
    years = full_years(service.working_since, on)
    reached = [step for step in policies.annual_leave_steps.on(on) if step.years <= years]
    return max(reached, key=lambda step: step.years, default=None)


def annual_days(bookings: Iterable[Booking], service: Service, year: int, on: date, policies: Policies) -> int:
    """Annual leave of a year as it stands on a day of it: by bracket, pro rata and rounded down for a year that is not whole.

    None where sick leave of the year is too long before any annual leave was taken, or that of the year before was too long
    after it had been (职工带薪年休假条例 art. 4; 实施办法 arts. 5, 8, 12).
    """
    known, step = tuple(bookings), annual_step(service, on, policies)
    if step is None or _excluded(known, service, year, policies):
        return 0
    whole = Span(first=date(year, 1, 1), last=date(year, 12, 31))
    here = whole.overlap(Span(first=service.starts, last=service.last_day))
    return 0 if here is None else min(here.days(), _YEAR) * step.days // _YEAR


def _excluded(bookings: tuple[Booking, ...], service: Service, year: int, policies: Policies) -> bool:
    this, before = _used(bookings, LeaveKind.ANNUAL, year), _used(bookings, LeaveKind.ANNUAL, year - 1)
    too_sick = _too_sick(bookings, service, year, policies) and this == 0
    return too_sick or (_too_sick(bookings, service, year - 1, policies) and before > 0)


def _too_sick(bookings: tuple[Booking, ...], service: Service, year: int, policies: Policies) -> bool:
    step = annual_step(service, date(year, 12, 31), policies)
    return step is not None and _used(bookings, LeaveKind.SICK, year) >= step.sick_days


def medical_step(service: Service, on: date, policies: Policies) -> MedicalStep:
    """医疗期 by working years in all and with the employer (劳部发〔1994〕479号 arts. 3, 4)."""
    years, here = full_years(service.working_since, on), full_years(service.here_since, on)
    reached = [step for step in policies.medical_periods.on(on) if step.years <= years and step.here <= here]
    return max(reached, key=lambda step: (step.years, step.here))


def medical_end(bookings: tuple[Booking, ...], sick: Span, service: Service, policies: Policies) -> date | None:
    """The last day of a sick leave that lies in the medical period; none where not even the first does."""
    last, day = None, sick.first
    while sick.last is None or day <= sick.last:
        step = medical_step(service, day, policies)
        window = Span(first=add_months(day, -step.within) + DAY, last=day)
        if sick_within(bookings, window) > step.months * _MONTH:
            break
        last, day = day, day + DAY
    return last


def sick_within(bookings: Iterable[Booking], window: Span) -> int:
    """Calendar days of sick leave in a window."""
    parts = (
        window.overlap(Span(first=each.starts, last=each.ends)) for each in bookings if each.kind is LeaveKind.SICK
    )
    return sum(part.days() for part in parts if part is not None)


def none_carried(year: int) -> int:
    """Nothing of the year before may be taken in a year."""
    return 0


def annual_used(bookings: Iterable[Booking], year: int) -> int:
    """Working days of annual leave that are taken or asked for in a year."""
    return _used(bookings, LeaveKind.ANNUAL, year)


def check(
    bookings: tuple[Booking, ...], new: Booking, service: Service, said: Occasion, policies: Policies,
    carried: Callable[[int], int] = none_carried,
) -> None:  # fmt: skip
    """No more than there is, with the annual leave `carried` into a year. Raises Rejected."""
    match new.kind:
        case LeaveKind.ANNUAL:
            for year in {each.year for each in new.days}:
                on = max(new.starts, date(year, 1, 1))
                there = annual_days(bookings, service, year, on, policies) + carried(year)
                left = there - _used(bookings, LeaveKind.ANNUAL, year)
                _enough(new.in_year(year), left)
        case LeaveKind.SICK:
            step = medical_step(service, new.ends, policies)
            window = Span(first=add_months(new.ends, -step.within) + DAY, last=new.ends)
            if sick_within((*bookings, new), window) > step.months * _MONTH:
                raise Rejected("leave.medical-period", field="/ends", months=step.months, within=step.within)
        case LeaveKind.MATERNITY | LeaveKind.MISCARRIAGE:
            _enough(sum(each.days for each in new.days), _childbirth(new, said, policies))
        case _:
            _within_rule(bookings, new, policies)


def _within_rule(bookings: tuple[Booking, ...], new: Booking, policies: Policies) -> None:
    rule = rule_of(new.kind, new.starts, policies)
    if rule.days is None:
        return
    if rule.per is LeavePer.OCCASION:
        _enough(sum(each.days for each in new.days), rule.days)
    for each in new.days if rule.per is LeavePer.YEAR else ():
        _enough(each.days, rule.days - _used(bookings, new.kind, each.year))


def _childbirth(new: Booking, said: Occasion, policies: Policies) -> int:
    """女职工劳动保护特别规定 art. 7, and what the province adds to a birth."""
    if not 1 <= said.children <= 10:
        raise Rejected("leave.children", field="/childbirth/children")
    terms = policies.maternity_terms.on(new.starts)
    if new.kind is LeaveKind.MISCARRIAGE:
        return terms.late_miscarriage if said.late_loss else terms.miscarriage
    more = terms.each_more_child * max(0, said.children - 1)
    return terms.birth + terms.province_adds + more + (terms.difficult if said.difficult else 0)


def balances(
    bookings: tuple[Booking, ...], service: Service, year: int, on: date, policies: Policies,
    carried: Callable[[int], int] = none_carried,
) -> tuple[YearBalance, ...]:  # fmt: skip
    """Annual leave, what is limited by the year, and what was booked of the rest."""
    annual = annual_days(bookings, service, year, on, policies) + carried(year)
    found = [_balance(LeaveKind.ANNUAL, annual, bookings, year)]
    for kind in LeaveKind:
        rules = (r for r in (*policies.provincial_leave.on(on), *policies.leave_rules.on(on)) if r.kind is kind)
        rule = next(rules, None)
        if rule is None or kind is LeaveKind.ANNUAL:
            continue
        if rule.per is LeavePer.YEAR or _used(bookings, kind, year):
            found.append(_balance(kind, rule.days if rule.per is LeavePer.YEAR else None, bookings, year))
    return tuple(found)


def _balance(kind: LeaveKind, entitled: int | None, bookings: tuple[Booking, ...], year: int) -> YearBalance:
    booked = _used(bookings, kind, year)
    return YearBalance(
        kind=kind, entitled=entitled, booked=booked, left=None if entitled is None else entitled - booked
    )


def _used(bookings: Iterable[Booking], kind: LeaveKind, year: int) -> int:
    return sum(each.in_year(year) for each in bookings if each.kind is kind)


def _enough(days: int, left: int) -> None:
    if days > left:
        raise Rejected("leave.overdrawn", field="/ends", days=days, left=max(0, left))
