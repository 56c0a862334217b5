"""What is shown to those without a need: enough to recognise, not enough to use."""

from shared.privacy.catalogue import MaskKind

STAR = "＊"


def masked(kind: MaskKind, text: str) -> str:
    """`510***…0000` for an id number (never the birth date), `138****5678`, the last four of a card, `王＊＊`."""
    match kind:
        case "surname":
            return text[:1] + STAR * max(1, len(text) - 1)
        case "id_number":
            return text[:3] + "*" * max(0, len(text) - 7) + text[-4:] if len(text) > 7 else "*" * len(text)
        case "phone":
            return text[:3] + "*" * max(0, len(text) - 7) + text[-4:] if len(text) > 7 else "*" * len(text)
        case "tail":
            return "*" * max(0, len(text) - 4) + text[-4:] if len(text) > 4 else "*" * len(text)
