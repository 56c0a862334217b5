"""Twelve months side by side (工资台账), as a worker reads them: everything is added up from issued slips."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from typing import Final

from services.payroll.domain.comparison import Cause
from services.payroll.domain.payslips import (
    AT_THE_END,
    EMPLOYER_SHARES,
    HONOURS,
    MISSED,
    OWN_SHARES,
    SUBSIDIES,
    WAGES,
    Component,
    PayslipIssued,
    SlipLine,
    Sums,
)
from shared.kernel import Month, record

MONTHS_SHOWN: Final = 12
_PAY: Final = (*WAGES, *OWN_SHARES)
_SETTLED: Final = (*AT_THE_END, Component.SEVERANCE_TAX)
_GRANTED: Final = (Component.BONUS, Component.BONUS_TAX)


@record
class PaidMonth:
    """All that the slips of one month paid. `contributions` are both sides' shares by component, the own ones as they are kept,
    without a minus; `arrears` what was paid in this month for others, by original month; `cause` why the net pay is not that
    of the month before, told from the lines: the first in the order of a comparison.
    """

    month: str
    slips: int
    sums: Sums
    contributions: Mapping[Component, int]
    arrears: Mapping[str, int]
    change_fen: int | None
    cause: Cause | None


def paid_months(slips: Iterable[PayslipIssued], through: Month) -> tuple[PaidMonth, ...]:
    """The twelve months that end with this one, as far as something was paid; the sums are those of the slips."""
    by_month: dict[str, list[PayslipIssued]] = defaultdict(list)
    for slip in slips:
        by_month[slip.month].append(slip)
    first, found = str(through.plus(1 - MONTHS_SHOWN)), sorted(by_month)
    before = {later: by_month[earlier] for earlier, later in pairwise(found)}
    return tuple(
        _month(name, by_month[name], before.get(name, [])) for name in found if first <= name <= str(through)
    )  # fmt: skip


def _month(name: str, slips: Sequence[PayslipIssued], before: Sequence[PayslipIssued]) -> PaidMonth:
    lines = [line for slip in slips for line in slip.lines]
    shares: dict[Component, int] = {}
    arrears: dict[str, int] = {}
    for line in lines:
        if line.component in OWN_SHARES or line.component in EMPLOYER_SHARES:
            kept = -line.amount_fen if line.component in OWN_SHARES else line.amount_fen
            shares[line.component] = shares.get(line.component, 0) + kept
        if line.arrears and line.component in _PAY:
            arrears[line.for_month] = arrears.get(line.for_month, 0) + line.amount_fen
    sums = added(slip.sums for slip in slips)
    return PaidMonth(
        month=name, slips=len(slips), sums=sums, contributions=shares, arrears=dict(sorted(arrears.items())),
        change_fen=sums.net_fen - sum(s.sums.net_fen for s in before) if before else None,
        cause=first_cause([line for slip in before for line in slip.lines], lines) if before else None,
    )  # fmt: skip


def added(sums: Iterable[Sums]) -> Sums:
    names = ("gross_fen", "own_fen", "tax_fen", "net_fen", "employer_fen")
    each = list(sums)
    return Sums(**{name: sum(getattr(one, name) for one in each) for name in names})


def first_cause(before: Sequence[SlipLine], after: Sequence[SlipLine]) -> Cause | None:
    """Of what changed between two months' lines, that which comes first in the order of causes; None where nothing did."""
    changed: dict[Cause, tuple[tuple[Component, ...], bool | None]] = {
        Cause.ARREARS: (_PAY, True), Cause.SEVERANCE: (_SETTLED, None), Cause.BONUS: (_GRANTED, None),
        Cause.SUBSIDY: (SUBSIDIES, None), Cause.HONOUR: (HONOURS, None),
        Cause.ATTENDANCE: (MISSED, None), Cause.OVERTIME: ((Component.OVERTIME,), None),
        Cause.UNUSED_LEAVE: ((Component.UNUSED_LEAVE,), None), Cause.DOUBLE_WAGE: ((Component.DOUBLE_WAGE,), None),
        _of_wage(before, after): ((Component.BASIC, Component.PERFORMANCE), False),
    }  # fmt: skip
    changed.setdefault(_of_allowance(before, after), ((Component.CERTIFICATE,), False))
    changed.setdefault(Cause.EDUCATION, ((Component.EDUCATION,), False))
    changed |= {_of_shares(before, after): (OWN_SHARES, False), Cause.TAX_BRACKET: ((Component.INCOME_TAX,), False)}
    return next((cause for cause in Cause if cause in changed and _differs(before, after, *changed[cause])), None)


def _differs(
    before: Sequence[SlipLine], after: Sequence[SlipLine], parts: Sequence[Component], arrears: bool | None
) -> bool:  # fmt: skip
    return _of(before, *parts, arrears=arrears) != _of(after, *parts, arrears=arrears)


def _of(lines: Sequence[SlipLine], *components: Component, arrears: bool | None = False) -> int:
    """The sum of these components: of the month itself, of earlier ones, or (None) of both."""
    return sum(x.amount_fen for x in lines if x.component in components and arrears in (None, x.arrears))


def _rests_on(lines: Sequence[SlipLine], component: Component) -> tuple[str, tuple[object, ...]]:
    """The rule and the events of the month's own line of a component."""
    found = next((line for line in lines if line.component is component and not line.arrears), None)
    return (found.rule, found.causes) if found is not None else ("", ())


def _of_wage(before: Sequence[SlipLine], after: Sequence[SlipLine]) -> Cause:
    was, now = _rests_on(before, Component.BASIC), _rests_on(after, Component.BASIC)
    if was[0] and now[0] and was[0] != now[0]:
        return Cause.STANDARD
    if was[1] and now[1] and was[1] != now[1]:
        return Cause.GRADE
    basic = [_of(lines, Component.BASIC) for lines in (before, after)]
    return Cause.RESULT if basic[0] == basic[1] else Cause.DAYS


def _of_allowance(before: Sequence[SlipLine], after: Sequence[SlipLine]) -> Cause:
    was, now = _rests_on(before, Component.CERTIFICATE), _rests_on(after, Component.CERTIFICATE)
    if was[1] != now[1]:
        return Cause.CERTIFICATE
    return Cause.STANDARD if was[0] != now[0] else Cause.DAYS


def _of_shares(before: Sequence[SlipLine], after: Sequence[SlipLine]) -> Cause:
    was, now = _rests_on(before, Component.PENSION), _rests_on(after, Component.PENSION)
    return Cause.CONTRIBUTION_BASE if was[0] == now[0] and was[1] != now[1] else Cause.CONTRIBUTION_RULES
