"""Basic pay (基本工资): the share of the grade's monthly standard that is paid whatever the assessment says."""

from services.payroll.domain.formulas.columns import Column, share


def basic_part(monthly_fen: Column, basic_share_ppm: Column) -> Column:
    """The basic share of the standard, half-up to the fen."""
    return share(monthly_fen, basic_share_ppm)
