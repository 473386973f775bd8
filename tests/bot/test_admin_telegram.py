"""Documents, people and gaps managed from Telegram: the whole house behind the real channel."""

import contextlib
import io
import os
import sqlite3
from collections.abc import AsyncIterator, Iterator, Mapping
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
import pytest_asyncio
from pypdf import PdfWriter

from bot.app import build_living, living_desk
from bot.house import housed
from bot.living import LivingLibrary
from bot.outbox import Outbox
from bot.settings import Settings
from bot.shelf import take_in
from corpus.readers.archives import SourceFile
from tests.bot.ben_may import BRIEFING, FILES, write
from tests.bot.telegram_desk import QUICK, TOKEN, serving
from tests.botapi import BotApi
from tests.botapi.records import Sent
from tests.corpus.invented import decision_docx, directive_docx, directive_text

# Numbers that stand nowhere by chance.
ADMIN, OTHER_ADMIN, CADRE, SECOND, GROUP = 730519284, 730519285, 815520933, 815520934, -940517
FEE = "phí neo đậu của ghe là bao nhiêu"
MISSED = "trạm sạc xuồng điện đặt ở đâu"
OUT = {"GIAOBAN_ADMINS": f"{ADMIN},{OTHER_ADMIN}"}


class House:
    """One run of the bot over a data folder."""

    def __init__(self, api: BotApi, living: LivingLibrary, data: Path) -> None:
        self.api = api
        self.living = living
        self.data = data

    @property
    def documents(self) -> list[str]:
        return [one.id for one in self.living.edition.library.documents]

    async def ask(self, chat: int, text: str, *, user: int | None = None) -> Sent:
        self.api.say(chat, text, user_id=user)
        return await self.answer(chat)

    async def send(self, chat: int, name: str, data: bytes, caption: str | None = None) -> Sent:
        self.api.send_file(chat, name, data, caption=caption)
        return await self.answer(chat)

    async def press(self, message: Sent, label: str) -> Sent:
        data = next(data for text, data in message.buttons.items() if text.startswith(label))
        self.api.press(message, data)
        return await self.answer(message.chat_id)

    async def do(self, chat: int, text: str) -> Sent:
        """A command, confirmed."""
        return await self.press(await self.ask(chat, text), "Xác nhận")

    async def add(self, name: str, data: bytes, caption: str | None = None) -> Sent:
        return await self.press(await self.send(ADMIN, name, data, caption), "Xác nhận")

    async def answer(self, chat: int) -> Sent:
        """The whole answer's last message; every button carries what Telegram allows."""
        message = await self.api.next_message(chat, timeout=10)
        assert len(message.text) <= 4096
        assert all(1 <= len(data.encode()) <= 64 for data in message.buttons.values())
        assert "Traceback" not in message.text
        return message


@pytest_asyncio.fixture
async def api() -> AsyncIterator[BotApi]:
    async with BotApi(token=TOKEN) as api:
        yield api
    assert api.violations == []


def settings_of(folder: Path, env: Mapping[str, str]) -> Settings:
    base = folder / "base"
    if not base.exists():
        write(base)
    given = {"GIAOBAN_LIBRARY": str(base), "GIAOBAN_DATA": str(folder / "data"), **env}
    return Settings.from_env(given)


@asynccontextmanager
async def opened(api: BotApi, folder: Path, env: Mapping[str, str] = OUT) -> AsyncIterator[House]:
    """The house over `folder`, serving until the block ends."""
    settings = settings_of(folder, env)
    living = build_living(settings)
    desk = living_desk(living)
    outbox = Outbox()
    async with (
        housed(settings, living, desk, {"telegram": outbox}) as reception,
        serving(reception, api, timing=QUICK, outbox=outbox),
    ):
        yield House(api, living, folder / "data")


@pytest_asyncio.fixture
async def house(api: BotApi, tmp_path: Path) -> AsyncIterator[House]:
    async with opened(api, tmp_path) as house:
        yield house


# -- documents -------------------------------------------------------------------------------


