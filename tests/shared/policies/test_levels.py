"""A value of a higher level binds those below, but for what it leaves open to them and as far as it does."""

from datetime import date
from pathlib import Path

import pytest

from shared.kernel import NATION, Dated, record, region
from shared.policies import PolicyBook, PolicyFault
from tests.shared.policies.files import (
    CHENGDU,
    JINJIANG,
    NATIONAL,
    SHANGHAI,
    Band,
    entry,
    fault,
    load,
    write,
)


def test_a_lower_level_overrides_by_name_and_the_nearest_rules_below(folder: Path) -> None:
    write(folder, "51/01/rules.yaml", entry("quota", "{2026-06-01: 25}"))
    book = load(folder)
    on = date(2026, 7, 1)
    assert [book.of(place).quota.on(on) for place in (NATION, SHANGHAI, region("51"), CHENGDU, JINJIANG)] == [
        20,
        20,
        20,
        25,
        25,
    ]
    assert book.of(CHENGDU).pension_ppm.on(on) == 160_000
    assert book.of(region("51", "011")).quota.on(on) == 20, "segments are compared, not digits"


def test_a_region_without_rules_of_its_own_shares_the_object_of_the_nearest(folder: Path) -> None:
    book = load(folder)
    assert book.of(SHANGHAI) is book.of(NATION) is book.of(JINJIANG)


def test_a_value_binds_every_level_below_it_that_it_is_not_left_open_to(folder: Path) -> None:
    write(folder, "51/rules.yaml", entry("quota", "{2026-01-01: 22}", opened="closed"))
    assert load(folder).of(CHENGDU).quota.on(date(2026, 7, 1)) == 22
    write(folder, "51/01/rules.yaml", entry("quota", "{2026-06-01: 25}"))
    assert "quota is not left open: another value binds from 2026-06-01 on" in fault(folder)


def test_who_says_the_same_as_the_level_above_contradicts_nobody_until_that_one_changes(folder: Path) -> None:
    write(folder, "51/rules.yaml", entry("quota", "{2026-01-01: 22}", opened="closed"))
    write(folder, "51/01/rules.yaml", entry("quota", "{2026-06-01: 22}"))
    assert load(folder).of(CHENGDU).quota.on(date(2026, 7, 1)) == 22
    write(folder, "51/rules.yaml", entry("quota", "{2026-01-01: 22, 2027-01-01: 23}", opened="closed"))
    assert "quota is not left open: another value binds from 2027-01-01 on" in fault(folder)


def test_what_a_middle_level_leaves_open_stays_within_what_the_highest_left(folder: Path) -> None:
    national = folder / "national" / "rules.yaml"
    national.write_text(NATIONAL.replace('by: "关于', 'at_most: 30, by: "关于'), "utf-8")
    write(folder, "51/rules.yaml", entry("quota", "{2026-01-01: 22}", opened="at_least: own"))
    write(folder, "51/01/rules.yaml", entry("quota", "{2026-01-01: 22, 2026-06-01: 30}"))
    assert load(folder).of(CHENGDU).quota.on(date(2026, 7, 1)) == 30
    write(folder, "51/01/rules.yaml", entry("quota", "{2026-06-01: 31}"))
    assert "quota is left open downwards only, to at most 30" in fault(folder)
    write(folder, "51/01/rules.yaml", entry("quota", "{2026-06-01: 21}"))
    assert "quota is left open upwards only, to at least 22" in fault(folder)


def test_what_a_region_publishes_at_run_time_is_held_to_the_same(folder: Path) -> None:
    """Its own level's file binds nobody but those below."""
    write(folder, "51/01/rules.yaml", entry("quota", "{2026-06-01: 25}", opened="closed"))
    book, day = load(folder), date(2026, 7, 1)
    (found,) = book.bound(JINJIANG, {"pension_ppm": 150_000, "quota": 30}, day)
    assert (found.rule, found.region, found.document) == ("policy:quota", CHENGDU, "川人社发〔2026〕1号 第一条")
    assert not book.bound(JINJIANG, {"quota": 25}, day)
    assert not book.bound(JINJIANG, {"quota": 30}, date(2026, 5, 31)), "before its first day nothing binds"
    assert not book.bound(CHENGDU, {"quota": 30}, day)


