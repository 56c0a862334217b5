"""What front-ends and subscribers read is what the code says."""

from pathlib import Path

from deploy.local.documents import hearers, openapi, published, write_documents
from shared import consequences

DOCS = Path(__file__).parents[2] / "docs"


def test_the_committed_documents_are_those_of_the_code(tmp_path: Path) -> None:
    """`make docs` writes them anew."""
    write_documents(tmp_path)
    for file in sorted(path for path in tmp_path.rglob("*") if path.is_file()):
        name = file.relative_to(tmp_path)
        assert (DOCS / name).read_text() == file.read_text(), f"{name}: run make docs"


def test_who_is_said_to_listen_listens() -> None:
    """`make docs` writes it anew."""
    assert {name: list(services) for name, services in consequences.hearers().items()} == hearers()


def test_every_operation_has_a_name_and_a_sentence() -> None:
    for service in ("personnel", "training", "assessment", "payroll"):
        for path, methods in openapi(service)["paths"].items():
            for method, operation in methods.items():
                assert operation.get("operationId"), f"{method} {path}"
                assert operation.get("description") or operation.get("summary"), f"{method} {path}"


def test_every_published_event_says_what_it_means() -> None:
    told = list(published())
    assert len({(kind.told.type, kind.told.version) for kind in told}) == len(told)
    assert all(kind.told.type.count(".") == 2 for kind in told)
