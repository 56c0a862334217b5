"""What-if (模拟测算): a draft standard over everybody a county pays, seen before it is published and bound to the publishing."""

from datetime import date
from typing import Final

from services.payroll.domain.pay_standard import PayTerms, Standard, StandardKind, StandardSimulated
from services.payroll.domain.policies import Policies
from services.payroll.domain.runs import month_named
from shared.kernel import Facts, Month, Region, Rejected, record

MOST_MONTHS: Final = 24
MOST_MONTHS_BACK: Final = 12

# Commands


@record
class SimulateStandard:
    """The long work: `terms` from `effective` on, calculated over so many months from `first_month`."""

    county: Region
    kind: StandardKind
    effective: date
    terms: PayTerms
    first_month: str
    months: int


@record
class RecordSimulation:
    """What came of it; `digest` is that of the whole table."""

    asked: SimulateStandard
    known_after: int
    known_at: int
    people: int
    winners: int
    losers: int
    left_out: int
    before_fen: int
    after_fen: int
    digest: str


# Decisions


def record_simulation(
    standard: Standard, command: RecordSimulation, facts: Facts[Policies]
) -> tuple[StandardSimulated, ...]:  # fmt: skip
    """Against the newest version only: one that was published meanwhile makes it another question."""
    asked = command.asked
    if command.known_after != len(standard.versions):
        raise Rejected("simulations.outdated")
    if any(each.digest == command.digest for each in standard.simulations):
        return ()
    return (
        StandardSimulated(
            effective=facts.today, county=asked.county, kind=asked.kind, draft_effective=asked.effective,
            terms=asked.terms, known_after=command.known_after, known_at=command.known_at,
            first_month=asked.first_month, months=asked.months, people=command.people, winners=command.winners,
            losers=command.losers, left_out=command.left_out, before_fen=command.before_fen,
            after_fen=command.after_fen, digest=command.digest, simulated_by=facts.by,
        ),
    )  # fmt: skip


def check_window(asked: SimulateStandard, today: date) -> None:
    """Raises Rejected for more months, or older ones, than anybody has to know."""
    if not 1 <= asked.months <= MOST_MONTHS:
        raise Rejected("simulations.months", field="/months", most=MOST_MONTHS)
    first = month_named(asked.first_month, "/first_month")
    if not -MOST_MONTHS_BACK <= first.index - Month.of(today).index <= MOST_MONTHS:
        raise Rejected("simulations.first-month", field="/first_month")
