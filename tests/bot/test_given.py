"""What somebody says of a document in the lines beside its file."""

import pytest

from bot.admin.given import read_given
from corpus.errors import Refusal
from corpus.readers.extract import extract
from corpus.readers.incoming import incoming


def test_what_is_said_beside_a_file_is_over_what_its_text_says() -> None:
    given = read_given(["Số: 12-TB/BM", "ngày = 4/5/2031", "", "cơ quan: Phường Bến Mây"])
    text = "THÔNG BÁO\n\nSố 11-TB/BM\n\nBến Mây, ngày 01 tháng 5 năm 2031\n\nĐò nghỉ rằm.\n"
    front = incoming(extract(text.encode(), "thong-bao.txt"), given).front
    assert (front.directive, f"{front.published:%d/%m/%Y}") == ("12-TB/BM", "04/05/2031")
    assert front.issuer == "Phường Bến Mây"


def test_a_line_that_names_nothing_is_refused() -> None:
    with pytest.raises(Refusal, match="màu: xanh"):
        read_given(["màu: xanh"])
