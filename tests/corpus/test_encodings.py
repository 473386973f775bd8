"""Bytes to text: every letter of Vietnamese in every encoding, and what is refused."""

import unicodedata
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.errors import Refusal
from corpus.readers.encodings import convert_legacy, decode
from corpus.readers.legacy import NAMES, Encoding, convert, raise_capitals
from tests.corpus.old_letters import LETTERS, SMALL, misread_as, old_bytes

OLD: tuple[Encoding, ...] = ("tcvn3", "vni", "cp1258")
WORDS = """
    phường hoa sen họp giao ban về việc dọn kênh mương trước mùa mưa tổ dân phố được giao rà soát
    từng hộ ở ven sông nghĩa trang cũ những chỗ ngập úng phải sửa xong trong tháng bảy bí thư chi bộ
    kỷ luật khuyến học người cao tuổi thủy lợi đê điều quyết định ủy ban nhân dân
""".split()
TEXT = (
    "Điều 5. Phường Hoa Sen dọn kênh mương trước mùa mưa; tổ trưởng tổ dân phố báo cáo kết quả.\n"
    "Ủy ban nhân dân phường chịu trách nhiệm thực hiện, “không để ngập úng” – theo đúng kế hoạch."
)
sentences = st.lists(st.sampled_from(WORDS), min_size=6, max_size=40).map(" ".join)


@pytest.mark.parametrize(
    ("shown", "encoding", "meant"),
    [
        pytest.param("ChØ thÞ", "tcvn3", "Chỉ thị", id="two words"),
        pytest.param("CHÆ THÒ", "vni", "CHỈ THỊ", id="VNI has capitals"),
        pytest.param(
            "Céng hoµ x· héi chñ nghÜa ViÖt Nam",
            "tcvn3",
            "Cộng hoà xã hội chủ nghĩa Việt Nam",
            id="the motto's line, TCVN3",
        ),
        pytest.param(
            "Coäng hoøa xaõ hoäi chuû nghóa Vieät Nam",
            "vni",
            "Cộng hòa xã hội chủ nghĩa Việt Nam",
            id="the motto's line, VNI",
        ),
        pytest.param("§¶ng bé ®ãng gãp ­u ®iÓm", "tcvn3", "Đảng bộ đóng góp ưu điểm", id="ư"),
        pytest.param("Ñöùc Thoï, Ñieän Bieân", "vni", "Đức Thọ, Điện Biên", id="horned letters"),
    ],
)
def test_letters_that_were_misread_are_read_as_meant(
    shown: str, encoding: Encoding, meant: str
) -> None:
    assert convert_legacy(shown) == (meant, NAMES[encoding])


@pytest.mark.parametrize("encoding", ["vni", "cp1258"])
def test_every_letter_comes_back(encoding: Encoding) -> None:
    for letter in LETTERS:
        shown = old_bytes(letter, encoding).decode("cp1252")
        assert convert(shown, encoding) == letter


def test_every_small_letter_of_tcvn3_comes_back() -> None:
    for letter in SMALL:
        assert convert(misread_as(letter, "tcvn3"), "tcvn3") == letter
    assert [convert(misread_as(c, "tcvn3"), "tcvn3") for c in "ĂÂÊÔƠƯĐ"] == list("ĂÂÊÔƠƯĐ")


@pytest.mark.parametrize("encoding", OLD)
def test_an_old_file_is_read_and_said_so(encoding: Encoding) -> None:
    text, notes = decode(old_bytes(TEXT, encoding), "cu.txt")
    expected = TEXT.replace("Ủy", "ủy") if encoding == "tcvn3" else TEXT
    assert text == expected
    assert NAMES[encoding] in notes[0]
    assert ("chữ hoa" in " ".join(notes)) == (encoding == "tcvn3")


@pytest.mark.parametrize("encoding", OLD)
@given(text=sentences)
def test_old_bytes_of_any_text_are_read_or_refused_never_misread(
    encoding: Encoding, text: str
) -> None:
    read = None
    with suppress(Refusal):
        read, _ = decode(old_bytes(text, encoding), "cu.txt")
    assert read in (text, None)


@pytest.mark.parametrize("encoding", ["tcvn3", "vni"])
@given(text=sentences.filter(lambda text: len(text) > 80))
def test_old_letters_in_a_unicode_file_are_read_too(encoding: Encoding, text: str) -> None:
    assert convert_legacy(misread_as(text, encoding)) == (text, NAMES[encoding])