@pytest.mark.asyncio
async def test_a_file_is_shown_then_confirmed_then_answers_another_chat(house: House) -> None:
    asked = await house.ask(CADRE, FEE)
    assert "45.000" not in asked.text
    shown = await house.send(ADMIN, "qd.docx", decision_docx())
    assert "47/2025/QĐ-UBND (đoán)" in shown.text
    assert "ngày:" in shown.text
    assert "Nay trả lời được: 1" in shown.text, "the past question was tried"
    assert set(shown.buttons) == {"Xác nhận", "Bỏ"}
    assert len(house.documents) == 2
    assert "45.000" not in (await house.ask(CADRE, FEE)).text

    done = await house.press(shown, "Xác nhận")
    assert "xong" in done.text
    assert len(house.documents) == 3
    told = await house.ask(CADRE, FEE)
    assert "45.000 đồng mỗi tháng" in told.text
    assert "Điều 4 khoản 1" in told.text
    assert "47/2025/QĐ-UBND" in told.text

    asking = await house.press(done, "Quay lại")
    assert "chờ xác nhận" in asking.text
    assert len(house.documents) == 3
    await house.press(asking, "Xác nhận")
    assert len(house.documents) == 2
    assert "45.000" not in (await house.ask(CADRE, FEE)).text


@pytest.mark.asyncio
async def test_who_was_reading_on_reads_on_or_is_told(house: House, tmp_path: Path) -> None:
    first = await house.ask(CADRE, "nhiệm vụ 3")
    assert "Xem tiếp" in " ".join(first.buttons)
    await house.add("qd.docx", decision_docx())
    on = await house.ask(CADRE, "xem tiếp")
    assert on.text.startswith("Nhiệm vụ 3 (phần 2/2)"), "its text is what it was"
    await house.ask(CADRE, "nhiệm vụ 3")
    file = tmp_path / "base" / BRIEFING
    file.write_text(file.read_text().replace("chống kiến", "chống mối"))
    assert "Đã nạp lại" in (await house.ask(ADMIN, "/naplai")).text
    assert "vừa được cập nhật" in (await house.ask(CADRE, "xem tiếp")).text


@pytest.mark.asyncio
async def test_the_caption_says_what_the_file_does_not(house: House) -> None:
    text = "Ghe chở gạch chỉ được cập kè Bến Cát sau 20 giờ.\n\nTrước đó phải neo ở phao số 4."
    bare = await house.send(ADMIN, "ke.txt", text.encode())
    assert "chú thích của tệp" in bare.text
    assert "--" not in bare.text
    caption = "Tên: Giờ cập kè Bến Cát\nNơi đăng: Bản tin Bến Sao\nNgày: 18/1/2031\n"
    shown = await house.send(ADMIN, "ke.txt", text.encode(), caption)
    assert "tên: Giờ cập kè Bến Cát\n" in shown.text
    assert "ngày: 18/01/2031" in shown.text
    await house.press(shown, "Xác nhận")
    assert len(house.documents) == 3
    wrong = await house.send(ADMIN, "ke.txt", text.encode(), "xin thêm giúp bài này")
    assert "xin thêm giúp bài này" in wrong.text
    assert "ngày:" in wrong.text
    undated = await house.send(ADMIN, "b.txt", text.encode(), "tên: A\nnơi đăng: B\nngày: mai")
    assert "mai" in undated.text
    assert not undated.buttons
    official = await house.send(ADMIN, "ct.docx", directive_docx(), "ngày: 9/9/2030")
    assert "ngày: 09/09/2030" in official.text
    assert "số: 41-CT/TU (đoán)" in official.text


