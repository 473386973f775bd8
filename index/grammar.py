"""The phrases of questions, as patterns over folded text.

Every pattern is written without accents and matched against the folded question; where another
word folds alike, whoever applies them compares the accents that were typed.
"""

import re

from corpus.numbers import TYPE_NAMES
from index.query import Aspect, Fact
from index.text import fold

_FOLDED_TYPES = {fold(name): name for name in TYPE_NAMES}
# "Báo cáo" and "thông báo" without a number are what people do, more than what they ask for.
_VERBS = ("bao cao", "thong bao")
ANY_DOCUMENT = r"van ban|giay to|tai lieu|cong van giay to"
TYPE = "|".join(sorted(map(re.escape, _FOLDED_TYPES), key=len, reverse=True))
_NOUN_TYPE = "|".join(sorted((t for t in _FOLDED_TYPES if t not in _VERBS), key=len, reverse=True))
BODY = (
    r"ban (?:tuyen giao|to chuc|dan van|noi chinh|kinh te|chi dao)(?: (?:trung uong|thanh uy|tinh uy))?"
    r"|ban bi thu(?: trung uong(?: dang)?)?|bo chinh tri|ban chap hanh trung uong(?: dang)?"
    r"|ban thuong vu(?: (?:thanh uy|tinh uy|quan uy|huyen uy))?|ban cua thanh uy"
    r"|thanh uy|tinh uy|quan uy|huyen uy|dang uy"
    r"|uy ban nhan dan(?: thanh pho)?|hoi dong nhan dan(?: thanh pho)?|chinh phu|quoc hoi"
    r"|trung uong(?: dang)?"
)

TASK_NOUN = re.compile(
    r"\b(?P<strong>nhiem vu)\b"
    r"|\b(?P<many>(?:nhung|cac) (?:cong )?viec(?= (?:gi|nao)\b)|viec lon|viec chinh|viec trong tam|dau viec)\b|\b(?:phan viec|hang muc|muc|viec)\b"
)
TASK_FILLERS = (
    ("trong", "tam"),
    ("cong", "tac"),
    ("chinh",),
    ("lon",),
    ("xep",),
    ("dung",),
    ("o", "vi", "tri"),
    ("key",),
    ("main",),
)
NUMBER_MARKS = frozenset(("so", "thu", "no", "number"))
PARAGRAPH_NOUN = re.compile(r"\b(?:doan van|doan|paragraph|gach dau dong|y(?= (?:thu|so) ))(?= )")
PART = re.compile(r"\b(?:phan|part) (\d{1,2})\b")
LOCATOR = re.compile(
    r"\b(?:(?P<series>lead|caption)\.(?P<place>\d{1,2})|(?P<task>\d{1,2})\.(?P<paragraph>\d{1,2}))\b(?![./]\d)"
)
# A number before these counts something: "ba tháng", "6 dấu ấn"; it is not a task's.
UNITS = frozenset(
    (
        "dong",
        "cau",
        "y",
        "trang",
        "ban",
        "loai",
        "thang",
        "nam",
        "ngay",
        "tuan",
        "quy",
        "giai",
        "dau",
        "cach",
        "lan",
        "nguoi",
    )
)
ENGLISH_ORDINAL = re.compile(
    r"\b(?P<number>second to last|second last|next to last|penultimate|first|second|third|fourth|fifth|sixth"
    r"|seventh|eighth|ninth|tenth|last|final|\d{1,2}(?:st|nd|rd|th))"
    r" (?:(?:key|main) )?(?P<noun>nhiem vu|doan|one|item)\b"
    r"|\b(?:number|no) (?P<nth>[a-z0-9]+) (?:of|in|on|among) (?:the |your |these )?(?:[a-z0-9]+ )?nhiem vu\b"
)
LISTED = re.compile(
    r"(?:\b(?:cai|muc|dieu|van ban)(?: (?:thu|so))?|^(?:(?:con|the con|vay con|the|roi) )?thu) (?=[a-z0-9])"
)

