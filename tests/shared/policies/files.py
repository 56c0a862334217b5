"""Rules of a service that does not exist, written to files as people write them."""

from enum import StrEnum
from pathlib import Path

import pytest

from shared.kernel import Dated, always, record, region
from shared.policies import PolicyBook, PolicyFault

CHENGDU, JINJIANG, SHANGHAI = region("51", "01"), region("51", "01", "04"), region("31")


class Side(StrEnum):
    WORKER = "WORKER"
    EMPLOYER = "EMPLOYER"


@record
class Band:
    upto_fen: int | None
    rate_ppm: int
    side: Side = Side.WORKER


@record
class Policies:
    quota: Dated[int]
    pension_ppm: Dated[int]
    bands: Dated[tuple[Band, ...]]
    scheme: Dated[str] = always("laid over at run time")


NATIONAL = """
quota:
  means: Workers for each 10,000 residents.
  source: 关于加强社区工作者队伍建设的意见, article 3
  open: {by: "关于加强社区工作者队伍建设的意见, article 3"}
  values: {2024-03-28: 18, 2026-01-01: 20}
pension_ppm:
  means: The employer's share.
  source: 国办发〔2019〕13号 第一条
  open: {by: 国办发〔2019〕13号}
  values: {2019-05-01: 16%}
bands:
  means: Tax bands.
  source: IIT Law art. 3
  open: {by: IIT Law}
  values:
    2019-01-01:
      - {upto_fen: "36000.00", rate_ppm: 3%}
      - {upto_fen: null, rate_ppm: 10%, side: EMPLOYER}
"""


def write(folder: Path, name: str, text: str) -> None:
    (folder / name).parent.mkdir(parents=True, exist_ok=True)
    (folder / name).write_text(text, "utf-8")


def entry(name: str, values: str, *, opened: str = "") -> str:
    left = f"  open: {{by: 川府发〔2026〕1号{opened and ', ' + opened}}}\n" if opened != "closed" else ""
    return f"{name}:\n  means: A meaning.\n  source: 川人社发〔2026〕1号 第一条\n{left}  values: {values}\n"


def load(folder: Path) -> PolicyBook[Policies]:
    return PolicyBook.load(Policies, folder)


def fault(folder: Path) -> str:
    with pytest.raises(PolicyFault) as found:
        load(folder)
    return str(found.value)
