"""Reading through filters, sorts and cursors: nothing widens a list, and what is counted is what is shown."""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections import Counter
from typing import Any, Final

import pytest

from shared.kernel import NATION, Region, within
from shared.web.rights import Role
from tests.journeys.attack import NEXT_COUNTY
from tests.journeys.conftest import COMMUNITIES, COUNTY, OTHER_CITY, STREET
from tests.matrix import reviewed
from tests.matrix.bodies import operations
from tests.matrix.cells import own
from tests.matrix.county import Matrix
from tests.matrix.probe import Probe, Reach, filled
from tests.matrix.probes import PROBES

LISTS: Final = sorted(name for name, probe in PROBES.items() if probe.reach is Reach.LIST)
PLACES: Final = (COUNTY, STREET, COMMUNITIES[0], NATION, NEXT_COUNTY, OTHER_CITY)


def parameters(name: str) -> dict[str, dict[str, Any]]:
    """The query parameters of a route, by name."""
    return {p["name"]: p["schema"] for p in operations()[name].get("parameters", ()) if p["in"] == "query"}


PAGED: Final = sorted(name for name in PROBES if name in operations() and "cursor" in parameters(name))
REGIONS: Final = {"under", "region", "county", "unit"}


async def ask(matrix: Matrix, name: str, role: Role, place: Region, *, subject: str = "", **query: Any) -> Any:
    route, probe = reviewed.routes()[name], PROBES[name]
    subject = subject or str(filled(probe.subject, matrix.names))
    path = route.template.format(**{key: filled(value, matrix.names) for key, value in probe.path.items()})
    asked = {**filled(probe.query, matrix.names), **query}
    return await matrix.ask(matrix.token(role, place, subject=subject), route.method, path, query=asked)


def role_of(name: str) -> Role:
    return PROBES[name].by or min(reviewed.routes()[name].roles)


def items(body: Any) -> list[Any]:
    return list(body["items"]) if isinstance(body, dict) and "items" in body else body


@pytest.mark.parametrize("name", LISTS)
async def test_a_filter_that_names_what_lies_elsewhere_shows_nothing_of_it(matrix: Matrix, name: str) -> None:
    """Whoever stands in the next county may name this one, its street and the nation: 404, or nothing from here."""
    told = {str(filled(PROBES[name].shows, matrix.names)), matrix.names["worker"], matrix.names["employment"]} - {""}
    for parameter in REGIONS & set(parameters(name)):
        for place in PLACES:
            answer = await ask(matrix, name, role_of(name), NEXT_COUNTY, **{parameter: place})
            assert answer.status_code in (200, 404), (parameter, place, answer.text)
            if answer.status_code == 200:
                assert not [each for each in told if each in answer.text], (parameter, place)


@pytest.mark.parametrize("name", sorted(name for name in PROBES if PROBES[name].reach is not Reach.PUBLIC))
async def test_a_parameter_that_is_not_asked_for_is_refused(matrix: Matrix, name: str) -> None:
    if name.startswith("clock."):
        return  # development only, and it takes none
    for query in ({"undre": COUNTY}, {"sort": "-amount"}, {"offset": "0"}, {"grants": "all"}):
        probe: Probe = PROBES[name]
        place = NATION if probe.at == "nation" else own(probe)
        answer = await ask(matrix, name, role_of(name), place, **query)
        assert (answer.status_code, answer.json()["code"]) == (422, "request.unknown-parameter"), (query, answer.text)


async def cursor_of(matrix: Matrix, name: str) -> str:
    """The cursor after the first row, given to a caller of the county."""
    answer = await ask(matrix, name, role_of(name), COUNTY, limit=1)
    assert answer.status_code == 200, answer.text
    assert answer.json()["next"], "a list of one row has no second page to steal"
    return str(answer.json()["next"])


