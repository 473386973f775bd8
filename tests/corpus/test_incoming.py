"""A file's text becomes a document: what is found, what is guessed, what must be asked for."""

import datetime as dt
import unicodedata

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from corpus.dates import HANOI
from corpus.documents import Document
from corpus.errors import Refusal
from corpus.library import SHIPPED
from corpus.readers.article import FrontMatter, read_article
from corpus.readers.extracted import Extract
from corpus.readers.incoming import Incoming, incoming
from corpus.readers.slugs import is_safe_name, slug
from corpus.readers.structure import number_passages
from tests.corpus import official

DAY = {"published": "2024-05-06"}
ARTICLE = "Chợ đò họp sớm\n\nChợ họp từ bốn giờ.\n\n1. Bán cá.\n\n2. Bán lưới."


def extract(text: str, **known: object) -> Extract:
    return Extract(name="tep.txt", format="text", text=text, **known)  # type: ignore[arg-type]


def read(text: str) -> Document:
    document, faults = read_article(unicodedata.normalize("NFC", text), "articles/a.md")
    assert faults == []
    assert document is not None
    return document


def test_an_official_document_needs_nothing_but_its_text() -> None:
    made = incoming(extract(official.PARTY_DIRECTIVE))
    assert made.front == FrontMatter(
        id="77-ct-tu",
        title="Chỉ thị số 77-CT/TU về việc giữ gìn tiếng hát chèo thuyền",
        publisher="Ban Thường vụ Tỉnh ủy Hoa Sen",
        published=dt.datetime(2017, 4, 21, tzinfo=HANOI),
        directive="77-CT/TU",
        type="Chỉ thị",
        issuer="Ban Thường vụ Tỉnh ủy Hoa Sen",
        subject="về việc giữ gìn tiếng hát chèo thuyền",
        supersedes=("15-CT/TU",),
    )
    assert set(made.guessed) == made.front.model_fields_set
    places = [p.locator for p in read(made.to_markdown()).passages]
    assert {"Mục 1", "Mục 3 đoạn 2"} < set(places)


def test_what_is_given_wins_over_the_front_matter_and_that_over_the_head() -> None:
    file = extract(
        official.PARTY_DIRECTIVE, front="issuer: Tỉnh ủy\nsubject: Hát", url="https://a.example/"
    )
    made = incoming(file, {"number": "78-CT/TU", "subject": "Chèo"})
    assert (made.front.directive, made.front.id) == ("78-CT/TU", "78-ct-tu")
    assert (made.front.issuer, made.front.subject) == ("Tỉnh ủy", "Chèo")
    assert made.front.url == "https://a.example/"
    assert not {"directive", "issuer", "subject"} & {*made.guessed}
    assert {"type", "published", "id", "url"} <= {*made.guessed}


def test_a_day_in_the_text_comes_before_the_files_and_an_admins_before_both() -> None:
    made = incoming(extract(official.PARTY_DIRECTIVE), DAY)
    assert made.front.published == dt.datetime(2017, 4, 21, tzinfo=HANOI)
    told = incoming(extract(official.PARTY_DIRECTIVE), {**DAY, "date": "1/2/2020"})
    assert told.front.published == dt.datetime(2020, 2, 1, tzinfo=HANOI)
    assert "published" not in told.guessed


def test_an_article_has_its_first_line_for_a_title_and_the_files_day() -> None:
    made = incoming(extract(ARTICLE), {**DAY, "publisher": "Bản tin Hoa Sen"})
    assert made.front == FrontMatter(
        id="ban-tin-hoa-sen-cho-do-hop-som",
        title="Chợ đò họp sớm",
        publisher="Bản tin Hoa Sen",
        published=dt.datetime(2024, 5, 6, tzinfo=HANOI),
    )
    assert set(made.guessed) == {"id", "title", "published"}
    assert made.body.startswith("Chợ họp từ bốn giờ.")
    assert [p.locator for p in read(made.to_markdown()).passages] == ["lead.1", "1", "2"]


@pytest.mark.parametrize(
    ("text", "given", "code", "said"),
    [
        pytest.param(ARTICLE, DAY, "needs", "--publisher", id="no publisher"),
        pytest.param(ARTICLE, {"publisher": "B"}, "needs", "--date", id="no day"),
        pytest.param("Chỉ một đoạn.", {**DAY, "publisher": "B"}, "needs", "--title", id="no title"),
        pytest.param(" \n…\n", DAY, "empty", "không có chữ nào", id="no word"),
        pytest.param(ARTICLE, {"date": "31/2/2024"}, "date", "31/2/2024", id="no such day"),
        pytest.param(ARTICLE, {**DAY, "publisher": "B", "id": "../x"}, "id", "../x", id="path"),
        pytest.param(ARTICLE, {**DAY, "publisher": "B", "id": "con"}, "id", "con", id="device"),
        pytest.param(ARTICLE, {"mau": "đỏ"}, "field", "mau", id="field nobody knows"),
    ],
)  # fmt: skip
def test_what_is_needed_and_not_found_is_asked_for_by_name(
    text: str, given: dict[str, str], code: str, said: str
) -> None:
    with pytest.raises(Refusal) as refused:
        incoming(extract(text), given)
    assert refused.value.code == code
    assert refused.value.name == "tep.txt"
    assert said in str(refused.value)