@pytest.mark.asyncio
async def test_replace_withdraw_restore_list_versions_and_reload(
    house: House, tmp_path: Path
) -> None:
    await house.add("ct.docx", directive_docx())
    newer = directive_text().replace("mười hai máy bơm", "ba mươi máy bơm")
    how = await house.send(ADMIN, "ct.txt", newer.encode(), "/thaythe")
    assert "/thaythe MÃ" in how.text
    shown = await house.send(ADMIN, "ct.txt", newer.encode(), "/thaythe 41-CT/TU")
    assert shown.text.startswith("Thay 41-ct-tu bằng ct.txt")
    await house.press(shown, "Xác nhận")
    assert "ba mươi máy bơm" in (await house.ask(CADRE, "chuẩn bị bao nhiêu máy bơm")).text

    same = await house.send(ADMIN, "ct.txt", newer.encode())
    assert "Không có gì mới" in same.text
    assert "xong" in (await house.do(ADMIN, "/rut 41-ct-tu")).text
    assert "đã rút" in (await house.ask(ADMIN, "/danhsach")).text
    shown = await house.ask(ADMIN, "/khoiphuc 41-ct-tu")
    dropped = await house.press(shown, "Bỏ")
    assert "không có gì thay đổi" in dropped.text
    assert "41-ct-tu" not in house.documents
    await house.do(ADMIN, "/khoiphuc 41-ct-tu")
    assert "41-ct-tu" in house.documents

    versions = await house.ask(ADMIN, "/phienban")
    assert versions.text.count("•") == 5
    assert f"telegram:{ADMIN}" in versions.text
    assert "không có gì mới" in (await house.ask(ADMIN, "/naplai")).text
    base = tmp_path / "base" / "articles" / "ben-may-nha-van-hoa.md"
    base.write_text(base.read_text().replace("21 giờ", "22 giờ"))
    assert "Đã nạp lại" in (await house.ask(ADMIN, "/naplai")).text
    log = await house.ask(ADMIN, "/nhatky")
    assert "rút" in log.text
    assert "khôi phục" in log.text
    assert "nạp lại" in log.text
    helped = await house.ask(ADMIN, "/quantri")
    assert all(f"/{name}:" in helped.text for name in ("them", "rut", "thieu", "day", "moi"))
    assert "/xacnhan" not in helped.text


@pytest.mark.asyncio
async def test_words_pasted_after_a_command_are_a_document(house: House) -> None:
    assert "dán nguyên văn" in (await house.ask(ADMIN, "/them")).text
    shown = await house.ask(ADMIN, f"/them\n{directive_text()}")
    assert shown.text.startswith("Thêm 41-ct-tu")
    await house.press(shown, "Xác nhận")
    assert "41-ct-tu" in house.documents


@pytest.mark.asyncio
async def test_what_cannot_be_done_is_said_and_changes_nothing(house: House) -> None:
    before = house.living.edition.version
    for name, data in {
        "cu.doc": bytes.fromhex("d0cf11e0a1b11ae1") + bytes(600),
        "rong.txt": b"",
        "hong.docx": decision_docx()[:900],
        "anh.pdf": b"%PDF-1.7\n",
        "nen.zip": b"PK\x03\x04",
        "quet.pdf": scanned(),
    }.items():
        told = await house.send(ADMIN, name, data)
        assert name in told.text
        assert not told.buttons
    house.api.send(
        ADMIN,
        {
            "document": {
                "file_id": "x",
                "file_unique_id": "ux",
                "file_name": "to.pdf",
                "file_size": 30_000_000,
            }
        },
    )
    assert "20 MB" in (await house.answer(ADMIN)).text
    assert "không phải việc làm với" in (await house.send(ADMIN, "a.txt", b"a", "/rut x")).text
    for command in ("/rut ben-moi", "/khoiphuc ben-moi", "/quaylai 0123abcd", "/thuhoi 99"):
        told = await house.ask(ADMIN, command)
        assert told.text.startswith("Không làm được"), told.text
        assert "giaoban " not in told.text
        assert not told.buttons
    for command in ("/rut", "/khoiphuc", "/xacnhan", "/xacnhan abcdef", "/bo", "/thuhoi"):
        assert not (await house.ask(ADMIN, command)).buttons
    assert "“sếp” không phải" in (await house.ask(ADMIN, "/moi sếp")).text.replace(":", "")
    assert house.living.edition.version == before


@pytest.mark.asyncio
async def test_a_yes_counts_once_and_only_from_who_asked(house: House) -> None:
    shown = await house.send(ADMIN, "ct.docx", directive_docx())
    code = shown.buttons["Xác nhận"]
    assert "Không còn gì" in (await house.ask(OTHER_ADMIN, code)).text
    assert "quản lý tài liệu" in (await house.ask(CADRE, code)).text
    assert len(house.documents) == 2
    assert "xong" in (await house.press(shown, "Xác nhận")).text
    assert "Không còn gì" in (await house.press(shown, "Xác nhận")).text


