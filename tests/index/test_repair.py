"""A message made readable: short forms, keyboard keys, slips, English."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.library import Library
from index.query import Language
from index.repair import Repairer, language_of
from index.short_forms import ShortForms
from index.text import clean
from index.vocabulary import Vocabulary


@pytest.fixture(scope="module")
def repairer(library: Library) -> Repairer:
    return Repairer(Vocabulary(library), library.lexicon)


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        pytest.param("nv ntn", "nhiệm vụ như thế nào", id="small letters"),
        pytest.param("NV NTN", "nhiệm vụ như thế nào", id="capitals"),
        pytest.param("Hd của Btgtw", "hướng dẫn của ban tuyên giáo trung ương", id="mixed case"),
        pytest.param("qd và QĐ", "quyết định và quyết định", id="Đ typed as D"),
        pytest.param("đ/c phó trưởng ban", "đồng chí phó trưởng ban", id="with a slash"),
        pytest.param("mình ko rõ j", "mình không rõ gì", id="as in chat"),
        pytest.param("VHNT HN", "văn học nghệ thuật hà nội", id="two in a row"),
        pytest.param("bhyt, dlxh", "bảo hiểm y tế, dư luận xã hội", id="before a comma"),
        pytest.param("xyzt", "xyzt", id="unknown short forms stay"),
    ],
)
def test_short_forms_are_written_out_in_any_case(
    repairer: Repairer, typed: str, expected: str
) -> None:
    assert repairer.repair(typed, "vi") == expected


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        pytest.param("TU", "thành ủy", id="capitals are the body"),
        pytest.param("tu", "tu", id="small letters are a word"),
        pytest.param("chương trình của TU", "chương trình của thành ủy", id="in a sentence"),
        pytest.param("tu duong", "tu duong", id="a word without accents"),
        pytest.param("CUA TU BAN NAO", "cua tu ban nao", id="everything in capitals: a word"),
        pytest.param("TW", "trung ương", id="no word is spelt tw"),
        pytest.param("tw", "trung ương", id="no word is spelt tw, small"),
        pytest.param("09-ctr/tu", "09-chương trình/thành ủy", id="tu behind a type"),
        pytest.param("SỐ 09-CTR/TU", "số 09-chương trình/thành ủy", id="the same, shouted"),
        pytest.param("09-CTr/TU", "09-chương trình/thành ủy", id="TU behind a type"),
    ],
)
def test_a_short_form_spelt_like_a_word_must_be_capitals(
    repairer: Repairer, typed: str, expected: str
) -> None:
    assert repairer.repair(typed, "vi") == expected


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        pytest.param("NV6", "nhiệm vụ 6", id="task"),
        pytest.param("ct38", "chỉ thị 38", id="type"),
        pytest.param("CTr09", "chương trình 09", id="leading zero"),
        pytest.param("qđ137", "quyết định 137", id="three digits"),
        pytest.param("quy2", "quy 2", id="a word"),
        pytest.param("q2", "quý ii", id="a short form with its digit"),
        pytest.param("vu5", "vu 5", id="one word is no VNI keyboard"),
        pytest.param("nhie65m vu5", "nhiệm vụ", id="two words are"),
        pytest.param("chi3 thi5 05", "chỉ thị 05", id="VNI, and a number"),
    ],
)
def test_glued_digits_come_apart(repairer: Repairer, typed: str, expected: str) -> None:
    assert repairer.repair(typed, "vi") == expected


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        pytest.param("nhiệmm vụụ", "nhiệm vụ", id="keys held too long"),
        pytest.param("khyuến họcc", "khuyến học", id="letters swapped"),
        pytest.param("dulieu", "du lieu", id="two words glued"),
        pytest.param("bảohiểm", "bảo hiểm", id="two words glued, with accents"),
        pytest.param("nhieemj vuj trongj taam", "nhiệm vụ trọng tâm", id="Telex"),
        pytest.param("quaan doi nhaan daan", "quân doi nhân dân", id="Telex in part"),
        pytest.param("thoong tin ddoois ngoaij", "thông tin đối ngoại", id="Telex oong"),
        pytest.param("n.vụ và c.tác", "nhiệm vụ và công tác", id="dotted short forms"),
        pytest.param("b.chí", "báo chí", id="a dotted short form keeps its accents"),
        pytest.param("link bài, file pdf", "link bài, file pdf", id="borrowed words are no slips"),
        pytest.param("list văn bản", "list văn bản", id="list is not lít"),
        pytest.param("task cuối", "nhiệm vụ cuối", id="an English term in a Vietnamese sentence"),
        pytest.param("số hóa data", "số hóa dữ liệu", id="data"),
        pytest.param("quý xvii", "quý xvii", id="Roman numerals"),
        pytest.param("và/hoặc", "và/hoặc", id="a slash between words"),
        pytest.param("“Búa Liềm” (2024)…", "“búa liềm” (2024)…", id="punctuation stays"),
        pytest.param("tư tưởng", "tư tưởng", id="good words stay"),
    ],
)
def test_slips_are_mended_and_words_left_alone(
    repairer: Repairer, typed: str, expected: str
) -> None:
    assert repairer.repair(typed, "vi") == expected


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("what is the key task", "what is the nhiệm vụ trọng tâm"),
        ("two priorities", "two nhiệm vụ"),
        ("party members and reporters", "đảng viên and phóng viên"),
        ("the city's cultural plans", "the thành phố văn hóa kế hoạch"),
        ("directive 30 of TU", "chỉ thị 30 of thành ủy"),
        ("a lengthy study", "a lengthy học tập"),
        ("multitasking", "multitasking"),
    ],
)
def test_english_gets_its_terms_in_vietnamese(
    repairer: Repairer, typed: str, expected: str
) -> None:
    assert repairer.repair(typed, "en") == expected


def test_every_word_of_the_article_survives_repair(
    repairer: Repairer, accented_words: tuple[str, ...]
) -> None:
    assert [word for word in accented_words if repairer.repair(word, "vi") != word] == []


def test_a_shouted_sentence_is_read_like_a_spoken_one(repairer: Repairer, library: Library) -> None:
    title = library.documents[0].title
    assert repairer.repair(title.upper(), "vi") == repairer.repair(title, "vi")


def test_printed_capital_short_forms_are_written_out(library: Library) -> None:
    printed = "UBND xã, NSND Lê A, hội VHNT; vhnt"
    assert ShortForms(library.lexicon).in_text(printed) == (
        "ủy ban nhân dân xã, nghệ sĩ nhân dân Lê A, hội văn học nghệ thuật; vhnt"
    )


@pytest.mark.parametrize("language", ["vi", "en"])
@settings(max_examples=60, deadline=None)
@given(text=st.text(max_size=60).map(clean))
def test_any_text_can_be_repaired(repairer: Repairer, language: Language, text: str) -> None:
    assert isinstance(repairer.repair(text, language), str)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("Ban nào soạn hướng dẫn này?", "vi", id="accents"),
        pytest.param("ban nao soan huong dan", "vi", id="no accents"),
        pytest.param("Which board issued it?", "en", id="English"),
        pytest.param("please show task four", "en", id="English, polite"),
        pytest.param("3.2", None, id="neither"),
        pytest.param("BTGTW", None, id="a code"),
        pytest.param("", None, id="nothing"),
    ],
)
def test_the_language_with_more_of_its_words_wins(text: str, expected: Language | None) -> None:
    assert language_of(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("the reporters of the capital", "en", id="the is thế without accents"),
        pytest.param("public opinion", "en", id="a noun and its adjective"),
        pytest.param("hanoi", None, id="a name of both"),
        pytest.param("task nay noi gi", "vi", id="one English word in a Vietnamese sentence"),
    ],
)
def test_the_lexicon_knows_more_english(
    repairer: Repairer, text: str, expected: Language | None
) -> None:
    assert repairer.language_of(text) == expected
