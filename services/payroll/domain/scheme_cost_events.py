"""That a tried grade scheme was valued, stored in the county's standard.

Class and field names are the storage format: add, never rename.
"""

from datetime import date
from typing import Any, ClassVar

from shared.kernel import Region, record


@record
class GradeSchemeCosted:
    """What personnel's trial of a draft grade scheme would have cost the county: the employer's cost of so many months, before and
    after. `trial` is the digest that publishing the scheme names, `digest` that of the table of costs; `region` is the scheme's.
    """

    schema_version: ClassVar[int] = 2
    effective: date
    county: Region
    trial: str
    draft_effective: date
    first_month: str
    months: int
    people: int
    winners: int
    losers: int
    left_out: int
    before_fen: int
    after_fen: int
    digest: str
    costed_by: str
    region: Region


def costed_before_regions(stored: dict[str, Any]) -> dict[str, Any]:
    """GradeSchemeCosted of version 1 as one of version 2: of a county's own scheme."""
    return {**stored, "region": stored["county"]}