@pytest.mark.asyncio
async def test_of_two_who_confirm_at_once_the_second_sees_it_anew(house: House) -> None:
    mine = await house.send(ADMIN, "ct.docx", directive_docx())
    theirs = await house.send(OTHER_ADMIN, "qd.docx", decision_docx())
    house.api.press(mine, "Xác nhận")
    house.api.press(theirs, "Xác nhận")
    told = [await house.answer(ADMIN), await house.answer(OTHER_ADMIN)]
    assert len(house.documents) == 3
    late = next(one for one in told if "Chưa áp dụng" in one.text)
    assert "chờ xác nhận" in late.text
    await house.press(late, "Xác nhận")
    assert len(house.documents) == 4


@pytest.mark.asyncio
async def test_each_file_of_an_album_has_its_reply(house: House) -> None:
    for name, data in (("ct.docx", directive_docx()), ("qd.docx", decision_docx())):
        house.api.send_file(ADMIN, name, data, media_group_id="77")
    told = [(await house.answer(ADMIN)).text for _ in range(2)]
    assert "41-ct-tu" in told[0]
    assert "47-2025-qd-ubnd" in told[1]


@pytest.mark.asyncio
async def test_long_lists_fit_into_messages(house: House) -> None:
    for start in range(0, 60, 30):
        text = "\n\n".join(
            f"Bài {n}: xem Thông tư số {n}/2031/TT-BBT về {'việc đò giang ' * 15}"
            for n in range(start + 100, start + 130)
        )
        caption = f"mã: muc-{start}\ntên: Mục lục {start}\nnơi đăng: Bản tin\nngày: 1/2/2031"
        await house.add(f"{start}.txt", text.encode(), caption)
    told = await house.ask(ADMIN, "/thieu")
    assert told.text.startswith("61 văn bản")
    assert "dòng nữa" in told.text


# -- who may ---------------------------------------------------------------------------------


@pytest.mark.asyncio
async def test_a_stranger_changes_nothing(house: House) -> None:
    told = await house.ask(CADRE, "/rut ben-may-5")
    assert "dành cho người quản lý tài liệu" in told.text
    told = await house.send(CADRE, "ct.docx", directive_docx())
    assert not told.buttons
    assert "chờ xác nhận" not in told.text
    told = await house.send(CADRE, "ct.docx", directive_docx(), "/thaythe ben-may-5")
    assert "dành cho" in told.text
    assert "ben-may-5" in house.documents
    assert len(house.documents) == 2
    assert "Việc quản lý" not in (await house.ask(CADRE, "/quantri")).text


@pytest.mark.asyncio
async def test_in_a_group_nobody_manages(house: House) -> None:
    for text in ("/rut ben-may-5", "/rut@giaoban_bot ben-may-5"):
        told = await house.ask(GROUP, text, user=ADMIN)
        assert "nhắn riêng" in told.text
    house.api.send_file(GROUP, "ct.docx", directive_docx(), caption="@giaoban_bot")
    assert not (await house.answer(GROUP)).text.startswith("Thêm")
    assert len(house.documents) == 2


@pytest.mark.asyncio
async def test_only_the_invited_ask_until_their_right_is_taken(api: BotApi, tmp_path: Path) -> None:
    async with opened(api, tmp_path, {**OUT, "GIAOBAN_ACCESS": "invited"}) as house:
        assert "người được mời" in (await house.ask(CADRE, "nhiệm vụ 1")).text
        made = await house.ask(ADMIN, "/moi canbo")
        code = made.text.split("\n")[0].rpartition(" ")[2]
        assert "không có mã" in (await house.ask(CADRE, "/start AAAA-BBBB-CCCC-DDDD")).text.lower()
        assert "Mã mời đúng" in (await house.ask(CADRE, f"/start {code}")).text
        assert "cầu tre" in (await house.ask(CADRE, "nhiệm vụ 1")).text
        assert "hết lượt" in (await house.ask(SECOND, code)).text

        made = await house.ask(ADMIN, "/moi bientap")
        code = made.text.split("\n")[0].rpartition(" ")[2]
        assert "Mã mời đúng" in (await house.ask(SECOND, code.lower())).text
        shown = await house.send(SECOND, "ct.docx", directive_docx())
        await house.press(shown, "Xác nhận")
        assert "41-ct-tu" in house.documents
        assert "dành cho quản trị" in (await house.ask(SECOND, "/moi canbo")).text

        people = (await house.ask(ADMIN, "/nguoi")).text
        keys = [line.split()[1].strip(":") for line in people.splitlines() if "cán bộ" in line]
        assert "Đã thu" in (await house.ask(ADMIN, f"/thuhoi {keys[0]}")).text
        assert "người được mời" in (await house.ask(CADRE, "nhiệm vụ 1")).text


