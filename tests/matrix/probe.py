"""What a probe says: how a route is asked validly, and what kind of reach its right has."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import Any

from shared.web.rights import Role


class Reach(Enum):
    """What lies outside a caller's regions …"""

    OBJECT = "is answered with 404, to the letter as an id that never was"
    BODY = "is named in the request and answered with 404, to the letter as a region that was never founded"
    LIST = "is absent from what is shown and counted"
    OWN = "does not matter: only what is the caller's own is shown"
    EVERYWHERE = "does not matter: it is the same for all who have the right"
    NEVER = "does not matter: there is nothing of the kind here, 404 for whoever has the right"
    PUBLIC = "does not matter: everybody may ask"


@dataclass(frozen=True, slots=True, kw_only=True)
class Probe:
    """`{name}` in path, query and body stands for a value of the county. The request should be refused by a rule behind the
    gate, or do again what is done, so that asking changes nothing.

    `at` is the level of the region in which the thing lies. `shows` is what a list shows of it; without, whether it shows
    anything. `narrowed` is a kind of operation: its right is needed as well. `filters` gives every filter of a paged
    list another value than `query` does; such a list shows the county at least two rows, to the role `by` where not every
    role has as many. `subject` is who asks, where it matters.
    """

    reach: Reach
    at: str = "county"
    path: Mapping[str, str] = field(default_factory=dict)
    query: Mapping[str, Any] = field(default_factory=dict)
    body: Any = None
    content: bytes | None = None
    shows: str = ""
    narrowed: str = ""
    filters: Mapping[str, Any] = field(default_factory=dict)
    subject: str = "mallory"
    by: Role | None = None


def filled(template: Any, names: Mapping[str, Any]) -> Any:
    """The template with its names replaced; a text that is one name becomes the value itself."""
    if isinstance(template, str):
        whole = template[1:-1] if template.startswith("{") and template.endswith("}") else ""
        return names[whole] if whole in names else template.format(**names)
    if isinstance(template, Mapping):
        return {key: filled(value, names) for key, value in template.items()}
    if isinstance(template, list | tuple):
        return [filled(value, names) for value in template]
    return template
