"""Who may what where."""

from datetime import date
from typing import ClassVar
from uuid import UUID

from shared.kernel import Region, record
from shared.published.envelope import Name


@record
class AuthorityChangedV1:
    """A grant, or a duty delegated from one, came into force or went out of it; the newest about a `grant_id` counts.

    `holder` is the subject of the holder's tokens. Good from `starts` to `ends` (none = until revoked). A delegated duty
    names its `principal` and the grant it rests on (`underlying`) and is good only as long as that is.
    """

    told: ClassVar[Name] = Name("personnel.authority.changed")
    grant_id: UUID
    holder: str
    role: str
    region: Region
    starts: date
    ends: date | None
    in_force: bool
    principal: str | None
    underlying: UUID | None
