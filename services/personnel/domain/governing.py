"""Which body does which part of what (P-15.1): 组织部统筹协调、社会工作部指导、有关部门共同推进; whose people may be given which role.

The matrix is policy data of the region: a lower level adds bodies, it takes none away.
"""

from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import Final

from shared.kernel import Rejected, Role, record


class GoverningBody(StrEnum):
    """党委组织部、党委社会工作部、民政、政法委、机构编制、教育、财政、人力资源社会保障、纪检监察、居务监督委员会、审计、街道（乡镇）、社区."""

    ORGANISATION = "ORGANISATION"
    SOCIAL_WORK = "SOCIAL_WORK"
    CIVIL_AFFAIRS = "CIVIL_AFFAIRS"
    POLITICAL_LEGAL = "POLITICAL_LEGAL"
    STAFFING = "STAFFING"
    EDUCATION = "EDUCATION"
    FINANCE = "FINANCE"
    HUMAN_RESOURCES = "HUMAN_RESOURCES"
    DISCIPLINE = "DISCIPLINE"
    RESIDENTS_SUPERVISION = "RESIDENTS_SUPERVISION"
    AUDIT = "AUDIT"
    STREET = "STREET"
    COMMUNITY = "COMMUNITY"


class GovernedAction(StrEnum):
    """The whole work on the team of community workers, and what of it somebody's office does."""

    TEAM_BUILDING = "TEAM_BUILDING"
    EMPLOYMENT = "EMPLOYMENT"
    COMMUNITY_WORK = "COMMUNITY_WORK"
    RECRUITING = "RECRUITING"
    ESTABLISHMENT = "ESTABLISHMENT"
    BORROWING = "BORROWING"
    FILING = "FILING"
    PAY = "PAY"
    ASSESSMENT = "ASSESSMENT"
    TRAINING = "TRAINING"
    SUPERVISION = "SUPERVISION"


class BodyPart(StrEnum):
    """统筹协调、指导、共同推进、组织实施."""

    COORDINATES = "COORDINATES"
    GUIDES = "GUIDES"
    PROMOTES = "PROMOTES"
    CARRIES_OUT = "CARRIES_OUT"


@record
class MatrixRow:
    """These bodies have this part in this action, by an article of a document."""

    action: GovernedAction
    part: BodyPart
    bodies: tuple[GoverningBody, ...]
    document: str
    article: str


ACTIONS: Final[Mapping[Role, frozenset[GovernedAction]]] = {
    Role.SECRETARY: frozenset({GovernedAction.COMMUNITY_WORK}),
    Role.STREET_OFFICER: frozenset({GovernedAction.EMPLOYMENT}),
    Role.COUNTY_OFFICER: frozenset({GovernedAction.RECRUITING}),
    Role.COUNTY_APPROVER: frozenset({GovernedAction.ESTABLISHMENT, GovernedAction.BORROWING}),
    Role.ORGANISATION: frozenset({GovernedAction.FILING}),
    Role.FINANCE: frozenset({GovernedAction.PAY}),
    Role.ASSESSOR: frozenset({GovernedAction.ASSESSMENT}),
    Role.TRAINER: frozenset({GovernedAction.TRAINING}),
    Role.SUPERVISOR: frozenset({GovernedAction.SUPERVISION}),
}
"""What a role does; the roles that are not here belong to no body: workers, residents, platforms, administrators."""


def bodies_for(matrix: Iterable[MatrixRow], role: Role) -> tuple[GoverningBody, ...]:
    """The bodies that carry out all that a role does, in the order of the matrix."""
    done: dict[GoverningBody, set[GovernedAction]] = {}
    for row in matrix:
        if row.part is BodyPart.CARRIES_OUT:
            for body in row.bodies:
                done.setdefault(body, set()).add(row.action)
    needed = ACTIONS.get(role, frozenset())
    return tuple(body for body, actions in done.items() if needed and needed <= actions)


def body_of(matrix: Iterable[MatrixRow], role: Role, named: GoverningBody | None) -> GoverningBody | None:
    """The body somebody holds a role for: the one named, or the first that does what the role does.

    Raises Rejected for a body that does not, and where no body does; None for a role of no body.
    """
    bodies = bodies_for(matrix, role)
    if named is not None and named not in bodies:
        raise Rejected("authorities.not-of-body", field="/body", body=named.value, role=role.value)
    if role not in ACTIONS:
        return None
    if not bodies:
        raise Rejected("authorities.nobodys-action", field="/role", role=role.value)
    return bodies[0] if named is None else named


def roles_of(action: GovernedAction, part: BodyPart) -> tuple[Role, ...]:
    """The roles that doing this is asked for."""
    doing = part is BodyPart.CARRIES_OUT
    return tuple(sorted(role for role, actions in ACTIONS.items() if doing and action in actions))