@pytest.mark.parametrize("front", ["- a", "id: [", "mau: đỏ", "published: 2024-02-30"])
def test_front_matter_that_cannot_be_read_is_refused(front: str) -> None:
    with pytest.raises(Refusal):
        incoming(extract(ARTICLE, front=front), {**DAY, "publisher": "B"})


def test_what_is_odd_in_the_numbers_is_told_to_the_admin() -> None:
    text = official.STATE_WITH_CHAPTERS.replace("Điều 3a.", "Điều 3.")
    made = incoming(extract(text, notes=("đã đổi bảng mã",)))
    assert made.notes == (
        "đã đổi bảng mã",
        "số lặp lại: “Điều 3” lần thứ 2 gọi là lần 2",
    )


def test_the_page_of_the_shipped_article_gives_the_passages_that_ship() -> None:
    (path,) = (SHIPPED / "articles").glob("*.md")
    shipped = read(path.read_text(encoding="utf-8"))
    body = path.read_text(encoding="utf-8").split("---\n", 2)[2]
    page = extract(
        f"{shipped.title}\n\n{body}",
        title=shipped.title,
        author=shipped.author,
        publisher=shipped.publisher,
        published=shipped.published,
        section=shipped.section,
        url=shipped.url,
    )
    made = read(incoming(page, {"id": shipped.id}).to_markdown())
    assert made == shipped


def test_a_file_of_the_library_comes_in_as_it_is() -> None:
    (path,) = (SHIPPED / "articles").glob("*.md")
    text = path.read_text(encoding="utf-8")
    front, body = text.split("---\n", 2)[1:]
    made = incoming(extract(body, front=front))
    assert made.guessed == ()
    assert read(made.to_markdown()) == read(text)


@pytest.mark.parametrize("name", [n for n in vars(official) if n.isupper()])
def test_a_document_made_into_a_file_comes_in_again_the_same(name: str) -> None:
    given = {**DAY, "publisher": "Bản tin Hoa Sen"}
    made = incoming(extract(getattr(official, name)), given)
    front, body = made.to_markdown().split("---\n", 2)[1:]
    again = incoming(extract(body, front=front))
    assert (again.front, again.body) == (made.front, made.body)


HOSTILE = st.one_of(
    st.text(min_size=1, max_size=20),
    st.sampled_from(["---", "a: b", "'", '"', "# x", "null", "~", "=", "- x", "[a", "{b", "&x",
                     "*x", "!t", "yes", "2024-01-01", "| a | b |", "x\n---\ny", "%YAML", "\u0301"]),
)  # fmt: skip
BODY = st.lists(
    st.one_of(HOSTILE, st.sampled_from(["![]()", "|a|b|\n|-|-|\n|1|2|", "1. Một", "id: x"])),
    max_size=8,
).map("\n\n".join)


@settings(max_examples=200, deadline=None)
@given(title=HOSTILE, publisher=HOSTILE, body=BODY, directive=st.none() | HOSTILE)
@example(title="---", publisher="null", body="---\nid: y\n---\n\r\r\nx", directive="'#")
def test_any_document_is_read_back_as_it_was_written(
    title: str, publisher: str, body: str, directive: str | None
) -> None:
    given = {**DAY, "title": title, "publisher": publisher, "number": directive or " "}
    try:
        made = incoming(extract(body), given)
    except Refusal:
        return
    text, passages = number_passages(made.front.id, made.body, official=made.front.is_official)
    document = read(made.to_markdown())
    assert (document.text, document.passages) == (text, passages)
    assert FrontMatter(**document.model_dump(include=set(FrontMatter.model_fields))) == made.front
    assert Incoming.model_validate_json(made.model_dump_json()) == made


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=120))
@example("../../etc/passwd")
@example("CON")
@example("Ư" * 100)
def test_any_words_make_a_name_that_is_safe(text: str) -> None:
    assert is_safe_name(slug(text))
    assert slug(slug(text)) == slug(text)


def test_vietnamese_letters_are_folded_in_a_name() -> None:
    assert slug("Nghị định 04/2015/NĐ-CP: Đường, ưỡn ẹo") == "nghi-dinh-04-2015-nd-cp-duong-uon-eo"
    assert slug("???") != slug("!!!")
