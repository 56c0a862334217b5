"""A vacant place for somebody who begins: the street's, and the community's and the category's where they have quotas."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import NamedTuple

from services.personnel.domain.engagement import Engagement, begin
from services.personnel.domain.headcount import PLACE, NoteExhausted
from services.personnel.domain.headcount_events import Quota, quota_id
from services.personnel.domain.headcount_places import place_key, together, vacant_place, vacant_share
from services.personnel.domain.scheme_terms import PostCategory
from services.personnel.domain.streams import QUOTA
from services.personnel.projections import headcount
from services.personnel.routes.service_origin import counted
from shared.draft import Ask, Draft
from shared.kernel import Region, ancestor
from shared.web.handles import Handle


class Share(NamedTuple):
    """A place of a community, or for a category of posts of a unit, and how many are vacant before it is taken."""

    unit: Region
    key: str
    vacant: int
    places: int
    whole: bool


async def in_a_vacant_place(draft: Draft, handle: Handle, engagement: Engagement) -> Sequence[Ask]:
    """Everything that the beginning asks, in the places that it takes; who takes the last one is noted. Raises Rejected:
    headcount.no-vacancy, headcount.no-vacancy-community, headcount.no-vacancy-post.
    """
    street, begins = engagement.employer, engagement.identity.worker_id.int % 9_973
    await draft.load([(QUOTA, quota_id(street))])
    quota: Quota = draft.state(QUOTA, quota_id(street))
    taken, places = await taken_of(handle, street), quota.places_on(engagement.starts)
    number = vacant_place(quota, taken, engagement.starts, begin=begins)
    left = places - sum(1 for each in taken if each <= places)
    return await _placed(draft, handle, engagement, Share(street, place_key(street, number), left, places, True))


async def in_a_held_place(draft: Draft, handle: Handle, engagement: Engagement, place: str) -> Sequence[Ask]:
    """The same in a place of the street that was held for it."""
    return await _placed(draft, handle, engagement, Share(engagement.employer, place, 0, 0, True))


async def taken_of(handle: Handle, unit: Region, post: PostCategory | None = None) -> frozenset[int]:
    """The numbers that somebody holds, or that are held for somebody."""
    held = await handle.runtime.log.held(PLACE, place_key(unit, 0, post)[:-1])
    return frozenset(int(key.rpartition("#")[2]) for key in held)


async def _placed(draft: Draft, handle: Handle, engagement: Engagement, first: Share) -> Sequence[Ask]:
    await draft.load([(QUOTA, quota_id(engagement.workplace))])
    begins = engagement.identity.worker_id.int % 9_973
    shares = [first, *await shares_of(draft, handle, engagement, begins)]
    placed = replace(engagement, place=together([share.key for share in shares]))
    asks = [Ask(stream=s.stream, to=s.to, command=s.command, region=placed.workplace) for s in begin(placed)]
    if placed.identity.known:
        asks.append(counted(placed.employment_id, placed.identity.worker_id, placed.workplace))
    last = [share for share in shares if share.whole and share.vacant == 1]
    return asks + [
        Ask(
            stream=QUOTA, to=quota_id(share.unit), region=share.unit,
            command=NoteExhausted(effective=engagement.starts, places=share.places),
        )
        for share in last
    ]  # fmt: skip


async def shares_of(draft: Draft, handle: Handle, engagement: Engagement, begins: int) -> list[Share]:
    """Places of the community and of the category, where these have limits on the first day."""
    community, day = engagement.workplace, engagement.starts
    here: Quota = draft.state(QUOTA, quota_id(community))
    whole = [await _share(handle, community, None, here.places_on(day), begins)] if here.limited_on(day) else []
    return whole + await posts_of(draft, handle, community, engagement.post_category, day, begins)


async def posts_of(
    draft: Draft, handle: Handle, community: Region, post: PostCategory, day: date, begins: int
) -> list[Share]:  # fmt: skip
    """Places for a category of posts, of the street and of the community, where they limit it on the day."""
    units = (ancestor(community, "street"), community)
    await draft.load((QUOTA, quota_id(unit)) for unit in units)
    limits = [(unit, draft.state(QUOTA, quota_id(unit)).places_for(post, day)) for unit in units]
    return [await _share(handle, unit, post, limit, begins) for unit, limit in limits if limit is not None]


async def _share(handle: Handle, unit: Region, post: PostCategory | None, places: int, begins: int) -> Share:
    prefix, taken = place_key(unit, 0, post)[:-1], await taken_of(handle, unit, post)
    async with handle.reading() as read:
        others = await headcount.without_a_share(read, unit, None if post is None else post.value, prefix)
    code = "headcount.no-vacancy-community" if post is None else "headcount.no-vacancy-post"
    number = vacant_share(places, taken, others, begin=begins, code=code)
    return Share(unit, place_key(unit, number, post), places - others - len(taken), places, post is None)


async def community_shares(
    draft: Draft, handle: Handle, community: Region, post: PostCategory, day: date, begins: int
) -> list[Share]:  # fmt: skip
    """What somebody who comes from another community of the street takes of this one's own quotas, loaded before."""
    here: Quota = draft.state(QUOTA, quota_id(community))
    whole = [await _share(handle, community, None, here.places_on(day), begins)] if here.limited_on(day) else []
    limit = here.places_for(post, day)
    return whole + ([await _share(handle, community, post, limit, begins)] if limit is not None else [])
