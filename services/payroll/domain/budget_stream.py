"""The budget of a county or street in a year as a stream: its id follows from both."""

from typing import get_args

from services.payroll.domain import budget_events, budgets
from services.payroll.domain.budget_events import Budget, BudgetEvent
from services.payroll.domain.budgets import BudgetCommand
from services.payroll.domain.policies import Policies
from shared.kernel import Decider, Region, Stream


def _region(state: Budget) -> Region:
    return state.region


BUDGET: Stream[Budget, BudgetCommand, BudgetEvent, Policies] = Stream(
    type="budget",
    decider=Decider(initial=Budget(), decide=budgets.decide, evolve=budget_events.evolve),
    events=get_args(BudgetEvent),
    region_of=_region,
)
