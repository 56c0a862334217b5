"""From a clause to the grade schemes that rest on it (B-07): by the paper that published a version and the article in it."""

from collections.abc import Iterable
from datetime import date

from shared.kernel import Region, record


@record
class RestingScheme:
    """One version as grade decisions name it, in force in its region from `since` on until a later one; `means` what it says is set."""

    region: Region
    code: str
    version: int
    since: date
    document: str
    article: str
    means: str


def resting(versions: Iterable[RestingScheme], document: str, article: str, day: date) -> tuple[RestingScheme, ...]:
    """Those begun by the day, later replaced or not: whoever was graded by one keeps the grade. An empty article asks for the whole
    document.
    """
    return tuple(v for v in versions if v.since <= day and document in v.document and article in v.article)
