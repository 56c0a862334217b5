"""What can have happened to an honour (表彰) of a person.

NOMINATED → PUBLICISED → GRANTED, or RECORDED → GRANTED where an outside body gave it; WITHDRAWN by whoever gave it or before it was
given, ANNULLED when it never was. Class and field names are the storage format: add, never rename.
"""

from datetime import date
from enum import StrEnum
from uuid import UUID

from shared.kernel import Region, record


class HonourLevel(StrEnum):
    """By whom it is given: county, city, province (or a ministry), nation; lowest first."""

    COUNTY = "COUNTY"
    CITY = "CITY"
    PROVINCE = "PROVINCE"
    NATION = "NATION"


class HonourChange(StrEnum):
    """What one hand enters about a granted honour and another confirms."""

    CORRECTION = "CORRECTION"
    WITHDRAWAL = "WITHDRAWAL"
    ANNULMENT = "ANNULMENT"


@record
class HonourPaper:
    """What the paper says: who gives it, the paper's number and day, the hash of its scan."""

    kind: str
    level: HonourLevel
    issuer: str
    document: str
    granted_on: date
    sha256: str


@record
class HonourNominated:
    """`issuer` is who would give it; `merits` are the numbers of papers, never a story."""

    effective: date
    worker_id: UUID
    region: Region
    year: int
    kind: str
    level: HonourLevel
    issuer: str
    merits: tuple[str, ...]
    nominated_by: str


@record
class HonourPublicised:
    """Shown to the public from the effective day until `last`, both included."""

    effective: date
    worker_id: UUID
    last: date
    publicised_by: str


@record
class HonourObjected:
    """Somebody objects; `document` is the number under which the objection is filed, what it says is not kept here."""

    effective: date
    worker_id: UUID
    objection_id: UUID
    document: str
    raised_by: str


@record
class HonourObjectionDecided:
    """Upheld, the nomination ends."""

    effective: date
    worker_id: UUID
    objection_id: UUID
    upheld: bool
    document: str
    decided_by: str


@record
class HonourNominationEnded:
    """Withdrawn before it was given: by whoever nominated, by an objection upheld, or a record that the other hand refused."""

    effective: date
    worker_id: UUID
    reason: str
    ended_by: str


@record
class HonourRecorded:
    """An outside body gave it; another hand has yet to confirm that the paper says so. Effective = day of the entry."""

    effective: date
    worker_id: UUID
    region: Region
    year: int
    paper: HonourPaper
    recorded_by: str


@record
class HonourGranted:
    """Effective = the day of the paper. `grant_id` is how others know it, whatever is corrected later."""

    effective: date
    worker_id: UUID
    grant_id: UUID
    year: int
    paper: HonourPaper
    entered_by: str
    granted_by: str


@record
class HonourChangeEntered:
    """A change of what is granted, by one hand. `paper` is what would be right, `since` the first day without the honour."""

    effective: date
    worker_id: UUID
    change: HonourChange
    paper: HonourPaper
    since: date
    document: str
    reason: str
    entered_by: str


@record
class HonourChangeRefused:
    effective: date
    worker_id: UUID
    change: HonourChange
    reason: str
    refused_by: str


@record
class HonourCorrected:
    """It was entered wrongly: this is right. Effective = the day of the paper as it is now; `revision` counts from 1."""

    effective: date
    worker_id: UUID
    grant_id: UUID
    year: int
    paper: HonourPaper
    revision: int
    reason: str
    entered_by: str
    confirmed_by: str


@record
class HonourWithdrawn:
    """Whoever gave it takes it back (撤销). Effective = the first day on which it no longer counts."""

    effective: date
    worker_id: UUID
    grant_id: UUID
    paper: HonourPaper
    document: str
    reason: str
    entered_by: str
    confirmed_by: str


@record
class HonourAnnulled:
    """It never was. Effective = the day from which it was said to be so."""

    effective: date
    worker_id: UUID
    grant_id: UUID
    paper: HonourPaper
    reason: str
    entered_by: str
    confirmed_by: str


HonourEvent = (
    HonourNominated | HonourPublicised | HonourObjected | HonourObjectionDecided | HonourNominationEnded | HonourRecorded
    | HonourGranted | HonourChangeEntered | HonourChangeRefused | HonourCorrected | HonourWithdrawn | HonourAnnulled
)  # fmt: skip
