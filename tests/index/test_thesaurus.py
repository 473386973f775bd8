"""Terms of the question that documents call something else."""

import pytest

from corpus.documents import Directive
from corpus.lexicon import Lexicon
from corpus.library import Library
from index.query import Word
from index.text import clean, fold, syllables
from index.thesaurus import Thesaurus
from index.vocabulary import Vocabulary

LEXICON = Lexicon(
    synonyms={
        "thiên tai": ("bão lũ", "hạn hán"),
        "tai nạn": ("bão lũ",),
        "bảo hiểm y tế": ("thẻ khám bệnh",),
        "y tế": ("khám bệnh",),
        "du lịch": ("đi chơi",),
    }
)
TEXT = "Phòng chống thiên tai, tai nạn; bảo hiểm y tế."


@pytest.fixture(scope="module")
def thesaurus() -> Thesaurus:
    directive = Directive(id="1-CT/TU", type="Chỉ thị", number="1", subject=TEXT)
    library = Library(version="0", documents=(), directives=(directive,), lexicon=LEXICON)
    return Thesaurus(library.lexicon, Vocabulary(library))


def names(thesaurus: Thesaurus, question: str, clause: int = 0) -> dict[str, set[str]]:
    """What each word of `question` may be called; words without another name are left out."""
    words = [Word(w, fold(w), clause) for w in syllables(clean(question))]
    found = zip(words, thesaurus.find(words), strict=True)
    return {w.typed: {n for c in concepts for n in c.names} for w, concepts in found if concepts}


@pytest.mark.parametrize("question", ["bão lũ", "bao lu", "Bão Lũ", "BÃO LŨ?"])
def test_a_term_has_every_name_the_lexicon_gives_it(thesaurus: Thesaurus, question: str) -> None:
    called = list(names(thesaurus, question).values())
    assert called == [{"thien tai", "tai nan"}] * 2


@pytest.mark.parametrize("question", ["bảo lũ", "lũ bão", "bão và lũ", "bão"])
def test_other_words_are_other_terms(thesaurus: Thesaurus, question: str) -> None:
    assert names(thesaurus, question) == {}


def test_synonyms_of_one_term_are_not_synonyms_of_each_other(thesaurus: Thesaurus) -> None:
    assert "bao lu" not in names(thesaurus, "hạn hán")["hạn"]


def test_terms_may_overlap(thesaurus: Thesaurus) -> None:
    called = names(thesaurus, "thẻ khám bệnh")
    assert called == {
        "thẻ": {"bao hiem i te"},
        "khám": {"bao hiem i te", "i te"},
        "bệnh": {"bao hiem i te", "i te"},
    }


def test_a_name_that_no_document_uses_is_left_out(thesaurus: Thesaurus) -> None:
    assert names(thesaurus, "đi chơi") == {}


def test_a_term_stands_in_one_clause(thesaurus: Thesaurus) -> None:
    words = [Word("bão", "bao", 0), Word("lũ", "lu", 1)]
    assert thesaurus.find(words) == [(), ()]


def test_two_consonants_may_be_any_two_words_with_these_initials(thesaurus: Thesaurus) -> None:
    assert names(thesaurus, "TT")["tt"] == {"thien tai", "tai tai"}
    assert names(thesaurus, "YT") == {}