@pytest.mark.parametrize("name", PAGED)
async def test_a_cursor_serves_its_caller_its_list_and_its_filters_only(matrix: Matrix, name: str) -> None:
    cursor, role = await cursor_of(matrix, name), role_of(name)
    assert (await ask(matrix, name, role, COUNTY, cursor=cursor)).status_code == 200
    stolen = await ask(matrix, name, role, COUNTY, subject=matrix.names["other_worker"], cursor=cursor)
    refused = [stolen]
    refused += [await ask(matrix, other, role_of(other), COUNTY, cursor=cursor) for other in PAGED if other != name]
    for parameter, value in filled(PROBES[name].filters, matrix.names).items():
        refused.append(await ask(matrix, name, role, COUNTY, cursor=cursor, **{parameter: value}))
    raw = bytearray(urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
    for at in range(0, len(raw), 7):
        changed = bytearray(raw)
        changed[at] ^= 1
        tampered = urlsafe_b64encode(bytes(changed)).rstrip(b"=").decode()
        refused.append(await ask(matrix, name, role, COUNTY, cursor=tampered))
    assert {(answer.status_code, answer.json()["code"]) for answer in refused} == {(400, "request.bad-cursor")}


def test_every_filter_of_a_paged_list_was_tried_with_a_cursor_of_another() -> None:
    fixed = {"limit", "cursor", "lines", "reader"}  # how many, how much of each; and what is never beside `person`
    assert {name: set(parameters(name)) - fixed for name in PAGED} == {
        name: set(PROBES[name].filters) for name in PAGED
    }


async def test_a_stolen_cursor_under_the_same_name_widens_nothing(matrix: Matrix) -> None:
    """The cursor says where to go on, never what may be seen."""
    for name in PAGED:
        if PROBES[name].reach is Reach.OWN:
            continue  # whoever asks sees what is his own wherever he stands
        cursor = await cursor_of(matrix, name)
        answer = await ask(matrix, name, role_of(name), NEXT_COUNTY, cursor=cursor)
        assert answer.status_code in (200, 400, 404)  # 404: what the list belongs to is not theirs
        shown = answer.json().get("items", ())
        assert not [
            item for item in shown if matrix.names["worker"] in str(item) or matrix.names["run"] in str(item)
        ], name


STANDS: Final = (NATION, Region("51/01/_/_/_"), COUNTY, STREET, COMMUNITIES[0], COMMUNITIES[1], NEXT_COUNTY, OTHER_CITY)


@pytest.mark.parametrize("place", STANDS)
async def test_duties_are_counted_as_they_are_listed(matrix: Matrix, place: Region) -> None:
    counted = (await ask(matrix, "training.count_duties", Role.SUPERVISOR, place)).json()
    shown: Counter[tuple[str, str]] = Counter()
    for standing in ("OPEN", "MET", "OVERDUE", "WITHDRAWN"):
        listed = await ask(matrix, "training.list_duties", Role.SUPERVISOR, place, standing=standing, limit=200)
        shown.update((duty["kind"], standing) for duty in items(listed.json()))
    assert {(row["kind"], row["standing"]): row["duties"] for row in counted} == shown


@pytest.mark.parametrize("place", STANDS)
async def test_results_are_counted_as_they_are_listed(matrix: Matrix, place: Region) -> None:
    counted = (await ask(matrix, "assessment.count_results", Role.SUPERVISOR, place)).json()
    listed = items((await ask(matrix, "assessment.list_results", Role.SUPERVISOR, place, limit=200)).json())
    assert {(row["stage"], row["outcome"]): row["results"] for row in counted} == Counter(
        (row["stage"], row["outcome"]) for row in listed
    )


@pytest.mark.parametrize("place", STANDS)
async def test_filled_places_are_counted_as_people_are_listed(matrix: Matrix, place: Region) -> None:
    ledger = items((await ask(matrix, "personnel.read_quota_ledger", Role.SUPERVISOR, place)).json())
    listed = items((await ask(matrix, "personnel.list_workers", Role.SUPERVISOR, place, limit=200)).json())
    for row in ledger:
        inside = [worker for worker in listed if within(row["unit"], worker["region"]) and worker["employer"]]
        assert row["filled"] == len(inside), row["unit"]
