"""Performance pay (绩效工资): what the basic share leaves of the standard, times the factor of the annual result."""

from services.payroll.domain.formulas.columns import Column, share


def performance_part(monthly_fen: Column, basic_fen: Column, factor_ppm: Column) -> Column:
    """(standard - basic part) × factor, half-up to the fen; both parts together make the standard at factor 1."""
    return share(monthly_fen - basic_fen, factor_ppm)
