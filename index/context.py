"""What a passage of an official document stands under: the names of its Chương and its Điều."""

from corpus.documents import Document, Passage


def context_of(passage: Passage, document: Document) -> str:
    """The headings above `passage`, outermost first, on one line; empty where it has none."""
    above = []
    for depth in range(1, len(passage.sections) + 1):
        heading = document.headings.get(passage.sections[:depth])
        if heading is not None and heading is not passage:
            first = heading.text.partition("\n")[0]
            # Only what names the section: a clause's intro is a text of its own.
            if heading.sections == passage.sections[:depth]:
                above.append(first)
    return " ".join(above)
