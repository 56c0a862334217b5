"""The five insurances (社会保险): a contribution base between floor and cap, a share for each scheme and side."""

from typing import NamedTuple

from services.payroll.domain.formulas.columns import ONE, Column, clamped, half_up, share


class Shares(NamedTuple):
    """Amounts of one side; work injury and maternity have no employee's share."""

    pension: Column
    medical: Column
    unemployment: Column
    injury: Column
    maternity: Column


class Rates(NamedTuple):
    """Parts per million of the base, one for each month that is calculated."""

    pension: Column
    medical: Column
    unemployment: Column
    injury: Column
    maternity: Column


def contribution_base(average_wage_fen: Column, floor_fen: Column, cap_fen: Column) -> Column:
    """The person's average wage of last year, not below the published floor, not above the published cap."""
    return clamped(average_wage_fen, floor_fen, cap_fen)


def contributions(base_fen: Column, rates: Rates) -> Shares:
    """base × rate for each scheme, each half-up to the fen on its own."""
    return Shares(*(share(base_fen, rate) for rate in rates))


def contribution(base_fen: Column, rate_ppm: Column, unit_fen: Column) -> Column:
    """base × rate of one scheme and side, half-up to the unit its table names (1 fen, 10 fen, 100 fen)."""
    return half_up(base_fen * rate_ppm, unit_fen * ONE) * unit_fen
