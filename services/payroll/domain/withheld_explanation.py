"""What an order kept of a payment, as a tree: the least of what it may be."""

from services.payroll.domain.comparison import Calculated
from services.payroll.domain.payslips import Component, SlipLine
from services.payroll.domain.steps import How, Step, given
from services.payroll.domain.withheld import SHARED, Held, least_rule, withheld


def order_kept(line: SlipLine, calculated: Calculated) -> Step:
    """The slip's line of one order, from the slip without its orders."""
    slip, cohort = calculated
    others = [each for each in slip.lines if each.component is not Component.WITHHELD]
    kept = -sum(each.amount_fen for each in slip.lines if each.component is Component.WITHHELD)
    person = next(p for p in cohort.people if p.worker_id == slip.worker_id)
    found = withheld(person, others, slip.sums.net_fen + kept, cohort)
    held = next(held for held in found if (held.order.fact,) == line.causes)
    return _tree(held, least_rule(held.order, cohort))


def _tree(held: Held, rule: str) -> Step:
    total = given("ORDER_TOTAL", 0 if held.order.annulled else held.order.number)
    owed = Step(
        what="ORDER_OWED", how=How.DIFFERENCE, value=total.value - held.before_fen, parts=(total, given("KEPT_BEFORE", held.before_fen))
    )  # fmt: skip
    if held.amount_fen < 0:
        return owed
    shared = held.order.word in SHARED
    least = given("MINIMUM_WAGE" if shared else "LIVING_MINIMUM", held.least_fen, rule=rule)
    net = given("NET_BEFORE_ORDER", held.net_fen)
    left = Step(what="MAY_BE_KEPT", how=How.DIFFERENCE, value=net.value - least.value, parts=(net, least))
    parts = [owed] if held.owed_fen is not None else []
    if held.monthly_fen is not None:
        parts.append(given("ORDER_MONTHLY", held.monthly_fen))
    if held.share_fen is not None:
        parts.append(given("SHARE_OF_WAGE", held.share_fen, rule="policy:damages_share_ppm"))
    return Step(what="KEPT_NOW", how=How.AT_MOST, value=held.amount_fen, parts=(*parts, left))
