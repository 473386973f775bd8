"""What a held text says of itself, against what others print of it; and what replaced it."""

import datetime as dt

import pytest

from corpus.contradictions import Contradiction
from corpus.library import Library
from tests.corpus.ready import ARTICLE, FILES, TEXT, Ready, ready


def library(*incoming: Ready, body: str | None = None, directives: str | None = None) -> Library:
    """The texts beside one article of this body."""
    files = {"directives.yaml": FILES["directives.yaml"]}
    if directives is not None:
        files["directives.yaml"] = directives.encode()
    front, _, _ = ARTICLE.partition("Mở đầu.")
    files["articles/bai.md"] = (front + (body or "Mở đầu.")).encode()
    for n, document in enumerate(incoming):
        files[f"articles/v{n}.md"] = document.to_markdown().encode()
    return Library.of(files)


def found(*incoming: Ready, body: str | None = None) -> list[Contradiction]:
    made = library(*incoming, body=body)
    for c in made.contradictions:
        assert made.document(c.document).text[c.start : c.end] == c.printed
        if c.ground is not None and c.ground.document is not None and c.ground.start is not None:
            ground = made.document(c.ground.document).text[c.ground.start : c.ground.end]
            assert ground.lower() == c.ground.text.lower()
    return list(made.contradictions)


def test_an_article_that_prints_another_day_has_the_documents_own_as_ground() -> None:
    (date,) = found(ready(), body="Theo Chỉ thị 57-CT/ĐU ngày 4/1/2023.")
    assert (date.kind, date.document, date.printed) == ("date", "bai-a", "4/1/2023")
    assert date.ground is not None
    assert (date.ground.document, date.ground.locator) == ("57-ct-du", "đoạn 2")
    assert (date.ground.text, date.ground.date) == ("01 tháng 4 năm 2023", dt.date(2023, 4, 1))


def test_a_day_that_stands_only_in_the_front_matter_is_a_ground_without_a_place() -> None:
    (date,) = found(ready(body="Chăm cây."), body="Theo Chỉ thị 57-CT/ĐU ngày 4/1/2023.")
    assert date.ground is not None
    assert (date.ground.document, date.ground.start) == ("57-ct-du", None)
    assert (date.ground.date, date.ground.url) == (dt.date(2023, 4, 1), None)


def test_a_day_in_the_head_that_is_another_documents_is_not_its_own() -> None:
    body = "Căn cứ Kế hoạch 9-KH/ĐU ngày 1/4/2023.\n\nChăm cây."
    (date,) = found(ready(body=body), body="Theo Chỉ thị 57-CT/ĐU ngày 4/1/2023.")
    assert date.ground is not None
    assert date.ground.start is None


def test_what_only_stands_above_a_text_does_not_silence_the_catalogue() -> None:
    (date,) = found(
        ready(body="Chăm cây.", published="2023-01-04T00:00+07:00"),
        body="Theo Chỉ thị 57-CT/ĐU ngày 4/1/2023.",
    )
    assert date.ground is not None
    assert (date.ground.document, date.ground.date) == (None, dt.date(2023, 4, 1))


@pytest.mark.parametrize(
    ("body", "kind", "printed", "ground"),
    [
        ("Theo Kế hoạch 57-CT/ĐU.", "type", "Kế hoạch", "Chỉ thị"),
        ("Theo Chỉ thị 57-CT/ĐU của Quận ủy.", "issuer", "Quận ủy", "Đảng ủy phường Hoa Sen"),
        (
            "Theo Chỉ thị 57-CT/ĐU về “Nuôi cá ở khu dân cư”.",
            "title",
            "Nuôi cá ở khu dân cư",
            "Trồng cây xanh ở các khu dân cư",
        ),
    ],
)
def test_another_type_issuer_or_subject_than_the_document_says(
    body: str, kind: str, printed: str, ground: str
) -> None:
    (one,) = found(ready(), body=body)
    assert (one.kind, one.printed) == (kind, printed)
    assert one.ground is not None
    assert (one.ground.text, one.ground.document) == (ground, "57-ct-du")


@pytest.mark.parametrize(
    ("issuer", "printed"),
    [
        ("Đảng ủy phường Hoa Sen", "Đảng ủy"),
        ("Ban Thường vụ Thành ủy Hà Nội", "Thành uỷ"),
        ("Thành ủy Hà Nội", "Ban Thường vụ Thành ủy"),
        ("Ủy ban nhân dân Thành phố Hà Nội", "UBND TP Hà Nội"),
        ("Ban Chấp hành Trung ương", "Ban Bí thư"),
        ("Ban Tuyên giáo Trung ương", "Ban Tuyên giáo"),
        ("Thủ tướng Chính phủ", "Chính phủ"),
    ],
)
def test_one_body_under_two_names_is_no_other_body(issuer: str, printed: str) -> None:
    assert found(ready(issuer=issuer), body=f"Theo Chỉ thị 57-CT/ĐU của {printed}.") == []


