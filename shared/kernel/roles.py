"""Roles in regions: what an authority gives, and which of them exclude one another."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from shared.kernel.region import Region


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
    RESIDENT = "resident"
    PARTNER = "partner"
    SYSTEM_ADMIN = "system_admin"
    SECURITY_ADMIN = "security_admin"
    AUDIT_ADMIN = "audit_admin"


ADMINISTRATORS: Final = frozenset({Role.SYSTEM_ADMIN, Role.SECURITY_ADMIN, Role.AUDIT_ADMIN})
NO_OFFICE: Final = frozenset({Role.WORKER, Role.RESIDENT, Role.PARTNER})
"""Roles of people and platforms that hold no office: nobody can stand in for them."""


class RolesExclude(Exception):
    """System, security and audit administrator: nobody holds two of them, nor one beside a business role."""


@dataclass(frozen=True, slots=True)
class Grant:
    """A role in a region and everything below it."""

    role: Role
    region: Region


def exclude(held: Iterable[Role]) -> bool:
    """Whether no single person may hold these roles (GB/T 22239-2019 8.1.5: three administrators, no super-user)."""
    roles = frozenset(held)
    return bool(roles & ADMINISTRATORS) and len(roles) > 1
