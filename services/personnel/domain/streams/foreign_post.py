"""A post that another department keeps in a community, or the attempt to hire for one."""

from typing import get_args

from services.personnel.domain import foreign_posts
from services.personnel.domain.foreign_posts import ForeignPost, ForeignPostCommand, ForeignPostEvent
from services.personnel.domain.policies import Policies
from services.personnel.domain.streams.placed import home
from shared.kernel import Decider, Facts, Stream


def _decide(state: ForeignPost, command: ForeignPostCommand, facts: Facts[Policies]) -> tuple[ForeignPostEvent, ...]:
    match command:
        case foreign_posts.RegisterForeignPost():
            return foreign_posts.register(state, command, facts)
        case foreign_posts.MoveClearOut():
            return foreign_posts.move(state, command, facts)
        case foreign_posts.ClearForeignPost():
            return foreign_posts.clear(state, command, facts)
        case foreign_posts.FollowForeignPost():
            return foreign_posts.follow(state, facts)
        case foreign_posts.AskSponsoredHire():
            return foreign_posts.refuse(state, command, facts)


FOREIGN_POST: Stream[ForeignPost, ForeignPostCommand, ForeignPostEvent, Policies] = Stream(
    type="foreign_post", decider=Decider(initial=ForeignPost(), decide=_decide, evolve=foreign_posts.evolve),
    events=get_args(ForeignPostEvent), region_of=home,
)  # fmt: skip
