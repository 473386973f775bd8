"""Replaying: what a file may say, and that every kind of expectation can fail."""

from pathlib import Path

import pytest

from bot.errors import ReplayError
from bot.replay import PlayedTurn, faults, play, played
from bot.replies import Action, Block, CitedDirective, QuotedPassage, Reply
from bot.scripts import Expectation, ScriptedConversation, Turn, load_conversations
from tests.bot.shipped import new_desk, shipped_library

GOOD = """\
- id: mot
  title: một hội thoại
  turns:
    - {user: "nhiệm vụ 4", expect: {task: 4}}
    - {press: "Nguồn"}
"""


def load(tmp_path: Path, text: str, name: str = "a.yaml") -> list[ScriptedConversation]:
    (tmp_path / name).write_text(text, encoding="utf-8")
    return load_conversations([tmp_path])


def fault_of(tmp_path: Path, text: str) -> str:
    with pytest.raises(ReplayError) as caught:
        load(tmp_path, text)
    return str(caught.value)


# -- files ---------------------------------------------------------------------------------------


def test_conversations_come_in_the_order_of_files_and_of_lines(tmp_path: Path) -> None:
    load(tmp_path, GOOD.replace("mot", "hai"), "b.yaml")
    assert [c.id for c in load(tmp_path, GOOD + GOOD.replace("mot", "ba"))] == ["mot", "ba", "hai"]


def test_a_file_by_name_and_a_folder_are_both_read(tmp_path: Path) -> None:
    load(tmp_path, GOOD)
    assert load_conversations([tmp_path / "a.yaml"]) == load_conversations([tmp_path])


@pytest.mark.parametrize(
    ("text", "line", "says"),
    [
        pytest.param(GOOD.replace("task", "tasks"), 4, "tasks", id="misspelt expectation"),
        pytest.param(GOOD.replace("user", "usr"), 4, "usr", id="misspelt turn"),
        pytest.param(GOOD.replace("  title: một hội thoại\n", ""), 1, "title", id="no title"),
        pytest.param(GOOD.replace("task: 4", "task: bốn"), 4, "bốn", id="a task not in digits"),
        pytest.param(
            GOOD.replace("task: 4", "locators: '4'"), 4, "danh sách", id="one locator, no list"
        ),
        pytest.param(
            GOOD.replace('press: "Nguồn"', 'press: "Nguồn", user: "nguồn"'),
            5,
            "đúng một trong hai",
            id="said and pressed at once",
        ),
        pytest.param(
            GOOD.replace('press: "Nguồn"', "expect: {task: 4}"),
            5,
            "đúng một trong hai",
            id="neither said nor pressed",
        ),
        pytest.param(GOOD.replace("user:", "press:"), 3, "chưa có nút", id="pressed at once"),
        pytest.param("- id: x\n  title: t\n  turns: []\n", 3, "turns", id="no turn"),
        pytest.param(GOOD + GOOD, 6, "“mot” đã có", id="the same id twice"),
        pytest.param("mot: hai\n", 1, "danh sách", id="no list"),
        pytest.param("", 1, "danh sách", id="empty file"),
        pytest.param("- id: [\n", 2, "YAML", id="not YAML"),
    ],
)
def test_a_fault_names_its_file_and_its_line(
    tmp_path: Path, text: str, line: int, says: str
) -> None:
    fault = fault_of(tmp_path, text)
    assert fault.startswith(f"{tmp_path / 'a.yaml'}:{line}: ")
    assert says in fault
    assert len(fault.splitlines()) == 1


def test_every_fault_of_every_file_is_told_at_once(tmp_path: Path) -> None:
    (tmp_path / "b.yaml").write_text("- {id: x, title: t}\n", encoding="utf-8")
    fault = fault_of(tmp_path, GOOD.replace("task", "tasks").replace("press", "pres"))
    named = {line.split(": ")[0].rsplit("/", 1)[1] for line in fault.splitlines()}
    assert named == {"a.yaml:4", "a.yaml:5", "b.yaml:1"}


QUESTION = '{"id": "a", "q": "nhiệm vụ 4", "kind": "task", "style": "terse", "expect": {"task": 4}}'


