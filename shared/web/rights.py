"""Rights: who may do what, where. Default deny: a right is an object in a route's signature."""

from dataclasses import dataclass
from typing import Final

from shared.kernel import ADMINISTRATORS, UNMOVED, Grant, Layout, Region, Role, RolesExclude, Scope, exclude, signed

__all__ = ["ADMINISTRATORS", "PUBLIC_RIGHT", "Caller", "Grant", "Right", "Role", "RolesExclude"]


@dataclass(frozen=True, slots=True)
class Right:
    """Something that may be asked; the roles that may ask it. `PUBLIC` needs no caller at all.

    `own`: whoever is signed in may ask it, about himself only: it reaches no region, and nobody asks it for another.
    """

    name: str
    roles: frozenset[Role] = frozenset()
    own: bool = False


PUBLIC_RIGHT: Final = Right("public")


@dataclass(frozen=True, slots=True)
class Caller:
    """Who asks: the token's subject, for whom he stands in, the grants that count for it, and the tree of today."""

    subject: str
    grants: tuple[Grant, ...]
    principal: str | None = None
    layout: Layout = UNMOVED

    def __post_init__(self) -> None:
        if exclude(grant.role for grant in self.grants):
            raise RolesExclude

    @property
    def actor(self) -> str:
        """How what he does is signed: both names where he acts for another."""
        return signed(self.subject, self.principal)

    def scope(self, right: Right) -> Scope:
        """Where the caller holds the right; empty = nowhere."""
        return Scope.of((grant.region for grant in self.grants if grant.role in right.roles), self.layout)

    def may(self, right: Right, region: Region) -> bool:
        return self.scope(right).covers(region)
