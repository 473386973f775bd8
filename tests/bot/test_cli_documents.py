"""Documents added, changed, taken out and asked for, as an administrator types it."""

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from bot.commands.documents import restore_document
from corpus.library import SHIPPED, Library
from tests.bot.at_the_server import Server
from tests.bot.bad_files import BAD
from tests.bot.ben_may import write
from tests.corpus.invented import directive_docx, directive_pdf, directive_text
from tests.corpus.old_letters import old_bytes

SAVED_PAGE = Path(__file__).parents[1] / "corpus" / "data" / "saved-page.txt"
DIRECTIVE = "41-ct-tu"
FERRY = """---
id: do-ngang
title: Giờ đò ngang Bến Mây
publisher: Bản tin Bến Mây
published: 2031-05-03T08:00+07:00
---

Đò ngang Bến Mây chạy chuyến đầu lúc gà gáy, chuyến cuối khi lên đèn.
"""


@pytest.fixture
def server(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Server:
    """A server over the library of Bến Mây."""
    return Server(monkeypatch, tmp_path, write(tmp_path / "base"))


def answer(server: Server, question: str) -> dict[str, Any]:
    done = server.run("ask", "--json", question)
    assert done.status == 0, done.said
    reply: dict[str, Any] = json.loads(done.out)
    return reply


def quoted(server: Server, question: str) -> list[tuple[str, str]]:
    """The documents and locators of the passages shown."""
    return [(p["document"], p["locator"]) for p in answer(server, question)["passages"]]


# -- an empty library --------------------------------------------------------------------------


def test_the_first_document_of_an_empty_library_is_a_saved_page(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its passages are those of the article that ships, and no line of the page around it."""
    (tmp_path / "base").mkdir()
    server = Server(monkeypatch, tmp_path, tmp_path / "base")
    for command in (("ask", "nhiệm vụ 4"), ("run",), ("check",), ("health",)):
        refused = server.run(*command)
        assert (refused.status, "thư viện trống" in refused.err) == (2, True), command
    assert "chưa có tài liệu nào" in server.run("list").out
    told = server.yes("add", str(SAVED_PAGE))
    assert "quay lại: giaoban rollback" not in told.lower()  # there is nothing to go back to
    (document,) = server.library.documents
    (shipped,) = Library.load(SHIPPED).documents
    assert [(p.locator, p.text) for p in document.passages] == [
        (p.locator, p.text) for p in shipped.passages
    ]
    assert (document.title, document.published) == (shipped.title, shipped.published)
    assert quoted(server, "nhiệm vụ 4") == [(document.id, "4")]
    last = server.run("withdraw", document.id, "--yes")
    assert (last.status, "tài liệu cuối cùng" in last.err) == (2, True)
    back = server.run("rollback", "#1", "--yes")
    assert (back.status, "thư viện trống" in back.err) == (2, True)
    assert server.library.documents == (document,)


# -- formats -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("chi-thi.docx", directive_docx()),
        ("chi-thi.pdf", directive_pdf()),
        ("chi-thi-tcvn3.txt", old_bytes(directive_text(), "tcvn3")),
    ],
)
def test_a_directive_of_any_format_is_asked_from_with_its_places(
    server: Server, name: str, content: bytes
) -> None:
    told = server.yes("add", server.file(name, content))
    assert "41-CT/TU" in told
    document = server.library.document(DIRECTIVE)
    assert document.author is None  # whoever typed the file issued nothing
    asked = "chỉ thị 41-CT/TU: chuẩn bị sẵn bao nhiêu máy bơm ở kho Gò Sen?"
    (passage,) = answer(server, asked)["passages"]
    assert (passage["document"], passage["locator"]) == (DIRECTIVE, "Mục II.2")
    assert "mười hai máy bơm" in passage["text"]
    assert passage["text"] in document.text
    shown = server.run("ask", "chỉ thị 41-CT/TU nói gì về nạo vét cống Cầu Mây").out
    assert "Mục II.1 điểm a" in shown
    assert "41-CT/TU" in shown[shown.index("Nguồn:") :]
    assert "03/06/2025" in server.run("list").out
    assert "00:00" not in server.run("list").out


# -- bad files ---------------------------------------------------------------------------------


def test_bad_files_are_each_refused_in_their_own_words_and_nothing_changes(
    server: Server,
) -> None:
    before = server.library.version
    told = set()
    for name, (content, words) in BAD.items():
        done = server.run("add", server.file(name, content), "--yes")
        assert done.status == 2, name
        assert words in done.out, (name, done.out)
        assert "KHÔNG NHẬN" in done.out
        assert "thư viện giữ nguyên" in done.err
        told.add(words)
    missing = server.run("add", str(server.folder / "khong-co.txt"), "--yes")
    assert (missing.status, "khong-co.txt: KHÔNG NHẬN" in missing.out) == (2, True)
    assert len(told) == len(BAD) >= 20
    assert server.library.version == before
    assert server.versions.head() is None


def test_the_good_files_of_a_folder_go_in_and_the_bad_are_told_of(server: Server) -> None:
    for name, (content, _) in list(BAD.items())[:5]:
        server.file(f"thu-muc/{name}", content)
    server.file("thu-muc/do.md", FERRY)
    server.file("thu-muc/sau/chi-thi.docx", directive_docx())
    done = server.run("add", str(server.folder / "thu-muc"), "--yes")
    assert done.status == 1  # not all of it went in
    assert done.out.count("KHÔNG NHẬN") == 5
    assert {d.id for d in server.library.documents} >= {"do-ngang", DIRECTIVE}
    head = server.versions.head()
    assert head is not None
    assert (head.number, set(head.documents)) == (2, {"do-ngang", DIRECTIVE})  # one change


# -- the life of a document --------------------------------------------------------------------


def test_the_same_document_again_is_there_already_and_new_content_is_no_second_one(
    server: Server,
) -> None:
    server.yes("add", server.file("do.md", FERRY))
    first = server.library.version
    again = server.yes("add", server.file("do-ban-sao.md", FERRY))
    assert "đã có, không đổi gì" in again
    assert "title:" not in again  # nothing of it is used
    assert server.library.version == first
    changed = server.yes("add", server.file("do.md", FERRY.replace("gà gáy", "sáu giờ")))
    assert "thay bản cũ" in changed
    assert "Đoạn: 0 giữ nguyên, 1 sửa, 0 thêm, 0 bỏ" in changed
    assert [d.id for d in server.library.documents].count("do-ngang") == 1
    assert "sáu giờ" in server.library.document("do-ngang").text
    assert len(server.versions.versions()) == 3
    same = FERRY.replace("gà gáy", "sáu giờ").replace("id: do-ngang", "id: do-khac")
    kept = server.yes("replace", "do-ngang", server.file("khac.md", same.replace("đèn", "trăng")))
    assert "Giữ mã do-ngang" in kept
    assert "trăng" in server.library.document("do-ngang").text


def test_a_directive_in_another_format_is_the_same_document(server: Server) -> None:
    server.yes("add", server.file("chi-thi.docx", directive_docx()))
    server.yes("add", server.file("chi-thi.pdf", directive_pdf()))
    held = [d.id for d in server.library.documents if d.directive == "41-CT/TU"]
    assert held == [DIRECTIVE]


def test_each_note_is_told_once(server: Server) -> None:
    for command in (
        ("add", server.file("chi-thi.docx", directive_docx())),
        ("withdraw", DIRECTIVE),
        ("add", server.file("do.md", FERRY)),
        ("teach", "con nước lớn ghé bến ra sao", "do-ngang lead.1"),
    ):
        lines = [line.strip() for line in server.yes(*command).splitlines() if "•" in line]
        assert lines
        assert len(lines) == len(set(lines)), command
        assert not any("Đoán" in line for line in lines), command  # marked at the fields


def test_withdrawn_and_restored_listed_and_shown(server: Server) -> None:
    server.yes("add", server.file("chi-thi.docx", directive_docx()))
    shown = server.run("show", "41/CT-TU").out
    assert shown == server.run("show", DIRECTIVE).out
    assert "directive: 41-CT/TU" in shown
    assert re.search(r"^Mục II\.1 điểm a: a\) Trước ngày 15", shown, re.MULTILINE)
    server.yes("withdraw", "41-CT/TU")
    assert DIRECTIVE not in {d.id for d in server.library.documents}
    assert f"{DIRECTIVE}: " in server.run("list").out
    assert "đã rút" in server.run("list").out
    again = server.run("withdraw", DIRECTIVE, "--yes")
    assert (again.status, "đã được rút từ trước" in again.err) == (2, True)
    with pytest.raises(SystemExit, match="0"):
        restore_document("41-CT/TU", yes=True)
    assert DIRECTIVE in {d.id for d in server.library.documents}
    moves = server.run("history", "41-CT/TU").out
    assert moves == server.run("history", DIRECTIVE).out
    told = [re.search(r"(thêm|rút|khôi phục)", line) for line in moves.splitlines()]
    assert [found[0] if found else "" for found in told] == ["khôi phục", "rút", "thêm"]
    untouched = server.run("history", "ben-may-nvh")
    assert (untouched.status, "bản đầu" in untouched.out) == (0, True)


def test_versions_are_gone_back_to_by_their_beginning_and_by_number(server: Server) -> None:
    assert "chưa đổi lần nào" in server.run("versions").out
    base = server.library.version
    server.yes("add", server.file("do.md", FERRY))
    added = server.library.version
    assert "Không còn: do-ngang" in server.yes("rollback", base[:6])
    assert server.library.version == base
    assert "Có lại: do-ngang" in server.yes("rollback", "#2")
    assert server.library.version == added
    lines = server.run("versions").out.splitlines()
    assert [line.split()[1 if line.startswith("*") else 0] for line in lines] == [
        "#4", "#3", "#2", "#1",
    ]  # fmt: skip
    assert lines[0].startswith("*")
    for wrong in ("#99", "zz", "ffffffff"):
        done = server.run("rollback", wrong, "--yes")
        assert (done.status, "giaoban versions" in done.err) == (2, True), wrong
    assert server.library.version == added


def test_a_hand_edit_of_the_base_folder_is_read_again(server: Server) -> None:
    server.yes("add", server.file("do.md", FERRY))
    notice = server.folder / "base" / "articles" / "ben-may-nha-van-hoa.md"
    notice.write_text(notice.read_text().replace("7 giờ", "8 giờ"))
    assert "ben-may-nha-van-hoa" in server.run("reload").out
    assert "8 giờ" in server.library.document("ben-may-nvh").text
    assert "do-ngang" in {d.id for d in server.library.documents}
    assert "không có gì mới" in server.run("reload").out


# -- nobody says yes, nobody knows, nothing works ------------------------------------------------


def test_without_a_terminal_and_without_yes_nothing_changes(server: Server) -> None:
    before = server.library.version
    done = server.run("add", server.file("do.md", FERRY))
    assert (done.status, "--yes" in done.err) == (2, True)
    assert "Thêm “Giờ đò ngang Bến Mây”" in done.out  # what it would have done
    assert server.library.version == before
    assert server.versions.head() is None


def test_a_document_comes_by_a_pipe(server: Server) -> None:
    told = server.yes("add", "-", "--name", "do.md", stdin=FERRY.encode())
    assert told.startswith("do.md: thêm mới → do-ngang")
    server.yes("replace", "do-ngang", "-", stdin=FERRY.replace("gà gáy", "sáu giờ").encode())
    assert "sáu giờ" in server.library.document("do-ngang").text


@pytest.mark.parametrize("command", ["show", "withdraw", "history", "replace"])
def test_an_unknown_id_names_near_ones(server: Server, command: str) -> None:
    rest = [server.file("do.md", FERRY), "--yes"] if command == "replace" else []
    done = server.run(command, "ben-mai-nvh", *rest)
    assert done.status == 2
    assert "Có phải là ben-may-nvh" in done.err


def test_a_change_that_fails_its_check_keeps_the_old(server: Server) -> None:
    """What must be answered of the base is asked of every change."""
    canaries = server.folder / "base" / "canaries.yaml"
    canaries.write_text("- ask: đò ngang chạy lúc nào\n  expect:\n    answered: false\n")
    before = server.library.version
    done = server.run("add", server.file("do.md", FERRY), "--yes")
    assert done.status == 2
    assert "đò ngang chạy lúc nào" in done.err
    assert server.library.version == before
    assert server.versions.head() is None


def test_what_is_given_beside_a_file_is_over_what_the_file_says(server: Server) -> None:
    text = "Giờ đò ngang\n\nĐò ngang Bến Mây chạy chuyến đầu lúc gà gáy.\n"
    file = server.file("do.txt", text)
    server.yes("add", file, "--publisher", "Bản tin Bến Mây", "--id", "do", "--date", "3/5/2031")
    document = server.library.document("do")
    assert (document.title, f"{document.published:%d/%m/%Y}") == ("Giờ đò ngang", "03/05/2031")
    undated = server.file("do-2.txt", text.replace("ngang", "dọc"))
    told = server.yes("add", undated, "--publisher", "Bản tin Bến Mây", "--id", "do-2")
    assert re.search(r"published: \S+ +\(đoán, xin xem lại\)", told)  # the day of the file
    scrap = server.file("thong-bao.txt", text)
    told = server.yes("add", scrap, "--number", "88-TB/BM", "--date", "2031-05-04",
                      "--issuer", "Đảng ủy phường Bến Mây", "--type", "Thông báo")  # fmt: skip
    assert server.library.document("88-tb-bm").directive == "88-TB/BM"
    wrong = server.run("add", scrap, "--number", "linh tinh", "--yes")
    assert (wrong.status, "“linh tinh” không phải một số hiệu" in wrong.out) == (2, True)
    wrong = server.run("add", scrap, "--date", "31/2/2031", "--yes")
    assert (wrong.status, "không phải một ngày có thật" in wrong.out) == (2, True)


# -- what documents are to each other ------------------------------------------------------------


def test_what_is_superseded_answers_by_its_number_and_says_so(server: Server) -> None:
    server.yes("add", server.file("chi-thi.docx", directive_docx()))
    newer = (
        directive_text()
        .replace("41-CT/TU", "57-CT/TU")
        .replace("ngày 03 tháng 6 năm 2025", "ngày 04 tháng 5 năm 2026")
        .replace("mười hai máy bơm", "hai mươi máy bơm")
        .replace(
            "Chỉ thị này được phổ biến đến các chi bộ.",
            "Chỉ thị này thay thế Chỉ thị số 41-CT/TU ngày 03/6/2025 của Ban Thường vụ Thị ủy.",
        )
    )
    told = server.yes("add", server.file("moi.txt", newer))
    assert "41-CT/TU: sẽ được ghi là đã được thay thế bởi 57-CT/TU" in told
    old = server.run("ask", "chỉ thị 41-CT/TU nói gì").out
    assert "đã được thay thế bởi" in old.lower()
    assert "57-CT/TU" in old
    first = quoted(server, "chuẩn bị sẵn bao nhiêu máy bơm ở kho Gò Sen")[0]
    assert first == ("57-ct-tu", "Mục II.2")
    listed = server.run("list").out.splitlines()
    assert any("41-ct-tu" in line and "thay thế bởi" in line for line in listed)


@pytest.mark.parametrize(
    ("number", "difference"),
    [
        ("30-CT/TU", "danh mục ghi “19/2/2024”"),
        ("20-CT/TW", "(3.2) in “18/1/2018”, chính văn bản ghi “03 tháng 6 năm 2025”"),
    ],
)
def test_a_directive_that_the_catalogue_knows_is_held_and_its_differences_are_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: str, difference: str
) -> None:
    """The briefing that ships names both; the invented text has a day of its own."""
    server = Server(monkeypatch, tmp_path)
    assert not server.library.is_held(number)
    text = directive_text().replace("41-CT/TU", number)
    told = server.yes("add", server.file("van-ban.txt", text))
    assert f"{number}: từ danh mục thành có toàn văn" in told
    assert difference in told
    assert server.library.is_held(number)
    document = server.library.document_of(number)
    assert document is not None
    assert quoted(server, f"chỉ thị {number}: máy bơm ở kho Gò Sen")[0][0] == document.id


# -- gaps and lessons ----------------------------------------------------------------------------


def test_what_is_missing_is_listed_until_it_comes(server: Server) -> None:
    assert "71-CT/BM" in server.run("missing").out
    text = directive_text().replace("41-CT/TU", "71-CT/BM")
    server.yes("add", server.file("71.txt", text))
    assert "71-CT/BM" not in server.run("missing").out


def test_a_question_is_taught_until_its_passage_goes(server: Server) -> None:
    assert "Không có câu nào" in server.run("unanswered").out
    server.yes("add", server.file("do.md", FERRY))
    question = "con nước lớn ghé bến ra sao"
    assert answer(server, question)["status"] != "answered"
    server.yes("teach", question, "do-ngang", "lead.1")
    assert quoted(server, question) == [("do-ngang", "lead.1")]
    assert question in server.run("teach", "--list").out
    server.yes("replace", "do-ngang", server.file("moi.md", FERRY.replace("gà gáy", "sáu giờ")))
    assert answer(server, question)["status"] != "answered"
    assert "Chưa dạy câu nào" in server.run("teach", "--list").out
    assert any("không dùng nữa" in remark for remark in server.library.remarks)
    server.yes("rollback", "#3")
    server.yes("teach", "--drop", question)
    assert "Chưa dạy câu nào" in server.run("teach", "--list").out
    assert answer(server, question)["status"] != "answered"
    unknown = server.run("teach", question, "do-ngang", "9.9", "--yes")
    assert (unknown.status, "giaoban show do-ngang" in unknown.err) == (2, True)


def test_what_nobody_could_answer_is_listed_and_taught_by_its_code(server: Server) -> None:
    asked = "thuê trâu kéo xe ở đâu"
    assert server.run("chat", stdin=f"{asked}\nnhiệm vụ 1\n".encode()).status == 0
    code, counted = server.run("unanswered").out.split("  ")[:2]
    assert counted == "1 lần, 1 người"
    told = server.yes("teach", code, "ben-may-nvh lead.2")
    assert "Nay trả lời được: 1" in told  # the question was asked of both versions
    assert quoted(server, asked) == [("ben-may-nvh", "lead.2")]
    assert "Không có câu nào" in server.run("unanswered").out
    wrong = server.run("teach", "00000", "ben-may-nvh lead.2", "--yes")
    assert (wrong.status, "giaoban unanswered" in wrong.err) == (2, True)


def test_words_of_people_find_words_of_documents(server: Server) -> None:
    question = "tháp ù à sửa khi nào"
    assert answer(server, question)["status"] != "answered"
    server.yes("teach", "--words", "cầu tre = tháp ù à")
    assert quoted(server, question)[0][0] == "ben-may-5"
    wrong = server.run("teach", "--words", "cầu tre", "--yes")
    assert (wrong.status, "=" in wrong.err) == (2, True)


# -- as a process --------------------------------------------------------------------------------


def test_a_process_refuses_and_takes_in_like_the_rest(server: Server) -> None:
    """One real start each: the status, and no traceback."""

    def start(*args: str, stdin: bytes = b"") -> tuple[int, str]:
        done = subprocess.run(  # noqa: S603 - our own command
            [sys.executable, "-m", "bot.cli", *args],
            input=stdin, capture_output=True, timeout=60, check=False,
        )  # fmt: skip
        told = done.stdout.decode() + done.stderr.decode()
        assert "Traceback" not in told
        return done.returncode, told

    status, told = start("add", server.file("scan.pdf", BAD["scan.pdf"][0]), "--yes")
    assert (status, "tệp PDF là ảnh quét" in told) == (2, True)
    status, told = start("add", "-", "--yes", "--name", "do.md", stdin=FERRY.encode())
    assert (status, "do.md: thêm mới → do-ngang" in told) == (0, True)
    status, told = start("add", "-", stdin=FERRY.replace("đèn", "trăng").encode())
    assert (status, "--yes" in told) == (2, True)
    assert "lên đèn" in server.library.document("do-ngang").text