BARE_NUMBER = re.compile(
    r"(?:con|the con|vay con|the|vay|and|what about|how about|roi|thoi)?\s*(?:so )?"
    r"(?P<number>[a-z0-9]+(?: muoi| [a-z]+)?)(?: (?:thi sao|la gi|nhe|di|a|nua|thi|the nao|please))*\W*"
)

NUMBER_ASKED = re.compile(
    rf"(?:\b(?P<type>{TYPE}|{ANY_DOCUMENT})\s+)?(?:(?:mang|co|ky hieu)\s+)?"
    rf"(?P<so>\b(?:so hieu|so|no\.?|number|#)\s*)?\b(?P<number>\d{{1,4}})\b"
    r"(?:/(?P<year>(?:19|20)\d\d)\b)?(?![./:]\d)"
    rf"(?:(?P<joint>\s*[-/–.]\s*|\s+)(?P<code>{TYPE})\b)?"
    rf"(?:\s*[-/–]?\s*(?:cua\s+)?\b(?P<issuer>{BODY})\b)?"
)
NUMBER_LISTED = re.compile(r"\s*(?:,|va|and|voi|&)\s*(?:so )?(?P<number>\d{1,3})\b(?![./:]\d)")
TYPE_ASKED = re.compile(rf"\b(?P<type>{_NOUN_TYPE}|{ANY_DOCUMENT})\b")
ISSUER_ASKED = re.compile(
    rf"\b(?:cua|do|by|from|of)\s+(?:the\s+)?(?P<issuer>{BODY})\b"
    rf"|\b(?P<issuing>{BODY})(?=\s+(?:da\s+)?(?:ban hanh|ra|ky|issued?)\b)"
)
_T = rf"(?:{_NOUN_TYPE}|{ANY_DOCUMENT})"
# What makes a type word a question for documents, and not a word of the topic.
DOCUMENTS_ASKED = re.compile(
    rf"\b{_T}(?: (?!noi dung|phan|doan|muc|nhiem vu|{_T})[a-z]+){{0,3}} nao\b"
    rf"|\b{_T} gi\b|\b(?:which|what|whose) (?:[a-z]+ )?{_T}"
    rf"|\b(?:list|every|each|all|ke|liet ke|danh sach|tat ca|nhung|cac|may|bao nhieu|toan bo)"
    rf"(?: (?:het|ra|cac|nhung|tat ca|the|of|bao nhieu))* {_T}\b"
    rf"|\b{_T}(?: (?:cua|nao|do) (?:{BODY}))?(?: [a-z]+)? (?:ve|noi ve|about|on)\b"
    rf"|\b(?:tim|can|xin|cai|mot|to) {_T}\b"
    rf"|\b{_T}(?: (?:nao|duoc|dan|nhac|nao do))* (?:lau doi|lau|cu|som|moi|gan day) nhat\b"
    rf"|\b(?:oldest|earliest|newest|latest|most recent) (?:[a-z]+ )?{_T}\b"
    rf"|\b{_T} (?:(?:duoc )?(?:ban hanh|ra|ky) )?(?:cua|do|by|from|of|issued by) (?:the )?(?:{BODY})\b"
    rf"|\b{_T} (?:issued |dated )?(?:from |in |of )?(?:19|20)\d\d\b"
    rf"|\b{_T} (?:(?:duoc )?(?:ban hanh|ra doi|ra|ky) )?(?:vao )?(?:ngay|nam|thang)\b"
)
CITING = re.compile(r"\b(?:vien dan|dan|nhac|neu|can cu|cite[sd]?|mentions?|names?|refers?)\b")
DOCUMENT_SUBJECT = re.compile(rf"\b{_T}(?: [a-z]+){{0,6}}? (?:ve(?: viec)?|about|on)\b")
TOPIC = re.compile(r"\b(?:ve(?: viec)?|lien quan(?: (?:den|toi))?|about|regarding|concerning)\b")
ALTERNATIVES = frozenset(("hay", "hoac", "or"))
# "văn bản trong nhiệm vụ 3": the documents a place cites, and not the place itself.
CITED_BY = re.compile(
    rf"\b{_T}(?: (?:duoc|nhac|neu|dan|toi|den|nam|co|nao|gi|cited|mentioned|named))* (?:trong|o|cua|thuoc|tai|in|of)"
    r" (?:doan|nhiem vu|muc|dieu|khoan|diem|chuong|article|clause|chapter)\b"
)
LISTING = re.compile(
    r"\b(?:cac|nhung|tat ca|toan bo|liet ke|ke|danh sach|het|all|every|list|each|hai|ba|may)\b"
)
OUTLINE_CUE = re.compile(
    r"\b(?:cac|nhung|tat ca|toan bo|moi|liet ke|ke|danh sach|bao nhieu|may|tong cong|tong so|tung"
    r"|tom tat|tom luoc|tong hop|diem lai|all|list|how many|overview|outline|summary|summari[sz]e|what are|gi"
    r"|\d{1,2}|ba|bon|nam|sau|bay|six|five)\b"
)

