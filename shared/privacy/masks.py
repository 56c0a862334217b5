"""What is shown to those without a need: enough to recognise, not enough to use."""

from typing import Final

from shared.privacy.catalogue import MaskKind

STAR: Final = "＊"
COMPOUND: Final = (
    "欧阳 司马 上官 诸葛 东方 皇甫 尉迟 公孙 慕容 令狐 宇文 长孙 司徒 司空 夏侯 端木 南宫 申屠 轩辕 独孤 拓跋 呼延 闻人 "
    "赫连 澹台 宗政 濮阳 公羊 淳于 单于 太叔 仲孙 钟离 鲜于 闾丘 第五 东郭 西门 百里 纳兰 完颜 叶赫 羊舌 微生 梁丘 左丘 "
    "东门 南门 谷梁 万俟 乐正 公冶"
)


def masked(kind: MaskKind, text: str) -> str:
    """`王＊＊`, `欧阳＊`; `510***…0000` for an id number (never the birth date); `138****5678`; the last four of a card.

    What has not the length that its kind should have shows less, or nothing; of a sentence nothing is shown, not even how long it is.
    """
    match kind:
        case "surname":
            shown = 2 if len(text) > 2 and text[:2] in COMPOUND else 1
            return text[:shown] + STAR * max(1, len(text) - shown)
        case "id_number":
            return _ends(text, 3, 4) if len(text) == 18 else _ends(text, 0, 0)
        case "phone":
            return _ends(text, 3, 4) if len(text) >= 11 else _ends(text, 0, min(4, len(text) // 2))
        case "tail":
            return _ends(text, 0, min(4, len(text) // 2))
        case "text":
            return STAR * 3


def _ends(text: str, first: int, last: int) -> str:
    return text[:first] + "*" * (len(text) - first - last) + text[len(text) - last :]
