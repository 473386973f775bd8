"""Why an answer is what it is: how the question was read, what was judged, and what decided.

For admins who tune the lexicon or wonder at a reply; nothing here is shown in a chat.
"""

from collections.abc import Iterator, Sequence

from bot.labels import place_name
from index.answer import Answer, Step
from index.coverage import Coverage
from index.gate import DIRECTIVE_SHARE, PASSAGE_SHARE
from index.query import Query, Word
from index.topics import Judged

_STEPS: dict[Step, str] = {
    "act": "không phải câu hỏi: chào, cảm ơn, xin trợ giúp",
    "taught": "câu đã được người biên tập nối với đoạn",
    "time": "hỏi mốc thời gian, ngày kỷ niệm",
    "citing": "hỏi cách trích dẫn",
    "checking": "nhờ đối chiếu một câu",
    "unknown_quotation": "một câu trong ngoặc kép mà tài liệu không có",
    "name": "gọi đúng tên một văn bản",
    "pasting": "chép lại một đoạn của tài liệu",
    "other_scope": "hỏi thời gian hay cơ quan khác với bài đang có",
    "locator": "gọi đúng vị trí của đoạn",
    "task": "gọi đúng số nhiệm vụ",
    "number": "gọi đúng số văn bản",
    "article": "hỏi về chính bài báo",
    "outline": "hỏi mọi nhiệm vụ",
    "document": "tìm văn bản theo loại, cơ quan, ngày, năm hoặc trích yếu",
    "words": "xếp hạng các đoạn theo từ ngữ rồi xét ngưỡng",
}
_NOTHING: tuple[object, ...] = (None, False, (), frozenset(), "")
# What the message was and what the words are left to searching for is said apart.
_SAID_APART = frozenset(("text", "words", "content", "meant", "language", "act"))
_SHOWN = 5


def explain(answer: Answer) -> str:
    """`answer` accounted for, one fact a line; ends without a newline."""
    return "\n".join(_lines(answer))


def _lines(answer: Answer) -> Iterator[str]:
    query = answer.query
    yield "Đọc câu hỏi"
    yield f"  sau khi sửa:  {' '.join(word.typed for word in query.words)}"
    yield f"  ngôn ngữ:     {query.language}"
    yield f"  hiểu được:    {_understood(query)}"
    yield f"  từ để tìm:    {_listed(query.content)}"
    concepts = dict.fromkeys(concept for word in query.meant for concept in word.concepts)
    for concept in concepts:
        yield f"  đồng nghĩa:   {concept.said} = {', '.join(concept.names)}"
    step = _STEPS[answer.found_by] if answer.found_by else "hội thoại: thiếu điều để hiểu câu này"
    yield f"Bước quyết định: {step}"
    if answer.subject is not None:
        yield f"  trích yếu:    {_covered(answer.subject)} (cần ít nhất {DIRECTIVE_SHARE:.0%})"
    if answer.judged:
        yield f"Các đoạn được xét (cần khớp ít nhất {PASSAGE_SHARE:.0%} sức nặng các từ)"
        for judged in answer.judged[:_SHOWN]:
            yield from _judged(judged)
    yield f"Kết quả: {_outcome(answer)}"


def _understood(query: Query) -> str:
    fields = {name: value for name, value in vars(query).items() if name not in _SAID_APART}
    default = vars(Query(text=""))
    told = [f"{n}={_plain(v)}" for n, v in fields.items() if v != default[n] and v not in _NOTHING]
    return "; ".join([f"act={query.act}", *told])


def _plain(value: object) -> str:
    if isinstance(value, frozenset):
        return ",".join(sorted(map(str, value)))
    if isinstance(value, tuple):
        return ",".join(map(_plain, value))
    if isinstance(value, Word):
        return value.typed
    return str(getattr(value, "locator", value))


def _listed(words: Sequence[Word]) -> str:
    return ", ".join(f"{w.typed} (nhẹ)" if w.weak else w.typed for w in words) or "không có"


def _covered(coverage: Coverage) -> str:
    missing = f"; thiếu: {', '.join(coverage.missing)}" if coverage.missing else ""
    return f"khớp {coverage.share:.0%} ({', '.join(coverage.matched)}{missing})"


def _judged(judged: Judged) -> Iterator[str]:
    views = ", ".join(f"{view} {score:.2f}" for view, score in judged.hit.views.items())
    yield f"  {judged.passage.locator:9} {place_name(judged.passage)}: {_covered(judged.coverage)}"
    yield f"            điểm BM25 theo góc nhìn: {views}"
    yield f"            {judged.refused or f'được chọn làm ứng viên, giá trị {judged.value:.2f}'}"


def _outcome(answer: Answer) -> str:
    if answer.status == "answered":
        places = [p.locator for p in answer.passages]
        documents = [d.id for d in answer.directives]
        found = ", ".join([*places, *documents]) or answer.kind
        return f"trả lời ({answer.kind}), độ tin {answer.confidence:.0%}: {found}"
    near = ", ".join(p.locator for p in answer.near[:3])
    return f"{answer.status} ({answer.problem or answer.query.act}); gần nhất: {near or 'không có'}"
