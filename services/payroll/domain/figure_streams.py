"""Streams of what an authority publishes as figures."""

from services.payroll.domain import contribution_tables, wage_figures
from services.payroll.domain.contribution_tables import (
    ContributionTable,
    ContributionTableCommand,
    ContributionTableEvent,
    ContributionTablePublished,
)
from services.payroll.domain.policies import Policies
from services.payroll.domain.wage_figures import WageFigure, WageFigureCommand, WageFigureEvent, WageFigurePublished
from shared.kernel import Decider, Region, Stream


def _table(state: ContributionTable) -> Region:
    return state.region


def _figure(state: WageFigure) -> Region:
    return state.region


CONTRIBUTION_TABLE: Stream[ContributionTable, ContributionTableCommand, ContributionTableEvent, Policies] = Stream(
    type="contribution_table",
    decider=Decider(initial=ContributionTable(), decide=contribution_tables.publish, evolve=contribution_tables.evolve),
    events=(ContributionTablePublished,),
    region_of=_table,
)
WAGE_FIGURE: Stream[WageFigure, WageFigureCommand, WageFigureEvent, Policies] = Stream(
    type="wage_figure",
    decider=Decider(initial=WageFigure(), decide=wage_figures.publish, evolve=wage_figures.evolve),
    events=(WageFigurePublished,),
    region_of=_figure,
)