NEXT = re.compile(
    r"\b(?:nhiem vu|muc|viec|cai)(?: ngay)? (?:tiep theo|ke tiep|tiep sau|tiep|ke)\b|\btiep theo\b|\bke tiep\b"
    r"|\bnext(?: (?:nhiem vu|one|item))?\b(?! (?:doan|part|page|phan))|\bthe one after\b|\bafter that\b"
)
PREVIOUS = re.compile(
    r"\b(?:nhiem vu|muc|viec|cai)(?: ngay| lien)? truoc(?: do| nay)?\b|\bprevious(?: (?:nhiem vu|one|item))?\b"
    r"|\bthe one before\b|\bbefore that\b|\bquay lai (?:cai|muc) truoc\b|\blui lai\b"
)
BACK = re.compile(
    r"\b(?:doan|phan) (?:lien )?truoc(?: do)?\b|\bprevious (?:doan|part)\b|\bdoan (?:o )?tren\b"
)
AGAIN = re.compile(
    r"\b(?:nhac|doc|noi|xem|gui|chep) lai(?: di| xem)?\b|\brepeat(?: (?:that|it))?\b|\bsay (?:that|it) again\b"
)
# "tóm tắt bài này": the tasks in outline are the only summary that is quotation.
SUMMARY = re.compile(
    r"\b(?:tom tat|tong hop|dan y|de cuong|muc luc|(?:noi dung|y) chinh|diem chinh|overview|summary|summari[sz]e|main points)\b"
)
WHOLE_ARTICLE = re.compile(
    r"\b(?:(?:ca|toan|het|bai|cua|noi dung) )*(?:bai(?: bao| viet)?|ban tin|buoi giao ban|article|briefing)\b"
)
SIX_ITEMS = re.compile(r"\b(?:6|six|sau) (?:noi dung|dau viec|viec|points|things)\b")
MORE = re.compile(
    r"\b(?:xem|doc|noi|ke|cho|hien|phan|doan|con)? ?tiep(?: tuc| nua| di| phan| doan)*\b"
    r"|\bcon nua\b|\bnua di\b|\bcontinue(?: reading)?\b|\bgo on\b|\bread on\b|\bnext (?:part|page|paragraph|doan|phan)\b"
    r"|\bdoan (?:tiep theo|sau|ke tiep)\b|\bphan (?:tiep theo|sau|ke tiep)\b"
    r"|\b(?:noi |giai thich )?(?:ro|chi tiet|cu the|ky|day du) hon\b|\bmore\b|\bxem them\b|\bdoc them\b"
)

