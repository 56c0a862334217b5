"""What is remitted after a pay day, stored in the run's stream.

Class and field names are the storage format: add, never rename.
"""

from datetime import date

from shared.kernel import record


@record
class RemittancesOwed:
    """Wages were paid on the effective day: until when insurances and fund are remitted; none for what was received already."""

    effective: date
    insurance_due: date | None
    fund_due: date | None
