"""The places of the establishment: their numbers, who finds a vacant one, and that the parts never exceed the whole."""

from collections.abc import Iterable, Sequence
from datetime import date

from services.personnel.domain.headcount_events import Quota
from services.personnel.domain.scheme_terms import PostCategory
from shared.kernel import LEVELS, Region, Rejected, ancestor, level


def place_key(unit: Region, number: int, post: PostCategory | None = None) -> str:
    """One numbered place, in all or for a category of posts. Numbers begin at 1."""
    return f"{unit}#{number}" if post is None else f"{unit}:{post.value}#{number}"


def place_keys(place: str) -> tuple[str, ...]:
    """The reservations behind what a hire stores as its place: the street's first; then those of the community and of the
    category where they have quotas of their own.
    """
    return tuple(place.split())


def together(keys: Sequence[str]) -> str:
    """What a hire stores as its place."""
    return " ".join(keys)


def unit_of(place: str) -> tuple[Region, int]:
    """The street whose place it is, and its number there."""
    unit, _, number = place_keys(place)[0].rpartition("#")
    return Region(unit), int(number)


def above(unit: Region) -> Region | None:
    """The unit whose quota a unit's lies in; none above the county."""
    own = level(unit)
    return ancestor(unit, LEVELS[LEVELS.index(own) - 1]) if own in ("street", "community") else None


def vacant_place(quota: Quota, taken: frozenset[int], day: date, *, begin: int) -> int:
    """A free number on the day, looking from `begin` on so that callers at once look in different places."""
    places = quota.places_on(day)
    return _free(places, taken, begin, Rejected("headcount.no-vacancy", field="/employer", places=places))


def vacant_share(places: int, taken: frozenset[int], others: int, *, begin: int, code: str) -> int:
    """A free number where `others` hold places without one: they were there before the quota was. Raises Rejected(code)."""
    full = Rejected(code, field="/workplace", places=places)
    if places - others - len(taken) < 1:
        raise full
    return _free(places - others, taken, begin, full)


def _free(places: int, taken: frozenset[int], begin: int, full: Rejected) -> int:
    for step in range(places):
        number = (begin + step) % places + 1
        if number not in taken:
            return number
    raise full


def fits(whole: Quota, parts: Iterable[Quota], since: date) -> bool:
    """Whether the parts together have no more than the whole, in all and by category, on every day from one on."""
    found = tuple(parts)
    days = {since, *(day for quota in (whole, *found) for day, _ in quota.approved if day > since)}
    return all(_fits_on(whole, found, day) for day in days if whole.limited_on(day))


def _fits_on(whole: Quota, parts: tuple[Quota, ...], day: date) -> bool:
    if sum(part.places_on(day) for part in parts) > whole.places_on(day):
        return False
    limits = ((post, whole.places_for(post, day)) for post in PostCategory)
    return all(
        limit is None or sum(part.places_for(post, day) or 0 for part in parts) <= limit for post, limit in limits
    )