@pytest.mark.asyncio
async def test_what_could_not_be_told_before_the_stop_is_told_after_it(
    api: BotApi, tmp_path: Path
) -> None:
    asked, box = "chỉ thị 71-CT/BM", Outbox()
    async with opened(api, tmp_path) as house:
        await house.press(await house.ask(CADRE, asked), "Báo khi có")
    settings = settings_of(tmp_path, OUT)
    living = build_living(settings)
    async with housed(settings, living, living_desk(living), {"telegram": box}):
        text = directive_text().replace("41-CT/TU", "71-CT/BM")
        source = SourceFile("ct.txt", text.encode())
        change = take_in(living.edition.library, living.files, [source], {}).change
        assert change is not None
        living.accept(living.propose(change), by="Sương")
    assert box.left() == []
    async with opened(api, tmp_path) as house:
        assert "vừa có toàn văn" in (await house.answer(CADRE)).text


# -- what is remembered ----------------------------------------------------------------------


@pytest.mark.asyncio
async def test_the_store_has_no_raw_id_and_a_restart_forgets_no_conversation(
    api: BotApi, tmp_path: Path
) -> None:
    async with opened(api, tmp_path) as house:
        assert "cầu tre" in (await house.ask(CADRE, "nhiệm vụ 1")).text
    with contextlib.closing(sqlite3.connect(tmp_path / "data" / "giaoban.db")) as database:
        assert database.execute("select count(*) from questions").fetchone() == (1,)
    for file in (tmp_path / "data").glob("giaoban.db*"):
        content = file.read_bytes()
        assert str(CADRE).encode() not in content
        assert CADRE.to_bytes(4, "big") not in content
    async with opened(api, tmp_path) as house:
        told = await house.ask(CADRE, "câu vừa rồi lấy từ đâu?")
        assert "4 việc của phường Bến Mây" in told.text
        assert "71-CT/BM" in (await house.ask(CADRE, "thế còn việc thứ 2?")).text


@pytest.mark.asyncio
async def test_what_is_missed_is_listed_taught_and_then_answered(
    api: BotApi, tmp_path: Path
) -> None:
    async with opened(api, tmp_path) as house:
        for person in (CADRE, SECOND):
            assert "cầu tre" not in (await house.ask(person, MISSED)).text
        await house.ask(CADRE, "nội dung chỉ thị 71-CT/BM")
    async with opened(api, tmp_path) as house:  # closing wrote everything down
        assert "1 lượt hỏi, 1 người" in (await house.ask(ADMIN, "/thieu")).text
        listed = await house.ask(ADMIN, "/chuatraloi")
        assert "2 lần, 2 người" in listed.text
        assert MISSED in listed.text
        code = listed.text.split("• ")[1].partition(":")[0]
        assert "/chuatraloi" in (await house.ask(ADMIN, "/day 00zz1 = 1")).text
        assert "Không làm được" in (await house.ask(ADMIN, f"/day {code} = 77.9")).text
        await house.do(ADMIN, f"/day {code} = 1.1")
        told = await house.ask(CADRE, "đặt ở đâu trạm sạc xuồng điện")
        assert "cầu tre" in told.text
        assert "biên tập" in told.text.lower()
        assert "Không có câu" in (await house.ask(ADMIN, "/chuatraloi")).text


@pytest.mark.asyncio
async def test_who_waits_for_a_text_is_told_once(api: BotApi, tmp_path: Path) -> None:
    async with opened(api, tmp_path) as house:
        asked = await house.ask(CADRE, "chỉ thị 71-CT/BM")
        assert "nhắn anh/chị một lần" in (await house.press(asked, "Báo khi có")).text
        asked = await house.ask(SECOND, "chỉ thị 71-CT/BM")
        await house.press(asked, "Báo khi có")
        api.block(SECOND)
        text = directive_text().replace("41-CT/TU", "71-CT/BM")
        await house.add("ct.txt", text.encode(), "số: 71-CT/BM\nngày: 3/4/2031")
        told = await house.answer(CADRE)
        assert "vừa có toàn văn" in told.text
        assert "71-CT/BM" in told.text
        while not any(call.code == 403 for call in api.called("sendMessage")):
            api.news.clear()
            await api.news.wait()
    api.chats.opened(SECOND).blocked = False
    async with opened(api, tmp_path) as house:
        assert "vừa có toàn văn" in (await house.answer(SECOND)).text, "no longer out of reach"
        await house.do(ADMIN, "/rut ben-may-nvh")
        assert "cầu tre" in (await house.ask(CADRE, "nhiệm vụ 1")).text
        assert api.unread(CADRE) == []