def test_a_list_left_open_upwards_may_be_longer_and_misses_nothing(folder: Path) -> None:
    write(
        folder, "51/rules.yaml", entry("bands", "{2026-01-01: [{upto_fen: '1', rate_ppm: 3%}]}", opened="at_least: own")
    )
    both = "{2026-01-01: [{upto_fen: '1', rate_ppm: 3%}, {upto_fen: '2', rate_ppm: 4%}]}"
    write(folder, "51/01/rules.yaml", entry("bands", both))
    assert len(load(folder).of(CHENGDU).bands.on(date(2026, 7, 1))) == 2
    write(folder, "51/01/rules.yaml", entry("bands", "{2026-01-01: [{upto_fen: '2', rate_ppm: 4%}]}"))
    assert "bands is left open upwards only" in fault(folder)


def test_of_a_record_only_some_fields_may_be_left_open(tmp_path: Path) -> None:
    @record
    class Terms:
        band: Dated[Band]

    def loaded(rate: str, most: str) -> Dated[Band]:
        write(
            tmp_path,
            "national/rules.yaml",
            entry("band", "{2026-01-01: {upto_fen: '1', rate_ppm: 3%}}", opened="only: [rate_ppm]"),
        )
        write(tmp_path, "51/rules.yaml", entry("band", f"{{2026-01-01: {{upto_fen: '{most}', rate_ppm: {rate}}}}}"))
        return PolicyBook.load(Terms, tmp_path).of(CHENGDU).band

    assert loaded("4%", "1").on(date(2026, 7, 1)).rate_ppm == 40_000
    with pytest.raises(PolicyFault, match="band is left open only in rate_ppm, not in upto_fen"):
        loaded("4%", "2")


@pytest.mark.parametrize(
    ("name", "values", "opening", "said"),
    [
        ("quota", "{2026-01-01: 20}", "true", "must say by which document"),
        ("quota", "{2026-01-01: 20}", "{at_least: own}", "must say by which document"),
        ("quota", "{2026-01-01: 20}", "{by: x, upwards: true}", "must say by which document"),
        ("quota", "{2026-01-01: 20}", "{by: x, only: all}", "only fields by name"),
        ("quota", "{2026-01-01: 20}", "{by: x, at_least: many}", "'many' is not int"),
        ("quota", "{2026-01-01: 20}", "{by: x, only: [side]}", "has no field side to leave open"),
    ],
)
def test_an_opening_that_says_nothing_usable_is_refused(
    folder: Path, name: str, values: str, opening: str, said: str
) -> None:
    text = f"{name}: {{means: m, source: s 第一条, open: {opening}, values: {values}}}"
    write(folder, "51/01/rules.yaml", text)
    assert said in fault(folder)


def test_a_lower_level_rules_from_its_own_first_day_and_the_higher_before(folder: Path) -> None:
    write(folder, "51/01/rules.yaml", entry("quota", "{2026-06-01: 25}"))
    book = load(folder)
    assert [book.of(CHENGDU).quota.on(day) for day in (date(2024, 4, 1), date(2026, 5, 31), date(2026, 6, 1))] == [
        18,
        20,
        25,
    ]
    assert [(r.since, r.value, r.entry.level) for r in book.rulings(JINJIANG)["quota"]] == [
        (date(2024, 3, 28), 18, ()), (date(2026, 1, 1), 20, ()), (date(2026, 6, 1), 25, ("51", "01")),
    ]  # fmt: skip


def test_a_name_may_be_left_to_the_provinces_and_is_missed_elsewhere(folder: Path) -> None:
    write(
        folder,
        "national/rules.yaml",
        NATIONAL.replace(NATIONAL[NATIONAL.index("pension_ppm") : NATIONAL.index("bands")], ""),
    )
    write(folder, "51/rules.yaml", entry("pension_ppm", "{2026-01-01: 16%}"))
    book = load(folder)
    assert book.of(JINJIANG).pension_ppm.on(date(2026, 7, 1)) == 160_000
    with pytest.raises(PolicyFault, match="no value for pension_ppm in the nation"):
        book.of(SHANGHAI)


def test_a_fault_below_is_found_at_the_start_even_where_other_names_are_missing(folder: Path) -> None:
    write(
        folder,
        "national/rules.yaml",
        NATIONAL.replace(NATIONAL[NATIONAL.index("pension_ppm") : NATIONAL.index("bands")], ""),
    )
    write(folder, "51/rules.yaml", entry("pension_ppm", "{2026-01-01: 16%}"))
    write(folder, "31/rules.yaml", entry("quota", "{2026-01-01: many}"))
    assert "'many' is not int" in fault(folder)
