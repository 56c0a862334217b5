"""Many renewals at once: what is asked of the operation."""

from datetime import date
from uuid import UUID

from shared.kernel import Region, record


@record
class Renewal:
    """One row: the term after the one that runs; no end means open-ended."""

    employment_id: UUID
    ends: date | None
    fixed_on_request: bool = False
    document: str = ""
    digest: str = ""


@record
class Renewals:
    under: Region
    renewals: tuple[Renewal, ...]
    dry_run: bool
