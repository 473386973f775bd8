"""Reading `lexicon.yaml`."""

from collections.abc import Sequence

from corpus.errors import Fault
from corpus.lexicon import Lexicon
from corpus.readers.yamlfile import YamlFile


def read_lexicon(file: YamlFile) -> tuple[Lexicon, list[Fault]]:
    """The lexicon in `file`, as far as it can be read, and its faults."""
    if file.value is None:
        return Lexicon(), file.faults
    lexicon = file.validate(Lexicon, file.value) or Lexicon()
    for section in ("abbreviations", "english"):
        for short, meaning in getattr(lexicon, section).items():
            _check_term(file, (section, short), short, (meaning,))
    for term, others in lexicon.synonyms.items():
        _check_term(file, ("synonyms", term), term, others)
    return lexicon, file.faults


def _check_term(file: YamlFile, path: tuple[str, str], term: str, meant: Sequence[str]) -> None:
    """Add a fault for a term without a word in it, or that means itself."""
    if not all(any(map(str.isalnum, text)) for text in (term, *meant)):
        todo = "Ghi ít nhất một từ ở hai bên dấu hai chấm, hoặc bỏ dòng này."
        file.faults.append(file.fault(path, f"mục “{term}” có chỗ để trống", todo))
    if term in meant:
        file.faults.append(file.fault(path, f"“{term}” là nghĩa của chính nó", "Bỏ từ trùng này."))
