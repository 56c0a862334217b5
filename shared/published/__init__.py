"""The public contracts: one package per publisher, one file per capability."""

from shared.published.envelope import Name, News, Published, subject_of, void_subject

__all__ = ["Name", "News", "Published", "subject_of", "void_subject"]