def test_what_agrees_is_silent() -> None:
    body = "Theo Chỉ thị 57-CT/ĐU ngày 1/4/2023 của Đảng ủy về “Trồng cây xanh ở các khu dân cư”."
    assert found(ready(), body=body) == []


def test_the_catalogue_against_the_document_is_found_in_the_document() -> None:
    text = TEXT.replace("01 tháng 4", "01 tháng 5").replace("Mỗi", "CHỈ THỊ\n\nMỗi")
    (date,) = found(ready(body=text, published="2023-05-01T00:00+07:00"))
    assert (date.kind, date.document, date.locator) == ("date", "57-ct-du", "đoạn 2")
    assert (date.printed, date.date) == ("01 tháng 5 năm 2023", dt.date(2023, 5, 1))
    assert date.ground is not None
    assert (date.ground.date, date.ground.document) == (dt.date(2023, 4, 1), None)
    assert date.ground.url == "https://hoasen.example/57"


def test_the_day_of_something_else_in_its_head_is_not_held_against_the_catalogue() -> None:
    text = "Hoa Sen họp ngày 2 tháng 2 năm 2022.\n\nChăm cây."
    assert found(ready(body=text)) == []


def test_many_texts_that_print_the_same_are_compared_as_one() -> None:
    """A thousand articles with one date and one with another: each has the other as ground."""
    directives = '- {id: 57-CT/ĐU, type: Chỉ thị, type_code: CT, number: "57"}\n'
    files = {"directives.yaml": directives.encode()}
    front, _, _ = ARTICLE.partition("Mở đầu.")
    for n in range(200):
        body = f"Theo Chỉ thị 57-CT/ĐU ngày {1 if n else 2}/1/2023."
        files[f"articles/{n:03}.md"] = (front.replace("bai-a", f"b{n:03}") + body).encode()
    contradictions = Library.of(files).contradictions
    assert len(contradictions) == 200
    grounds = {
        (c.document == "b000", c.ground.document if c.ground else "") for c in contradictions
    }
    assert grounds == {(True, "b001"), (False, "b000")}


# -- superseding -----------------------------------------------------------------------------------


def newer(made: Library, directive_id: str) -> str | None:
    directive = made.superseded_by(directive_id)
    return None if directive is None else directive.id


def test_a_held_document_says_what_it_replaces() -> None:
    text = ready("60", "Chăm cây.", directive="60-CT/ĐU", supersedes=["057-CT/ĐU"])
    made = library(text)
    assert newer(made, "57-CT/ĐU") == "60-CT/ĐU"
    assert newer(made, "60-CT/ĐU") is None
    assert made.remarks == (
        "Chỉ thị 60-CT/ĐU: chưa có trong danh mục, mục tạm lập từ chính văn bản",
    )


def test_the_catalogue_says_it_where_its_by_names_an_entry() -> None:
    entry = (
        "- {{id: 1-CT/ĐU, type: Chỉ thị, number: 1, status: {{state: {state}, by: {by}}}}}\n"
        "- {{id: 2-CT/ĐU, type: Chỉ thị, number: 2}}\n"
    )
    for state, by, expected in (
        ("replaced", "Chỉ thị số 02-CT/ĐU ngày 1/1/2020", "2-CT/ĐU"),
        ("replaced", "3-CT/ĐU", None),
        ("replaced", "một văn bản khác", None),
        ("in_force", "2-CT/ĐU", None),
    ):
        assert newer(library(directives=entry.format(state=state, by=by)), "1-CT/ĐU") == expected


def test_of_two_that_claim_it_the_later_one_replaced_it() -> None:
    texts = [
        ready(f"{n}", "Chăm cây.", directive=f"{n}-CT/ĐU", supersedes=["57-CT/ĐU"],
              published=f"20{n}-01-01T00:00+07:00")
        for n in (24, 25, 23)
    ]  # fmt: skip
    assert newer(library(*texts), "57-CT/ĐU") == "25-CT/ĐU"


def test_a_circle_of_replacements_is_a_remark_and_no_answer() -> None:
    pairs = (("1", "2"), ("2", "3"), ("3", "2"), ("4", "4"))
    texts = [
        ready(one, "Chăm cây.", directive=f"{one}-CT/ĐU", supersedes=[f"{other}-CT/ĐU"])
        for one, other in pairs
    ]
    made = library(*texts)
    assert [newer(made, f"{n}-CT/ĐU") for n in (1, 2, 3, 4)] == [None, None, None, None]
    told = [remark for remark in made.remarks if "vòng" in remark]
    assert [remark.partition(":")[0] for remark in told] == [
        "2-CT/ĐU → 3-CT/ĐU → 2-CT/ĐU",
        "4-CT/ĐU → 4-CT/ĐU",
    ]


def test_a_number_replaced_that_nobody_knows_is_a_remark() -> None:
    made = library(ready(supersedes=["99-CT/ĐU"]))
    assert any("ghi là thay thế “99-CT/ĐU”" in remark for remark in made.remarks)
