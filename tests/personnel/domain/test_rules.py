"""Rules laid over one another (P-15.2): national, province, city, county; a lower level fills only what the higher left open."""

from datetime import date
from pathlib import Path
from shutil import copytree

import pytest

from services.personnel.domain.policies import Policies
from services.personnel.service import SERVICE
from shared.kernel import NATION, region
from shared.policies import PolicyBook, PolicyFault

SICHUAN, WUHOU = region("51"), region("51", "01", "07")
DAY = date(2027, 3, 1)
ENTRY = "{name}: {{means: A meaning., source: 武府发〔2027〕1号 第一条, values: {{2027-01-01: {value}}}}}\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(copytree(SERVICE.folder / "policies", tmp_path / "policies"))


def filled(folder: Path, place: str, name: str, value: str) -> PolicyBook[Policies]:
    file = folder / place / "own.yaml"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(ENTRY.format(name=name, value=value), "utf-8")
    return PolicyBook.load(Policies, folder)


@pytest.mark.parametrize(
    ("place", "name", "value"),
    [
        ("51/01/07", "filing_days", "10"),
        ("51/01", "places_per_10000_residents", "20"),
        ("51/01/07", "reserve_secretaries", "1"),
        ("51/01/07", "filed_posts", "[SECRETARY, DEPUTY_SECRETARY]"),
        ("51/01/07", "applicant_retention_months", "6"),
    ],
)
def test_a_county_fills_what_the_nation_left_open(folder: Path, place: str, name: str, value: str) -> None:
    book = filled(folder, place, name, value)
    here, nation = getattr(book.of(WUHOU), name), getattr(book.of(NATION), name)
    assert here.on(DAY) != nation.on(DAY)
    assert here.on(date(2026, 12, 31)) == nation.on(date(2026, 12, 31)), "till its first day the higher level rules"
    assert book.rulings(WUHOU)[name][-1].entry.level == tuple(place.split("/"))


@pytest.mark.parametrize(
    ("place", "name", "value", "said"),
    [
        ("51", "notice_days", "15", "notice_days is not left open"),
        ("51/01/07", "exit_papers_days", "30", "exit_papers_days is not left open"),
        ("51/01", "places_per_10000_residents", "17", "left open upwards only, to at least 18"),
        ("51/01/07", "filed_posts", "[DIRECTOR]", "left open upwards only"),
        ("51/01/07", "applicant_retention_months", "24", "left open downwards only, to at most 12"),
        ("51/01/07", "provincial_leave", "[]", "provincial_leave is not left open"),
        ("62", "maternity_terms",
         "{birth: 90, difficult: 15, each_more_child: 15, province_adds: 30, miscarriage: 15, late_miscarriage: 42}",
         "left open only in province_adds, not in birth"),
    ],
)  # fmt: skip
def test_a_level_that_says_other_than_what_binds_it_stops_the_start(
    folder: Path, place: str, name: str, value: str, said: str
) -> None:
    with pytest.raises(PolicyFault, match=said) as fault:
        filled(folder, place, name, value)
    assert str(folder / place) in str(fault.value)


def test_the_province_fills_what_the_law_on_population_leaves_to_it_and_the_county_hears_it_from_there(
    folder: Path,
) -> None:
    rulings = PolicyBook.load(Policies, folder).rulings(WUHOU)["maternity_terms"]
    assert [(ruling.since.year, ruling.value["province_adds"], ruling.entry.level) for ruling in rulings] == [
        (1949, 0, ("51",)), (2021, 60, ("51",)), (2025, 90, ("51",)),
    ]  # fmt: skip
