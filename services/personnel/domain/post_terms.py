"""The posts of a community, how somebody comes to one and how it is over. Names are part of stored events: add, never rename."""

from enum import StrEnum
from typing import Final

from services.personnel.domain.scheme_terms import PostCategory


class Post(StrEnum):
    SECRETARY = "SECRETARY"
    DIRECTOR = "DIRECTOR"
    DEPUTY_SECRETARY = "DEPUTY_SECRETARY"
    DEPUTY_DIRECTOR = "DEPUTY_DIRECTOR"
    COMMITTEE_MEMBER = "COMMITTEE_MEMBER"


CATEGORY_OF: Final = {
    Post.SECRETARY: PostCategory.CHIEF,
    Post.DIRECTOR: PostCategory.CHIEF,
    Post.DEPUTY_SECRETARY: PostCategory.DEPUTY,
    Post.DEPUTY_DIRECTOR: PostCategory.DEPUTY,
    Post.COMMITTEE_MEMBER: PostCategory.STAFF,
}
ONE_HOLDER: Final = frozenset({Post.SECRETARY, Post.DIRECTOR})


class EndReason(StrEnum):
    """任期届满、辞职、罢免、调整、离职."""

    TERM_ENDED = "TERM_ENDED"
    RESIGNED = "RESIGNED"
    RECALLED = "RECALLED"
    REASSIGNED = "REASSIGNED"
    LEFT = "LEFT"


class ReviewBody(StrEnum):
    """Who takes part in the joint review (资格联审): 组织部、社会工作部、民政、纪检监察、公安、法院、检察院."""

    ORGANISATION = "ORGANISATION"
    SOCIAL_WORK = "SOCIAL_WORK"
    CIVIL_AFFAIRS = "CIVIL_AFFAIRS"
    DISCIPLINE = "DISCIPLINE"
    PUBLIC_SECURITY = "PUBLIC_SECURITY"
    COURT = "COURT"
    PROCURATORATE = "PROCURATORATE"


class PostChoice(StrEnum):
    """选举产生、任命."""

    ELECTED = "ELECTED"
    APPOINTED = "APPOINTED"


class RecallingBody(StrEnum):
    """Who may recall (罢免): 居民会议, 党委."""

    RESIDENTS_MEETING = "RESIDENTS_MEETING"
    PARTY_COMMITTEE = "PARTY_COMMITTEE"


class PostPhase(StrEnum):
    NONE = "NONE"
    NOMINATED = "NOMINATED"
    QUALIFICATION_REVIEWED = "QUALIFICATION_REVIEWED"
    NOT_QUALIFIED = "NOT_QUALIFIED"
    DECIDED = "DECIDED"
    IN_TERM = "IN_TERM"
    ENDED = "ENDED"
    ANNULLED = "ANNULLED"
    LAPSED = "LAPSED"
