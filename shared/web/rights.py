"""Roles, grants, rights: who may do what, where. Default deny: a right is an object in a route's signature."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from shared.kernel import Region, within


class Role(StrEnum):
    WORKER = "worker"
    SECRETARY = "secretary"
    STREET_OFFICER = "street_officer"
    COUNTY_OFFICER = "county_officer"
    COUNTY_APPROVER = "county_approver"
    ORGANISATION = "organisation"
    FINANCE = "finance"
    ASSESSOR = "assessor"
    TRAINER = "trainer"
    SUPERVISOR = "supervisor"
    PARTNER = "partner"
    SYSTEM_ADMIN = "system_admin"
    SECURITY_ADMIN = "security_admin"
    AUDIT_ADMIN = "audit_admin"


ADMINISTRATORS: Final = frozenset({Role.SYSTEM_ADMIN, Role.SECURITY_ADMIN, Role.AUDIT_ADMIN})


class RolesExclude(Exception):
    """System, security and audit administrator: nobody holds two of them, nor one beside a business role."""


@dataclass(frozen=True, slots=True)
class Grant:
    """A role in a region and everything below it."""

    role: Role
    region: Region


@dataclass(frozen=True, slots=True)
class Right:
    """Something that may be asked; the roles that may ask it. `PUBLIC` needs no caller at all."""

    name: str
    roles: frozenset[Role]


PUBLIC_RIGHT: Final = Right("public", frozenset())


@dataclass(frozen=True, slots=True)
class Caller:
    """Who asks: the token's subject and the grants that the authority of each region gave."""

    subject: str
    grants: tuple[Grant, ...]

    def __post_init__(self) -> None:
        held = {grant.role for grant in self.grants}
        if held & ADMINISTRATORS and len(held) > 1:
            raise RolesExclude

    def scope(self, right: Right) -> tuple[Region, ...]:
        """The regions in which the caller holds the right; empty = nowhere."""
        return tuple(dict.fromkeys(grant.region for grant in self.grants if grant.role in right.roles))

    def may(self, right: Right, region: Region) -> bool:
        return any(within(scope, region) for scope in self.scope(right))


def reach(scopes: Iterable[Region]) -> tuple[Region, ...]:
    """The same regions without those that lie inside another."""
    found = list(dict.fromkeys(scopes))
    return tuple(r for r in found if not any(o != r and within(o, r) for o in found))