ASPECTS: dict[Aspect, re.Pattern[str]] = {
    "date": re.compile(
        r"\bngay (?:thang )?(?:nao|may|bao nhieu|ban hanh|ra doi|ky)\b|\b(?:vao )?(?:khi|luc|hom) nao\b"
        r"|\bbao gio\b|\bnam (?:nao|bao nhieu)\b|\bwhen\b|\bwhat (?:date|day|year)\b|\bdate\b|\bdated\b"
        r"|\bngay(?= *[?.!]*$)"
    ),
    "issuer": re.compile(
        r"\b(?:do |cua )?ai (?:da )?(?:ban hanh|ra|ky)\b|\b(?:do|cua) (?:ai|(?:co quan|cap|noi|ben|ban|don vi) nao)\b"
        r"|\b(?:co quan|cap) nao\b|\bnoi ban hanh\b|\bwho (?:has )?(?:issued|signed|released)\b|\bissued by\b"
        r"|\bissuer\b"
    ),
    "number": re.compile(
        r"\bso (?:may|bao nhieu|hieu(?: la)?(?: gi| nao)?|nao|gi)\b|\b(?:what|which) number\b|\bloai gi\b"
    ),
    "subject": re.compile(
        r"\b(?:noi |ban )?ve (?:cai |viec |van de |noi dung )?gi\b|\bnoi dung (?:la )?gi\b|\btrich yeu\b"
        r"|\b(?:noi|quy dinh|de cap|neu)(?: (?:den|toi))? (?:cai |dieu |van de |noi dung |nhung |nhung noi dung )?gi\b"
        r"|\babout\b(?= *[?.!]*$)"
    ),
    "where": re.compile(
        r"\b(?:nam |nhac |neu |duoc nhac )?(?:o|trong|tai) (?:dau|(?:nhiem vu|doan|phan|muc) nao)\b"
        r"|\bnhiem vu nao\b|\bwhich (?:nhiem vu|doan)\b|\bwhere\b"
    ),
    "held": re.compile(r"\btoan van\b|\bban day du\b|\bfull text\b"),
    "status": re.compile(
        r"\b(?:con )?hieu luc\b|\b(?:bi |da )?(?:thay the|bai bo)\b|\bin force\b|\breplaced\b"
    ),
    "term": re.compile(r"\b(?:cua )?(?:khoa|nhiem ky) (?:may|nao|bao nhieu)\b|\bwhich term\b"),
}
# Said of a document and not of a topic, once it is clear that a document is asked for.
ISSUED = re.compile(
    r"\b(?:duoc |da )?(?:ban hanh|ra doi|ky ban hanh|issued|released|ra|can cu|theo)\b"
)

FACTS: dict[Fact, re.Pattern[str]] = {
    "author": re.compile(
        r"\bai (?:la )?(?:nguoi )?(?:da )?(?:viet|tac gia)\b|\btac gia\b|\bnguoi viet\b|\bdo ai viet\b"
        r"|\bwho wrote\b|\bauthor\b|\bwritten by\b"
    ),
    "publisher": re.compile(
        r"\b(?:cua |tren |o )?(?:bao|to bao|(?<!giay )to|tap chi|trang bao) (?:nao|gi)\b|\bten (?:to )?(?:bao|tap chi)\b"
        r"|\b(?:which|what) (?:magazine|newspaper|paper|outlet)\b|\bpublisher\b|\bbao nao dang\b"
    ),
    "published": re.compile(
        r"\b(?:dang|xuat ban|len bai)(?: bai| tai| len)? (?:vao )?(?:ngay|luc|khi|hom|bao gio)"
        r"(?: (?:nao|may|bao nhieu))?(?: gio)?\b|\b(?:ngay|gio|thoi gian) dang\b|\bpublished\b"
        r"|\bpublication date\b"
    ),
    "title": re.compile(
        r"\btieu de\b|\btua de\b|\bten (?:cua )?bai(?: bao| viet)?\b|\btitle\b|\bheadline\b"
    ),
    "section": re.compile(r"\bchuyen muc(?: (?:nao|gi))?\b|\bsection\b"),
    "url": re.compile(r"\b(?:link|url|duong dan|duong link|dia chi bai)\b"),
    "source": re.compile(
        r"\b(?:dan |ghi |xin |xem )?nguon(?: goc| tin| bai| trich)?(?: (?:o dau|dau|nao|tu dau))?\b"
        r"|\b(?:trich|lay|lay tin|thong tin) (?:tu|o) dau\b|\bwhere (?:does|did|is|was) (?:this|it|that) (?:come )?from\b"
        r"|\bsources?\b|\bsays who\b"
    ),
}

