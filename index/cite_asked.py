"""Reading whether a question asks how to cite, and takes its words so that the place is left."""

import re

from index.grammar import FACTS
from index.query import Citing
from index.question import Question

_CITE = (
    r"(?:(?<!duoc )trich dan(?! nguyen van)|trich nguon|dan nguon|ghi nguon|de nguon|chu nguon"
    r"|ghi chu nguon|chu thich nguon|dan lai|trich lai)"
)
_HOW = (
    r"(?:(?:nhu )?the nao|ra sao|nhu nao|kieu gi|lam sao|sao)?(?: ?(?:cho|sao cho|de))?"
    r" ?(?:dung (?:cach|chuan|quy dinh|the thuc|luat)|dung|chuan)"
    r"|(?:nhu )?the nao|ra sao|nhu nao|kieu gi"
)
_ASKED = re.compile(
    rf"\b{_CITE}\b.{{0,80}}?\b(?:{_HOW})\b"
    rf"|\b(?:cach|mau|kieu|dong|form|format) (?:de )?{_CITE}\b"
    rf"|\b(?:lam sao|lam the nao|the nao)(?: de| ma)? {_CITE}\b"
    r"|\b(?:ghi|dua|viet|de|cho)\b.{0,40}\btai lieu tham khao\b"
    r"|\bhow (?:do|should|can|to|would|must)(?: (?:i|we|you|one))?(?: properly| correctly)?"
    r" (?:cite|reference|credit)\b"
    r"|^(?:please |can you |could you )*cite\b|\bcitation\b|\bbibliograph\w*"
)
_CITE_SECTION = re.compile(
    rf"(?:(?:cho|xin|giup|toi|minh|em|hay|viet|ghi|lam) )*{_CITE}\b|citation\b"
)
_WORDS = re.compile(
    rf"\b(?:(?:cach|mau|kieu|dong|form|format|muon|can|nen|phai) )*(?:de )?{_CITE}\b"
    rf"|\b(?:lam sao|lam the nao)(?: de| ma)?\b|\b(?:{_HOW})\b"
    r"|\b(?:vao |trong )?(?:muc |danh muc )?tai lieu tham khao\b"
    r"|\b(?:trong|vao|o) (?:bao cao|luan van|luan an|de an|bai viet cua (?:toi|minh|em)|slide"
    r"|tham luan|to trinh|chu thich|cuoi trang|footnote)\b"
    r"|\bhow (?:do|should|can|to|would|must)(?: (?:i|we|you|one))?\b"
    r"|\b(?:properly |correctly )?(?:cite|reference|credit)\b|\bcitations?(?: (?:for|of|format))?\b"
    r"|\bbibliograph\w*(?: entry)?\b|\b(?:properly|correctly|give me)\b"
)
_ARTICLE = re.compile(
    r"\bbai(?: bao| viet)?(?: nay| do| tren| giao ban)?\b|\b(?:the |this )?(?:article|briefing)\b"
)


def read_citing(question: Question, *, of_section: bool) -> Citing | None:
    """Whether it is asked how to cite a place, or the article; None where neither is.

    Who names what is wanted of a source ("tên tác giả, ngày đăng") is given that instead. "Trích
    dẫn Điều 5" asks for a line to cite, for to be quoted a Điều need only be named (`of_section`).
    """
    if not (_ASKED.search(question.plain) or (of_section and _CITE_SECTION.match(question.plain))):
        return None
    if any(FACTS[fact].search(question.plain) for fact in FACTS if fact != "source"):
        return None
    question.mark(_WORDS)
    return "article" if question.mark(_ARTICLE) else "place"
