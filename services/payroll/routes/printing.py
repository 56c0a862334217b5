"""Pages to be printed: one file of HTML with its own style, no script, nothing loaded; every value escaped."""

from base64 import b64encode
from collections.abc import Iterable, Sequence
from enum import StrEnum
from hashlib import sha256
from html import escape
from typing import Final

from fastapi import Response

from services.payroll.routes.wording import words


class Paper(StrEnum):
    A4 = "A4"
    A5 = "A5"


STYLE: Final = {
    paper: (
        f"@page{{size:{paper.value};margin:12mm}}body{{font:{size}pt/1.4 'Noto Serif CJK SC','SimSun',serif;color:#000}}"
        "h1{font-size:1.4em;text-align:center;margin:0 0 .6em}h1 small{display:block;font-size:.6em;font-weight:normal}"
        "table{width:100%;border-collapse:collapse;margin:.5em 0}th,td{border:.4pt solid #444;padding:.2em .4em;text-align:left}"
        "td.n{text-align:right;font-variant-numeric:tabular-nums}th small{display:block;font-weight:normal}"
        "tr{break-inside:avoid}pre{font-size:6pt;white-space:pre-wrap;overflow-wrap:anywhere;border:.4pt dashed #444;padding:.4em}"
    )
    for paper, size in ((Paper.A4, 10), (Paper.A5, 8))
}
_HASHES: Final = {paper: b64encode(sha256(css.encode()).digest()).decode() for paper, css in STYLE.items()}


def page(title: str, worker: str, paper: Paper, parts: Iterable[str]) -> Response:
    """The page as an answer that a browser shows and prints and that may do nothing else."""
    said = words("words")[title]
    html = (
        f'<!doctype html><html lang="zh"><head><meta charset="utf-8"><title>{escape(said["zh"])} {escape(said["en"])}</title>'
        f"<style>{STYLE[paper]}</style></head>"
        f'<body data-worker="{escape(worker)}"><h1>{label(title)}</h1>{"".join(parts)}</body></html>\n'
    )
    policy = (
        f"default-src 'none'; style-src 'sha256-{_HASHES[paper]}'; sandbox; frame-ancestors 'none'; base-uri 'none'; "
        "form-action 'none'"
    )
    return Response(html.encode(), media_type="text/html; charset=utf-8", headers={"content-security-policy": policy})


def label(name: str, list_: str = "words") -> str:
    said = words(list_)[name]
    return f"{escape(said['zh'])}<small>{escape(said['en'])}</small>"


def pairs(found: Sequence[tuple[str, str]]) -> str:
    """Names on the left, values on the right."""
    rows = "".join(f"<tr><th>{label(name)}</th><td>{escape(value)}</td></tr>" for name, value in found)
    return f"<table>{rows}</table>"


def table(heads: Sequence[str], rows: Iterable[Sequence[str]], *, numbers: int) -> str:
    """The last `numbers` columns are amounts. Cells are texts, or labels already made by `label`."""
    top = "".join(f"<th>{label(head)}</th>" for head in heads)
    words_ = len(heads) - numbers
    body = "".join(
        "<tr>"
        + "".join(f'<td class="{"n" if n >= words_ else "t"}">{cell}</td>' for n, cell in enumerate(row))
        + "</tr>"
        for row in rows
    )
    return f"<table><tr>{top}</tr>{body}</table>"


def note(text: str) -> str:
    return f"<pre>{escape(text)}</pre>"