PRONOUN = re.compile(
    rf"\b(?:no|ca (?:hai|ba)|both|cai (?:nay|do|ay|kia)|(?:{TYPE}|{ANY_DOCUMENT}|(?<!cac )(?<!nhung )(?<!\d )(?:nhiem vu|doan|viec)) (?:nay|do|ay|kia|vua roi|vua neu|tren)"
    rf"|it|that (?:{TYPE}|{ANY_DOCUMENT}|one|nhiem vu)|this (?:{TYPE}|{ANY_DOCUMENT}|one|nhiem vu)"
    rf"|the (?:{TYPE}|{ANY_DOCUMENT})|trong do)\b"
)
# Words of PRONOUN and of FACTS that fold like others: "nó" and "no", "viết" and "Việt".
PRONOUN_MEANT = {"do": "đó", "no": "nó", "nay": "này", "ay": "ấy"}
FACTS_MEANT = {"viet": "viết"}
# What comes before a correction is taken back.
_TAKEN_BACK = r"(?:y (?:toi|minh|em|tui) (?:la|noi)|toi hoi|minh hoi|em hoi|i mean(?:t)?|nham(?: roi)?|no wait|a khong|sua lai)"
TAKEN_BACK = re.compile(
    rf".*\b{_TAKEN_BACK}\b[\s,:.]*(?=\S)|.*\bkhong phai\b.*?\bma(?: la)?\b[\s,:.]*(?=\S)"
    r"|.*\bkhong phai\b[^,]*, *(?:(?:toi|minh|em|tui|anh|chi) )?(?:can|muon|hoi|xin)\b[\s,:.]*(?=\S)"
)
NOT_MEANT = re.compile(
    r"(?<![\s,])[\s,]*\bchu (?:khong|ko|dau) phai\b.*$|(?<![\s,])[\s,]*\bnot (?:the )?(?:nhiem vu|van ban|\d).*$"
)
CORRECTION_HEAD = re.compile(r"^(?:khong phai|khong|no|sorry|xin loi|a|oh|o)\b[\s,.!]*(?=\S)")

THANKS = re.compile(r"\b(?:cam on|cam ta|da ta|thank you|thanks|biet on)\b")
# Thanks with those who are thanked, before or behind what is asked.
THANKING = re.compile(
    r"\b(?:(?:xin|em|toi|minh|chau|da|chan thanh|rat) )*(?:cam on|cam ta|da ta|biet on|thanks?(?: you)?)"
    r"(?: (?:dong chi|cac ban|anh chi|anh|chi|em|ban|bac|co|chu|nhieu|rat nhieu|lam|truoc|a|nhe|nha|ad|so much|a lot))*\b"
)
GREETING = re.compile(r"\b(?:xin chao|chao|hello|hi|hey|alo|good (?:morning|afternoon|evening))\b")
GOODBYE = re.compile(r"\b(?:tam biet|bye|goodbye|hen gap lai|chuc ngu ngon)\b")
HOW_ARE_YOU = re.compile(r"\b(?:co )?khoe (?:khong|chu)\b|\bhow are you\b")
HELP = re.compile(
    r"\b(?:ban|may|bot|em) (?:lam|giup|biet) (?:duoc )?(?:nhung )?gi\b|\bhuong dan su dung\b|\bcach (?:dung|hoi|su dung)\b"
    r"|\bhelp\b|\b(?:ban|em|may|bot|ad|day) la (?:ai|bot|robot|nguoi|may|gi)\b|\bban la ai\b|\bwhat can you do\b|\bwho are you\b|\bhow (?:do|can) i use\b"
)

