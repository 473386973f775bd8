"""Words as they run on: found by runs of three, never across a document or a caption."""

from itertools import pairwise

from corpus.library import Library
from index.running import RUN, WORD, RunningText
from index.text import folded_key


def words_of(library: Library, locator: str) -> list[str]:
    passage = library.documents[0].passage(locator)
    assert passage is not None
    return WORD.findall(passage.text)


def test_every_run_of_a_passage_is_found_where_it_stands(library: Library) -> None:
    running = RunningText(library)
    for passage in library.passages:
        words = WORD.findall(passage.text)
        places = running.places(words)
        assert [at for at, _ in places] == list(range(len(words) - RUN + 1))
        for at, positions in places:
            assert any(running.passage_at(position) == passage for position in positions)
            for position in positions:
                found = [folded_key(w.lower()) for w in running.words(position, position + RUN)]
                assert found == [folded_key(w.lower()) for w in words[at : at + RUN]]


def test_a_span_is_where_the_word_is_printed(library: Library) -> None:
    running = RunningText(library)
    text = library.documents[0].text
    (_, (first, *_)), *_ = running.places(words_of(library, "3.4"))
    words = running.words(first, first + 20)
    spans = [running.span(position) for position in range(first, first + 20)]
    assert [text[start:end] for start, end in spans] == words
    gaps = [text[end:start] for (_, end), (start, _) in pairwise(spans)]
    assert [running.between(position) for position in range(first, first + 19)] == gaps


def test_a_run_goes_from_one_paragraph_into_the_next_past_a_caption(library: Library) -> None:
    running = RunningText(library)
    last, first = words_of(library, "3.6")[-2:], words_of(library, "3.7")[:1]
    ((_, (position,)),) = running.places([*last, *first])
    assert running.passage_at(position).locator == "3.6"
    assert running.passage_at(position + 2).locator == "3.7"
    assert "\n" in running.between(position + 1)


def test_no_run_goes_into_a_caption(library: Library) -> None:
    last, first = words_of(library, "3.6")[-2:], words_of(library, "caption.2")[:1]
    assert RunningText(library).places([*last, *first]) == []


def test_accents_and_capitals_do_not_count_for_finding(library: Library) -> None:
    running = RunningText(library)
    assert running.places("BÚA LIỀM VÀNG".split()) == running.places("bua liem vang".split()) != []


def test_unknown_and_too_few_words_are_found_nowhere(library: Library) -> None:
    running = RunningText(library)
    assert running.places([]) == running.places(["tuyên", "giáo"]) == []
    assert running.places(["búa", "liềm", "xanhhh"]) == []