@given(text=sentences)
def test_proper_unicode_is_left_alone(text: str) -> None:
    assert convert_legacy(text) == (text, None)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Hà Nam có là", id="only letters that Latin-1 has too"),
        pytest.param("Café Élysée, Noël naïve", id="French"),
        pytest.param("São Paulo, Krông Hoa, Zürich", id="names"),
        pytest.param("25°C ± 3 m² · © 2024 « tin »", id="signs"),
        pytest.param("Xã Krông Sen gặp đoàn của Café Noël", id="Vietnamese with foreign words"),
        pytest.param("", id="nothing"),
    ],
)
def test_what_is_no_old_encoding_is_left_alone(text: str) -> None:
    assert convert_legacy(text) == (text, None)


def test_a_paragraph_in_old_letters_amid_unicode_is_converted_alone() -> None:
    text = "Chỉ thị về dọn kênh mương\n\nTæ d©n phè b¸o c¸o kÕt qu¶\n\nTổ trưởng chØ ®¹o"
    assert convert_legacy(text) == (
        "Chỉ thị về dọn kênh mương\n\nTổ dân phố báo cáo kết quả\n\nTổ trưởng chỉ đạo",
        "TCVN3 (ABC)",
    )


@pytest.mark.parametrize(
    ("small", "raised"),
    [
        pytest.param("CHỉ THị", "CHỈ THỊ", id="a heading"),
        pytest.param("ủY BAN NHâN DâN Xã", "ỦY BAN NHÂN DÂN XÃ", id="one at the end"),
        pytest.param("Lê Vũ A", "Lê Vũ A", id="a name of three capitals"),
        pytest.param("Sở Y tế", "Sở Y tế", id="capitals at the beginning only"),
        pytest.param("xã Tổ ĐộI TRƯởNG ở xã", "xã Tổ ĐỘI TRƯỞNG ở xã", id="two words"),
        pytest.param("CộNG HòA Xã HộI", "CỘNG HÒA XÃ HỘI", id="a word without plain small letters"),
        pytest.param("UBND ở TP", "UBND Ở TP", id="a line without small letters"),
    ],
)
def test_capitals_of_tcvn3_are_raised_where_the_plain_letters_say_so(
    small: str, raised: str
) -> None:
    assert raise_capitals(small) == raised


@pytest.mark.parametrize(
    ("data", "note"),
    [
        pytest.param(TEXT.encode("utf-8"), None, id="UTF-8"),
        pytest.param(TEXT.encode("utf-8-sig"), None, id="UTF-8 with its mark"),
        pytest.param(
            b"\xff\xfe" + TEXT.encode("utf-16-le"), "UTF-16", id="UTF-16 LE with its mark"
        ),
        pytest.param(
            b"\xfe\xff" + TEXT.encode("utf-16-be"), "UTF-16", id="UTF-16 BE with its mark"
        ),
        pytest.param(TEXT.encode("utf-16-le"), "UTF-16", id="UTF-16 LE without"),
        pytest.param(TEXT.encode("utf-16-be"), "UTF-16", id="UTF-16 BE without"),
        pytest.param(TEXT.encode("utf-32"), "UTF-32", id="UTF-32"),
        pytest.param(unicodedata.normalize("NFD", TEXT).encode(), None, id="decomposed"),
        pytest.param(TEXT.replace("\n", "\r\n").encode(), None, id="Windows lines"),
        pytest.param(TEXT.replace("\n", "\r").encode(), None, id="old Mac lines"),
    ],
)
def test_unicode_in_any_dress_is_the_same_text(data: bytes, note: str | None) -> None:
    text, notes = decode(data, "a.txt")
    assert text == TEXT
    assert [note] == [note if note in one else one for one in notes] if note else notes == ()


def test_quotation_marks_alone_need_no_guess() -> None:
    assert decode("Viec “giao ban” – xong".encode("cp1252"), "a.txt")[0] == "Viec “giao ban” – xong"


@pytest.mark.parametrize(
    ("data", "code", "said"),
    [
        pytest.param(
            TEXT.encode()[:9] + b"\xe1\xbb", "truncated", "cắt cụt", id="UTF-8 cut in a letter"
        ),
        pytest.param(
            b"\xff\xfe" + TEXT.encode("utf-16-le")[:-1], "truncated", "cắt cụt", id="UTF-16 cut"
        ),
        pytest.param(
            "Garçon déjà vêtu".encode("latin-1"), "encoding", "0xE7 ở dòng 1", id="French"
        ),
        pytest.param(
            TEXT.encode() + b"\n\xff\xfa\xc0 abc", "encoding", "dòng 3", id="UTF-8 with stray bytes"
        ),
        pytest.param(b"\0\1\2\3" * 50, "binary", "nhị phân", id="no text at all"),
    ],
)
def test_bytes_that_cannot_be_told_are_refused(data: bytes, code: str, said: str) -> None:
    with pytest.raises(Refusal, match=said) as caught:
        decode(data, "la.txt")
    assert caught.value.code == code