OLDEST = re.compile(
    r"\b(?:lau doi|lau|cu|som|xa xua|dau tien) nhat\b|\bdau tien\b|\b(?:oldest|earliest|first)\b"
)
NEWEST = re.compile(
    r"\b(?:moi|gan day|muon|gan|sau cung|cuoi cung) nhat\b|\b(?:sau|cuoi) cung\b"
    r"|\b(?:newest|latest|(?:most )?recent|last)\b"
)

QUARTER = re.compile(
    r"\bqu[yi](?: so)? (?P<number>[1-4]|iv|i{1,3}|mot|nhat|hai|ba|bon|tu)\b(?: ?[/-]? ?(?:nam )?(?P<year>(?:19|20)\d\d))?"
    r"|\b(?P<english>first|second|third|fourth) qu[yi]\b(?:(?: of)? (?P<year2>(?:19|20)\d\d))?"
)
YEAR_APART = re.compile(r"\bnam (?P<year>(?:19|20)\d\d)\b")
YEAR = re.compile(
    r"\b(?:nam|in|year|of|from)\s+(?P<year>(?:19|20)\d\d)\b|\b(?P<alone>(?:19|20)\d\d)\b(?![/-]\d)"
)
DATE = re.compile(
    r"\b(?:ngay\s+)?(?:(?P<day>\d{1,2})(?:[/.-]| thang )(?P<month>\d{1,2})(?:[/.-]| nam | )(?P<year>(?:19|20)\d\d)"
    r"|(?P<iso_year>(?:19|20)\d\d)-(?P<iso_month>\d\d)-(?P<iso_day>\d\d))\b"
)
FROM_THE_END = re.compile(
    r"\b(?:dem |tinh |ke )?(?:nguoc )?tu (?:cuoi|duoi)(?: len| tro len)?\b|\bfrom the (?:end|bottom)\b"
)
# Who signed is who issued, for an article; a document that is held has both.
SIGNER = re.compile(r"\b(?:ai|nguoi)(?: da)? ky\b|\bky (?:boi|ten)\b|\bwho signed\b|\bsigned by\b")
# A place within a document: "Điều 5 của Quy định 137".
INNER_PLACE = re.compile(
    r"\b(?P<place>(?:dieu|khoan|chuong|muc|phan|phu luc|article|section|chapter|part)"
    r" (?:so |thu )?(?:\d{1,3}|[ivx]{1,4}|mot|hai|ba|bon|nam|sau|one|two|three|four|five))\b"
)
# The term of a congress that a document belongs to: "khóa XII".
TERM = re.compile(r"\bkhoa (?P<term>[ivx]{1,5}|\d{1,2})\b")
ENGLISH_DATE = re.compile(
    r"\b(?:(?P<day>\d{1,2})(?:st|nd|rd|th)?(?: of)? (?P<month>MONTHS)|(?P<month2>MONTHS) (?P<day2>\d{1,2})(?:st|nd|rd|th)?),? (?P<year>(?:19|20)\d\d)\b".replace(
        "MONTHS",
        "january|february|march|april|may|june|july|august|september|october|november|december",
    )
)
TASKS_OF = re.compile(r"(?: (?:trong tam|cong tac|chinh))* (?:cua|of)\b")
OWNER = re.compile(r"\b(?:cua|of)\s+(?P<owner>[^,.;!?]+)")


def type_name(folded: str) -> str | None:
    """The document type of a folded name; None for "văn bản", which is any."""
    return _FOLDED_TYPES.get(folded)
