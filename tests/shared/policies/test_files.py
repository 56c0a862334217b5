"""Rules are dated data: each value with a meaning, a legal source and days; what is wrong stops the start, not a pay run."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from shared.kernel import NATION, record, region
from shared.policies import Clause, PolicyBook, PolicyFault, clauses, typed
from tests.golden.samples import services
from tests.shared.policies.files import (
    JINJIANG,
    NATIONAL,
    SHANGHAI,
    Band,
    Policies,
    Side,
    entry,
    fault,
    load,
    write,
)


def test_values_are_read_into_the_types_declared(folder: Path) -> None:
    policies = load(folder).of(NATION)
    assert [policies.quota.on(day) for day in (date(2025, 12, 31), date(2026, 1, 1))] == [18, 20]
    assert policies.pension_ppm.on(date(2026, 1, 1)) == 160_000
    assert policies.bands.on(date(2026, 1, 1)) == (
        Band(upto_fen=3_600_000, rate_ppm=30_000), Band(upto_fen=None, rate_ppm=100_000, side=Side.EMPLOYER),
    )  # fmt: skip
    assert policies.scheme.on(date(2026, 1, 1)) == "laid over at run time"


@pytest.mark.parametrize("word", ["means", "source", "values"])
@pytest.mark.parametrize("given", ["", '""', "null", "{}"])
def test_a_value_without_a_meaning_a_source_or_days_is_refused(folder: Path, word: str, given: str) -> None:
    lines = {"means": "A meaning.", "source": "A law.", "values": "{2026-01-01: 20}", word: given}
    write(folder, "51/01/quota.yaml", "quota:\n" + "".join(f"  {key}: {value}\n" for key, value in lines.items()))
    assert f"quota has no {word}" in fault(folder)
    del lines[word]
    write(folder, "51/01/quota.yaml", "quota:\n" + "".join(f"  {key}: {value}\n" for key, value in lines.items()))
    assert f"quota has no {word}" in fault(folder)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[]", "a mapping of names is expected"),
        ("", "a mapping of names is expected"),
        ("quota: 20", "must hold means, source, values"),
        ("quota: {means: m, source: s 第一条, values: {2026-01-01: 1}, note: x}", "must hold means, source, values"),
        (entry("quota", "{soon: 20}"), "must be given by day"),
        (entry("quota", "[20]"), "must be given by day"),
        (entry("quota", "{2026: 20}"), "must be given by day"),
        (entry("quota", "{2026-01-01 08:00:00: 20}"), "must be given by day"),
        (entry("qota", "{2026-01-01: 20}"), "nobody asks for qota"),
        (entry("scheme", "{2026-01-01: x}"), "nobody asks for scheme"),
        (entry("quota", "{2026-01-01: 20}") * 2, "quota is given twice"),
        (entry("quota", "{2026-01-01: 20, 2026-01-01: 21}"), "2026-01-01 is given twice"),
        (entry("quota", "{2026-01-01: '20'}"), "'20' is not int"),
        (entry("quota", "{2026-01-01: 20.0}"), "20.0 is not int"),
        (entry("quota", "{2026-01-01: true}"), "True is not int"),
        (entry("quota", "{2026-01-01: null}"), "None is not int"),
        (entry("pension_ppm", "{2026-01-01: 16}"), "16 is not written as a text"),
        (entry("pension_ppm", "{2026-01-01: 0.16}"), "0.16 is not written as a text"),
        (entry("pension_ppm", "{2026-01-01: 16.00001%}"), "finer than one part per million"),
        (entry("pension_ppm", "{2026-01-01: sixteen}"), "not a rate"),
        (entry("bands", "{2026-01-01: {upto_fen: '1', rate_ppm: 3%}}"), "is not a list"),
        (entry("bands", "{2026-01-01: [{upto_fen: '1', rate_ppm: 3%, x: 1}]}"), "does not fit Band"),
        (entry("bands", "{2026-01-01: [{upto_fen: '1'}]}"), "rate_ppm"),
        (entry("bands", "{2026-01-01: [3]}"), "does not fit Band"),
        (entry("bands", "{2026-01-01: [{upto_fen: 36000, rate_ppm: 3%}]}"), "36000 is not written as a text"),
        (entry("bands", "{2026-01-01: [{upto_fen: '36,000', rate_ppm: 3%}]}"), "not an amount"),
        (entry("bands", "{2026-01-01: [{upto_fen: '1', rate_ppm: 3%, side: NOBODY}]}"), "not a valid Side"),
        ("quota: {", "expected"),
        ("quota: !!python/object/apply:os.getcwd []", "could not determine a constructor"),
    ],
)
def test_a_file_that_cannot_be_used_is_refused_by_its_name(folder: Path, text: str, said: str) -> None:
    write(folder, "51/01/rules.yaml", text)
    found = fault(folder)
    assert said in found
    assert str(Path("51", "01", "rules.yaml")) in found


def test_a_name_is_given_in_one_file_of_a_level_only(folder: Path) -> None:
    write(folder, "national/more.yaml", entry("quota", "{2026-01-01: 20}"))
    assert "quota is given twice at this level" in fault(folder)


def test_a_name_that_somebody_asks_for_and_nobody_gives_is_refused(folder: Path) -> None:
    write(folder, "national/rules.yaml", NATIONAL.replace("pension_ppm:", "pensoin_ppm:"))
    assert "nobody asks for pensoin_ppm" in fault(folder)
    write(folder, "national/rules.yaml", NATIONAL.split("pension_ppm:")[0])
    assert "no value anywhere for bands, pension_ppm" in fault(folder)


def test_a_source_is_read_document_by_document_with_its_article() -> None:
    assert clauses("社会保险法 第三十三条至第三十五条；人社部发〔2015〕71号；IIT Law, article 6; local demonstration value") == (
        Clause("社会保险法", "第三十三条至第三十五条"), Clause("人社部发〔2015〕71号", None), Clause("IIT Law", "article 6"),
        Clause("local demonstration value", None),
    )  # fmt: skip


def test_the_fingerprint_changes_with_a_value_a_source_and_a_day_where_they_rule_and_nowhere_else(folder: Path) -> None:
    def prints() -> tuple[str, str]:
        book = PolicyBook.load(Policies, folder)
        return book.fingerprint(JINJIANG), book.fingerprint(SHANGHAI)

    chengdu, shanghai = prints()
    assert chengdu == shanghai == prints()[0]
    write(folder, "51/01/own.yaml", "quota: {means: Ours., source: 成府发〔2026〕1号 第一条, values: {2026-01-01: 21}}")
    own, unchanged = prints()
    assert (own != chengdu, unchanged) == (True, shanghai)
    for before, after in (
        ("18, 2026-01-01", "19, 2026-01-01"),
        ("article 3", "article 4"),
        ("2024-03-28: 19", "2024-04-01: 19"),
    ):
        rules = folder / "national" / "rules.yaml"
        rules.write_text(rules.read_text("utf-8").replace(before, after), "utf-8")
        assert prints()[1] not in (unchanged, shanghai)
        unchanged = prints()[1]


@pytest.mark.parametrize(
    ("source", "refused"),
    [("国办发〔2019〕13号", True), ("国办发〔2019〕13号 第一条", False), ("local demonstration value", False),
     ("某省规定 (number and article not found)", False), ("某省规定；另一规定 第三条", False)],
)  # fmt: skip
def test_a_rule_names_an_article_or_says_that_it_rests_on_none(folder: Path, source: str, refused: bool) -> None:
    write(folder, "51/01/rules.yaml", f"quota: {{means: Ours., source: {source}, values: {{2026-01-01: 21}}}}")
    if refused:
        assert "quota names no article" in fault(folder)
    else:
        load(folder)


def test_every_value_can_be_cited(folder: Path) -> None:
    write(folder, "51/01/rules.yaml", entry("quota", "{2026-06-01: 25}"))
    book = load(folder)
    cited = {(c.region, c.name): (c.means, c.source) for c in book.citations()}
    assert cited["51/01", "quota"] == ("A meaning.", "川人社发〔2026〕1号 第一条")
    assert cited["", "pension_ppm"] == ("The employer's share.", "国办发〔2019〕13号 第一条")
    assert len(cited) == 4
    below = region("51", "01", "07")
    assert [book.cited(name, below).region for name in ("quota", "pension_ppm")] == ["51/01", ""]
    with pytest.raises(KeyError):
        book.cited("repealed", below)


def test_a_field_that_is_not_dated_is_a_fault_of_the_programme(tmp_path: Path) -> None:
    @record
    class Undated:
        quota: int

    write(tmp_path, "national/rules.yaml", entry("quota", "{2026-01-01: 20}"))
    with pytest.raises(PolicyFault, match="must be declared as Dated"):
        PolicyBook.load(Undated, tmp_path)


@pytest.mark.parametrize(
    ("value", "kind", "made"),
    [([1, "a"], tuple[int, str], (1, "a")), ([], tuple[int, ...], ()), (None, int | None, None), (True, bool, True)],
)
def test_composed_values_are_typed_part_by_part(value: Any, kind: Any, made: Any) -> None:
    assert typed(value, kind, "x") == made


@pytest.mark.parametrize(
    ("value", "kind"), [([1], tuple[int, str]), ([1, "a", 2], tuple[int, str]), (1, bool), (1, str)]
)
def test_composed_values_of_another_shape_are_refused(value: Any, kind: Any) -> None:
    with pytest.raises((TypeError, ValueError)):
        typed(value, kind, "x")


@pytest.mark.parametrize("name", sorted(services()))
def test_the_rules_of_every_service_of_ours_can_be_used_and_cited(name: str) -> None:
    book: PolicyBook[Any] = PolicyBook.load(services()[name].policies, services()[name].folder / "policies")
    assert all(citation.means and citation.source for citation in book.citations())