def test_a_question_a_line_is_a_conversation_of_one_turn(tmp_path: Path) -> None:
    lines = [QUESTION, "", QUESTION.replace('"id": "a"', '"id": 7, "note": "ghi chú"')]
    (tmp_path / "a.jsonl").write_bytes(b"\xef\xbb\xbf" + "\r\n".join(lines).encode())
    load(tmp_path, GOOD)
    asked, numbered, scripted = load_conversations([tmp_path, tmp_path / "a.jsonl"])
    assert asked.turns == (Turn(user="nhiệm vụ 4", expect=expect(task=4)),)
    assert (asked.id, asked.kind, asked.style) == ("a", "task", "terse")
    assert (numbered.id, numbered.turns) == ("7", asked.turns)
    assert (scripted.id, scripted.kind, scripted.style) == ("mot", None, "conversation")


@pytest.mark.parametrize(
    ("line", "says"),
    [
        pytest.param("nhiệm vụ 4", "không phải JSON: “nhiệm vụ 4”", id="no JSON"),
        pytest.param("[" * 100_000, "không phải JSON", id="nested too deep"),
        pytest.param("[4]", "“[4]” không phải những mục", id="no object"),
        pytest.param(QUESTION.replace('"q"', '"question"'), "thiếu mục “q”", id="no question"),
        pytest.param(QUESTION.replace('"kind": "task", ', ""), "thiếu mục “kind”", id="no kind"),
        pytest.param(QUESTION.replace('"terse"', "null"), "thiếu mục “style”", id="a null"),
        pytest.param(
            QUESTION.replace('"task": 4', '"tasks": 4'), "mục lạ “expect.tasks”", id="typo"
        ),
        pytest.param(QUESTION.replace("4}}", '"bốn"}}'), "“expect.task” là “bốn”", id="no number"),
        pytest.param(QUESTION.replace('"nhiệm vụ 4"', "[]"), "“q” là “[]”", id="no text"),
        pytest.param(
            QUESTION.replace("nhiệm", "\\ud800"), "có nửa ký tự “\\ud800”", id="half a character"
        ),
        pytest.param(QUESTION, "mã “a” đã có ở", id="the same id twice"),
    ],
)
def test_a_fault_of_a_question_names_its_file_and_its_line(
    tmp_path: Path, line: str, says: str
) -> None:
    file = tmp_path / "a.jsonl"
    file.write_text(f"{QUESTION}\n\n{line}\n", encoding="utf-8")
    with pytest.raises(ReplayError) as caught:
        load_conversations([file])
    (fault,) = str(caught.value).splitlines()
    assert fault.startswith(f"{file}:3: ")
    assert says in fault


def test_questions_in_no_unicode_or_in_no_file_are_told(tmp_path: Path) -> None:
    file = tmp_path / "a.jsonl"
    file.write_bytes(QUESTION.encode("utf-8") + b"\n\xff\n")
    with pytest.raises(ReplayError, match=r"a\.jsonl:2: không phải chữ UTF-8"):
        load_conversations([file])
    with pytest.raises(ReplayError, match=r"b\.jsonl: không đọc được"):
        load_conversations([tmp_path / "b.jsonl"])


