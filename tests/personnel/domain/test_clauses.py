"""A clause finds the versions of grade schemes that rest on it, those that were replaced among them."""

from dataclasses import replace
from datetime import date

from services.personnel.domain.clauses import RestingScheme, resting
from shared.kernel import region

FIRST = RestingScheme(
    region=region("51", "01", "07"), code="DEMO", version=1, since=date(2020, 1, 1), document="武社工〔2020〕1号",
    article="第三条", means="三岗十八级",
)  # fmt: skip
SECOND = replace(FIRST, version=2, since=date(2026, 1, 1), article="第四条")
OTHER = replace(FIRST, version=3, since=date(2026, 7, 1), document="武社工〔2026〕9号")
EVERY = (FIRST, SECOND, OTHER)


def test_a_document_finds_every_version_that_it_published_and_an_article_only_its_own() -> None:
    assert resting(EVERY, "武社工〔2020〕1号", "", date(2027, 1, 1)) == (FIRST, SECOND)
    assert resting(EVERY, "武社工〔2020〕1号", "第四条", date(2027, 1, 1)) == (SECOND,)
    assert resting(EVERY, "没有这个文件", "", date(2027, 1, 1)) == ()


def test_what_has_not_begun_rules_nobody() -> None:
    assert resting(EVERY, "武社工", "", date(2025, 12, 31)) == (FIRST,)