@pytest.mark.asyncio
async def test_without_its_store_the_bot_answers_and_manages_nothing(house: House) -> None:
    shown = await house.send(ADMIN, "ct.docx", directive_docx())
    with broken(house.data / "giaoban.db"):
        assert "cầu tre" in (await house.ask(CADRE, "nhiệm vụ 1")).text
        assert "Kho dữ liệu" in (await house.ask(CADRE, "/rut ben-may-5")).text
        assert "Kho dữ liệu" in (await house.ask(ADMIN, "/rut ben-may-5")).text
        assert "Kho dữ liệu" in (await house.send(ADMIN, "qd.docx", decision_docx())).text
        assert "Kho dữ liệu" in (await house.ask(ADMIN, "/chuatraloi")).text
        assert "Kho dữ liệu" not in (await house.ask(CADRE, "xinchaocacbanmoi")).text
        assert "Kho dữ liệu" in (await house.press(shown, "Xác nhận")).text
        assert len(house.documents) == 2
    assert "xong" in (await house.press(shown, "Xác nhận")).text, "it still waited"
    assert "Kho dữ liệu" not in (await house.ask(ADMIN, "/chuatraloi")).text


@pytest.mark.asyncio
async def test_a_change_that_the_log_would_not_take_is_said_to_be_so(house: House) -> None:
    shown = await house.send(ADMIN, "ct.docx", directive_docx())
    with contextlib.closing(sqlite3.connect(house.data / "giaoban.db")) as database:
        database.execute(
            "create trigger full before insert on audit begin select raise(abort, 'full'); end"
        )
    done = await house.press(shown, "Xác nhận")
    assert "xong" in done.text
    assert "chưa có trong /nhatky" in done.text
    assert len(house.documents) == 3


@pytest.mark.asyncio
async def test_what_fails_the_librarys_own_questions_is_told_with_the_reason(
    api: BotApi, tmp_path: Path
) -> None:
    canaries = """
- ask: "nhiệm vụ 2"
  document: ben-may-5
  expect: {task: 2}
- ask: "đọc nhiệm vụ 1"
  expect: {locators: ["1.1"]}
"""
    write(tmp_path / "base", {**FILES, "canaries.yaml": canaries.encode()})
    async with opened(api, tmp_path) as house:
        other = "Phường nghỉ giao ban tuần này.\n\nHẹn mọi người tuần sau."
        caption = "/thaythe ben-may-5\ntên: Nghỉ giao ban\nnơi đăng: Bản tin\nngày: 1/6/2031"
        told = await house.send(ADMIN, "nghi.txt", other.encode(), caption)
        assert told.text.startswith("Không làm được")
        assert "đọc nhiệm vụ 1" in told.text
        assert not told.buttons
        (tmp_path / "base" / "canaries.yaml").write_text(canaries.partition('- ask: "đọc')[0])
        told = await house.send(ADMIN, "nghi.txt", other.encode(), caption)
        assert "Bỏ qua câu thử “nhiệm vụ 2”" in told.text


def scanned() -> bytes:
    """A PDF of one page without a letter."""
    writer, file = PdfWriter(), io.BytesIO()
    writer.add_blank_page(width=595, height=842)
    writer.write(file)
    return file.getvalue()


@contextlib.contextmanager
def broken(file: Path) -> Iterator[None]:
    """The database file overwritten with something else, and put back."""
    kept = {one: one.read_bytes() for one in file.parent.glob(f"{file.name}*")}
    for one in kept:
        one.write_bytes(os.urandom(max(4096, one.stat().st_size)))
    try:
        yield
    finally:
        for one, content in kept.items():
            one.write_bytes(content)