def test_a_file_of_another_form_is_not_told_line_by_line(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text("không phải\n" * 1000, encoding="utf-8")
    with pytest.raises(ReplayError) as caught:
        load_conversations([tmp_path])
    assert len(str(caught.value).splitlines()) == 21
    assert "a.jsonl:20: dừng đọc ở đây" in str(caught.value)


def test_no_conversation_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(ReplayError, match="không có hội thoại nào"):
        load_conversations([tmp_path])
    assert "không có hội thoại nào" in fault_of(tmp_path, "[]\n")


def test_a_file_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    with pytest.raises(ReplayError, match=r"không đọc được .*khong-co\.yaml"):
        load_conversations([tmp_path / "khong-co.yaml"])
    (tmp_path / "latin.yaml").write_bytes("- id: nhiệm".encode("utf-16"))
    with pytest.raises(ReplayError, match=r"không đọc được .*latin\.yaml"):
        load_conversations([tmp_path])


# -- expectations --------------------------------------------------------------------------------


def answered(*locators: str, kind: str = "passage", directives: tuple[str, ...] = ()) -> Reply:
    """An answer that quotes these places of the shipped briefing."""
    document = shipped_library().documents[0]
    passages = [p for locator in locators if (p := document.passage(locator))]
    return Reply(
        status="answered",
        kind=kind,
        language="vi",
        blocks=(Block(kind="text", text="Ngày 03/04/2024, Nhiệm vụ"),),
        shown=(),
        passages=tuple(
            QuotedPassage(**p.model_dump(exclude={"task", "sections"}), source=document.source("x"))
            for p in passages
        ),
        directives=tuple(
            CitedDirective(
                id=directive,
                type="t",
                number=None,
                issuer=None,
                subject=None,
                date_printed=None,
                date_verified=None,
                held=False,
                cited_in=(),
            )
            for directive in directives
        ),
        actions=(Action(label="Nhiệm vụ 5", message="nhiệm vụ 5"),),
        library="v",
    )


TASK_3 = tuple(f"3.{k}" for k in range(1, 9))
OUTLINE = ("1", "2", "3.1", "4", "5", "6")
REFUSED = Reply(status="not_found", kind="none", language="en", blocks=(), shown=(), library="v")


def expect(**fields: object) -> Expectation:
    return Expectation.model_validate(fields)


@pytest.mark.parametrize(
    ("wanted", "right", "wrong"),
    [
        pytest.param(expect(), answered("4"), REFUSED, id="answered unless said otherwise"),
        pytest.param(expect(answered=False), REFUSED, answered("4"), id="answered"),
        pytest.param(
            expect(answered=False, smalltalk=True),
            REFUSED.model_copy(update={"status": "smalltalk"}),
            REFUSED,
            id="smalltalk",
        ),
        pytest.param(
            expect(smalltalk=True),
            REFUSED.model_copy(update={"status": "smalltalk"}),
            answered("4"),
            id="smalltalk alone",
        ),
        pytest.param(
            expect(status="unclear"),
            REFUSED.model_copy(update={"status": "unclear"}),
            REFUSED,
            id="status",
        ),
        pytest.param(
            expect(answered=False),
            REFUSED.model_copy(update={"status": "help"}),
            REFUSED.model_copy(update={"status": "unclear"}),
            id="asking back is no refusal",
        ),
        pytest.param(expect(kind="task"), answered("4", kind="task"), answered("4"), id="kind"),
        pytest.param(
            expect(language="vi"),
            answered("4"),
            answered("4").model_copy(update={"language": "en"}),
            id="language",
        ),
        pytest.param(expect(task=3), answered(*TASK_3, "4"), answered(*TASK_3[:-1]), id="task"),
        pytest.param(expect(task=3), answered(*TASK_3), answered("4", *TASK_3), id="task first"),
        pytest.param(expect(task=4), answered("4"), answered("5"), id="another task"),
        pytest.param(
            expect(outline=True),
            answered(*OUTLINE, kind="outline"),
            answered(*OUTLINE),
            id="outline of another kind",
        ),
        pytest.param(
            expect(outline=True),
            answered(*OUTLINE, kind="outline"),
            answered(*OUTLINE[:-1], kind="outline"),
            id="outline less one",
        ),
        pytest.param(
            expect(locators=["3.3", "3.4"]), answered("3.4"), answered("3.5"), id="locators"
        ),
        pytest.param(
            expect(locators=["3.3"]), answered("3.3", "1"), answered("1", "3.3"), id="first locator"
        ),
        pytest.param(expect(locators=["3.3"]), answered("3.3"), answered(), id="no locator at all"),
        pytest.param(
            expect(directives=["a", "b"]),
            answered("4", directives=("b", "c")),
            answered("4", directives=("c", "b")),
            id="directives",
        ),
        pytest.param(
            expect(directives=["a"], locators=["5"]),
            answered("4", "5", directives=("a",)),
            answered("4", directives=("a",)),
            id="directives and where they are cited",
        ),
        pytest.param(
            expect(directives=["a", "b"], all=True),
            answered("4", directives=("c", "b", "a")),
            answered("4", directives=("a", "c")),
            id="all directives",
        ),
        pytest.param(
            expect(directives=["a"], all=True),
            answered("4", directives=("b", "a")),
            answered("4", directives=("a", "b", "c")),
            id="all directives and two more",
        ),
        pytest.param(
            expect(contains=["nhiệm VỤ", "3/4/2024"]),
            answered("4"),
            answered("4").model_copy(update={"blocks": ()}),
            id="contains",
        ),
        pytest.param(
            expect(lacks=["nhiệm VỤ"]),
            answered("4").model_copy(update={"blocks": ()}),
            answered("4"),
            id="lacks",
        ),
    ],
)
def test_each_expectation_holds_and_fails(wanted: Expectation, right: Reply, wrong: Reply) -> None:
    library = shipped_library()
    assert (list(faults(wanted, right, library)), bool(list(faults(wanted, wrong, library)))) == (
        [],
        True,
    )


def changed(reply: Reply, **fields: object) -> Reply:
    """The reply with other fields in its first passage."""
    first, *rest = reply.passages
    return reply.model_copy(update={"passages": (first.model_copy(update=fields), *rest)})


def test_no_reply_is_right_that_is_not_word_for_word_or_has_no_source() -> None:
    library, right = shipped_library(), answered("4")
    source = right.passages[0].source.model_copy(update={"publisher": ""})
    told = [
        list(faults(expect(), reply, library))
        for reply in (
            right,
            changed(right, text=right.passages[0].text.replace("Tiếp tục", "Tiếp tuc")),
            changed(right, document="bài-khác"),
            changed(right, source=source),
        )
    ]
    assert told == [
        [],
        ["đoạn 4 không đúng nguyên văn"],
        ["đoạn 4 không đúng nguyên văn"],
        ["đoạn 4 thiếu nguồn: publisher"],
    ]


def test_a_task_that_the_briefing_lacks_is_never_right() -> None:
    assert list(faults(expect(task=7), answered("4"), shipped_library()))


def test_every_field_of_an_expectation_has_its_own_reason() -> None:
    wanted = expect(
        kind="task", language="en", task=1, locators=["1"], contains=["vắng"], lacks=["nhiệm"]
    )
    assert len(list(faults(wanted, answered("4"), shipped_library()))) == 6


# -- playing -------------------------------------------------------------------------------------


def conversation(*turns: Turn) -> ScriptedConversation:
    return ScriptedConversation(id="mot", title="một hội thoại", turns=turns)


def failures_of(*turns: Turn) -> list[PlayedTurn]:
    desk = new_desk()
    script = conversation(*turns)
    return list(play(script, lambda text: desk.reply("chat", text), desk.library))


def test_a_failing_turn_prints_all_that_is_needed_to_mend_it() -> None:
    (failure,) = failures_of(
        Turn(user="nhiệm vụ 5", expect=expect(task=5)),
        Turn(user="nhiệm vụ 4", expect=expect(task=6, contains=["vắng"])),
    )
    told = str(failure)
    assert told.splitlines()[0] == "mot.2 một hội thoại"
    for piece in ("nhiệm vụ 4", "'task': 6", "['4']", "137-QĐ/TW", "mong ['6']", "thiếu “vắng”"):
        assert piece in told
    for line in failure.reply.text.splitlines():
        assert f"    {line}" in told


def test_pressing_asks_what_the_button_asks_and_a_label_may_be_cut_short() -> None:
    assert (
        failures_of(
            Turn(user="nhiệm vụ 3", expect=expect(task=3)),
            Turn(press="Xem tiếp", expect=expect(contains=["Kết luận số 100-KL/TW"])),
        )
        == []
    )


def test_a_button_that_is_not_there_fails_its_turn_and_ends_its_conversation() -> None:
    (failure,) = failures_of(
        Turn(user="nhiệm vụ 5", expect=expect(task=5)),
        Turn(press="Nhiệm vụ 9"),
        Turn(user="nhiệm vụ 5", expect=expect(task=1)),
    )
    assert failure.turn == 2
    assert "không có nút “Nhiệm vụ 9”; có: Nhiệm vụ 6" in str(failure)


def test_a_failing_turn_does_not_end_its_conversation() -> None:
    failures = failures_of(
        Turn(user="nhiệm vụ 5", expect=expect(task=1)),
        Turn(user="nhiệm vụ 5", expect=expect(task=5)),
        Turn(user="nhiệm vụ 5", expect=expect(task=2)),
    )
    assert [failure.turn for failure in failures] == [1, 3]


def test_every_turn_is_handed_over_right_or_wrong_and_with_its_time() -> None:
    desk = new_desk()
    script = conversation(
        Turn(user="nhiệm vụ 5", expect=expect(task=5)),
        Turn(user="nhiệm vụ 4", expect=expect(task=6)),
        Turn(press="Nhiệm vụ 9"),
        Turn(user="nhiệm vụ 1"),
    )
    turns = list(played(script, lambda text: desk.reply("chat", text), desk.library))
    assert [(t.turn, t.sent, bool(t.reasons)) for t in turns] == [
        (1, True, False),
        (2, True, True),
        (3, False, True),
    ]
    assert [t.ms > 0 for t in turns] == [True, True, False]
