"""Which money bears a run, stored in the run's stream.

Class and field names are the storage format: add, never rename.
"""

from datetime import date

from shared.kernel import Region, record


@record
class FundCharge:
    """What a source of money bears for the people of a street, or of a unit that pays without one; less where others bear it now."""

    region: Region
    source: str
    amount_fen: int


@record
class RunFundsCharged:
    """With the calculation: everything earned and the employer's shares, by source."""

    effective: date
    charges: tuple[FundCharge, ...]
