"""Every sentence the assistant says of itself, in Vietnamese and in English.

Keys are the same in both; `{}` fields are filled by the composer. Nothing here is quotation.
"""

from index.query import Language

_VIETNAMESE = {
    # names of places
    "task": "Nhiệm vụ {n}",
    "task_of_paragraphs": "Nhiệm vụ {n} ({count} đoạn)",
    "paragraph": "Nhiệm vụ {n}, đoạn {k}",
    "lead": "Phần mở đầu, đoạn {k}",
    "caption": "Chú thích ảnh {k}",
    "outline": "{count} nhiệm vụ trong bài “{title}”",
    "documents": "{count} văn bản được nhắc",
    "part": "{heading} (phần {n}/{count})",
    "more_follows": "Còn tiếp: phần {n}/{count}. Bấm “{label}” hoặc nhắn “xem tiếp”.",
    # source
    "source": "Nguồn: “{title}”, {author}{publisher}, {published}. {url}",
    "searched": "Tôi chỉ tra cứu trong: “{title}”, {author}{publisher}, {published}. {url}",
    "catalogue_source": "Nguồn (danh mục văn bản): {url}",
    "no_catalogue_source": "Nguồn: danh mục văn bản của thư viện, chưa có nguồn kiểm chứng.",
    # facts of a directive
    "issuer": "Cơ quan ban hành: {value}",
    "date_printed": "Ngày in trong bài: {value}",
    "date_both": "Ngày in trong bài: {value} (ngày đã kiểm: {verified})",
    "date_not_printed": "Ngày ban hành: bài không ghi",
    "date_verified_only": "Ngày ban hành: bài không ghi; nguồn khác ghi {value} ({host})",
    "subject": "Trích yếu: {value}",
    "subject_printed": "Bài gọi tên: “{value}”",
    "cited_in": "Được nhắc ở: {value}",
    "not_cited": "Bài không nhắc văn bản này.",
    "held": "Toàn văn: có trong thư viện",
    "not_held": "Toàn văn: không có trong thư viện; dưới đây là đoạn nhắc tới văn bản này",
    "in_force": "Hiệu lực: có nguồn cho thấy còn áp dụng{as_of}{by}",
    "replaced": "Hiệu lực: có nguồn nói đã thay thế{as_of}{by}",
    "unknown_force": "Hiệu lực: chưa có nguồn nói rõ{as_of}{by}",
    "as_of": " (tính đến {as_of})",
    "by": "; xem thêm: {by}",
    "verified": "Đã kiểm theo: {host}",
    "not_verified": "Chưa có nguồn kiểm chứng ngoài bài",
    "date_differs": "Lưu ý về {name}: bài in ngày {printed}; ngày đã kiểm là {verified} (theo {host}).",
    "type_differs": "Lưu ý về {name}: bài gọi là {printed}; văn bản này là {type}{host}.",
    "according_to": " (theo {host})",
    # facts of the article
    "author": "Tác giả: {value}",
    "publisher": "Đăng trên: {value}",
    "published": "Đăng lúc: {value}",
    "title": "Tiêu đề: {value}",
    "section": "Chuyên mục: {value}",
    "url": "Đường dẫn: {value}",
    "unknown": "bài không ghi",
    # nothing found
    "no_such_task": "Không có nhiệm vụ {asked}. Bài nêu {count} nhiệm vụ, từ 1 đến {count}.",
    "no_such_paragraph": "Không có đoạn {asked} ở đó.",
    "no_such_document": "Không thấy văn bản {asked} trong bài hay trong danh mục.",
    "other_document": "Không có văn bản nào đúng là {asked}. Gần nhất là: {near}.",
    "other_period": "Tài liệu không nói về thời gian đó; bài đang có là “{title}”.",
    "other_owner": "Tài liệu không nói về nhiệm vụ của cơ quan, đơn vị đó; bài đang có là “{title}”.",
    "nothing_before": "Đây là nhiệm vụ đầu tiên, trước đó không còn nhiệm vụ nào.",
    "nothing_before_this": "Đây là chỗ mở đầu, trước đó không còn gì.",
    "nothing_after": "Đã hết: sau đó không còn gì nữa.",
    "no_documents_cited": "Phần này không nhắc tới văn bản nào.",
    "no_context": "Tôi chưa rõ anh/chị hỏi về mục nào. Hãy nói rõ hơn, chẳng hạn:",
    "not_in_documents": "Tài liệu không có thông tin này.",
    "nearest": "Gần với câu hỏi nhất: {near}.",
    # talk
    "thanks": "Dạ, không có gì ạ. Anh/chị cần gì cứ hỏi tiếp.",
    "greeting": "Xin chào! Anh/chị hỏi tôi về nhiệm vụ hoặc văn bản trong bài, tôi trích nguyên văn kèm nguồn.",
    "goodbye": "Chào anh/chị, hẹn gặp lại.",
    "start": "Xin chào! Tôi trả lời câu hỏi về bài “{title}” bằng cách trích nguyên văn, kèm nguồn.",
    "help": "Tôi tìm và trích nguyên văn từ tài liệu, không tự viết câu trả lời. Anh/chị có thể hỏi:",
    "examples": "• nhiệm vụ 4 là gì?\n• đoạn 2 của nhiệm vụ 3\n• CT20 ngày nào?\n• các văn bản trong nhiệm vụ 2\n"
    "• nguồn ở đâu?\n• hoặc gõ vài chữ về điều cần tìm, có dấu hay không dấu đều được",
    "unknown_command": "Tôi không có lệnh này. Các lệnh: /nhiemvu, /vanban, /nguon, /help. Hoặc cứ hỏi bằng lời.",
    "empty": "Tin nhắn này không có chữ nào để tra. Anh/chị gõ câu hỏi giúp tôi.",
    # what can't be read
    "cannot_read": "Tôi chỉ đọc được chữ, chưa xem được {what}. Anh/chị gõ câu hỏi giúp tôi.",
    "edited": "Tôi thấy anh/chị vừa sửa tin nhắn. Muốn hỏi lại theo câu đã sửa, anh/chị gửi thành tin mới.",
    "apology": "Xin lỗi, tôi vừa gặp trục trặc nên chưa trả lời được. Anh/chị thử lại giúp tôi.",
    "sticker": "nhãn dán",
    "photo": "ảnh",
    "voice": "tin nhắn thoại",
    "video": "video",
    "document": "tệp",
    "location": "vị trí",
    "contact": "danh thiếp",
    "other": "loại tin này",
    # buttons: the label is also what pressing it asks
    "button_next_part": "Xem tiếp ({n}/{count})",
    "ask_part": "nhiệm vụ {n} phần {part}",
    "button_read_on": "Xem tiếp",
    "ask_read_on": "xem tiếp",
    "button_source": "Nguồn",
    "ask_source": "nguồn",
    "button_documents": "Văn bản được nhắc",
    "ask_documents_task": "văn bản trong nhiệm vụ {n}",
    "ask_documents_place": "văn bản trong đoạn {locator}",
    "ask_task": "Nhiệm vụ {n}",
    "button_outline": "Các nhiệm vụ",
    "ask_outline": "các nhiệm vụ",
}  # fmt: skip

_ENGLISH = {
    "task": "Task {n}",
    "task_of_paragraphs": "Task {n} ({count} paragraphs)",
    "paragraph": "Task {n}, paragraph {k}",
    "lead": "Introduction, paragraph {k}",
    "caption": "Photo caption {k}",
    "outline": "{count} tasks in “{title}”",
    "documents": "{count} documents cited",
    "part": "{heading} (part {n}/{count})",
    "more_follows": "More follows: part {n}/{count}. Press “{label}” or write “continue”.",
    "source": "Source: “{title}”, {author}{publisher}, {published}. {url}",
    "searched": "I only search: “{title}”, {author}{publisher}, {published}. {url}",
    "catalogue_source": "Source (catalogue of documents): {url}",
    "no_catalogue_source": "Source: the library's catalogue of documents, not verified yet.",
    "issuer": "Issued by: {value}",
    "date_printed": "Date as printed: {value}",
    "date_both": "Date as printed: {value} (verified: {verified})",
    "date_not_printed": "Date of issue: not printed in the article",
    "date_verified_only": "Date of issue: not printed; another source has {value} ({host})",
    "subject": "Subject: {value}",
    "subject_printed": "Named in the article: “{value}”",
    "cited_in": "Cited in: {value}",
    "not_cited": "The article does not cite this document.",
    "held": "Full text: in the library",
    "not_held": "Full text: not in the library; below is the passage that cites it",
    "in_force": "Status: a source shows it in force{as_of}{by}",
    "replaced": "Status: a source says it was replaced{as_of}{by}",
    "unknown_force": "Status: no source says clearly whether it is in force{as_of}{by}",
    "as_of": " (as of {as_of})",
    "by": "; see also: {by}",
    "verified": "Verified with: {host}",
    "not_verified": "Not verified outside the article yet",
    "date_differs": "Note on {name}: the article prints {printed}; the verified date is {verified} (per {host}).",
    "type_differs": "Note on {name}: the article calls it a {printed}; it is a {type}{host}.",
    "according_to": " (per {host})",
    "author": "Author: {value}",
    "publisher": "Published in: {value}",
    "published": "Published at: {value}",
    "title": "Title: {value}",
    "section": "Section: {value}",
    "url": "Link: {value}",
    "unknown": "not printed",
    "no_such_task": "There is no task {asked}. The article has {count} tasks, 1 to {count}.",
    "no_such_paragraph": "There is no paragraph {asked} there.",
    "no_such_document": "I find no document {asked} in the article or the catalogue.",
    "other_document": "I find no exact match for {asked}. The nearest: {near}.",
    "other_period": "The documents do not cover that period; what I have is “{title}”.",
    "other_owner": "The documents do not cover that body's tasks; what I have is “{title}”.",
    "nothing_before": "This is the first task; there is none before it.",
    "nothing_before_this": "This is the beginning; nothing stands before it.",
    "nothing_after": "That is the end: nothing follows.",
    "no_documents_cited": "No document is cited there.",
    "no_context": "I am not sure what you mean. Please be more specific, for example:",
    "not_in_documents": "The documents do not say.",
    "nearest": "Nearest to your question: {near}.",
    "thanks": "You're welcome. Ask on whenever you like.",
    "greeting": "Hello! Ask me about the tasks or the documents in the article; I quote it word for word, with the source.",
    "goodbye": "Goodbye.",
    "start": "Hello! I answer questions about “{title}” by quoting it word for word, with the source.",
    "help": "I find and quote passages; I never write answers of my own. You can ask:",
    "examples": "• what is task 4?\n• paragraph 2 of task 3\n• when was directive 20 issued?\n"
    "• which documents does task 2 name?\n• source?\n• or a few words on what you are looking for",
    "unknown_command": "I have no such command. Commands: /nhiemvu, /vanban, /nguon, /help. Or just ask.",
    "empty": "This message has no words to look up. Please type your question.",
    "cannot_read": "I can only read text, not {what}. Please type your question.",
    "edited": "I see you edited a message. To ask it again as edited, please send it as a new message.",
    "apology": "Sorry, something went wrong and I could not answer. Please try again.",
    "sticker": "stickers",
    "photo": "photos",
    "voice": "voice messages",
    "video": "videos",
    "document": "files",
    "location": "locations",
    "contact": "contacts",
    "other": "this kind of message",
    "button_next_part": "Continue ({n}/{count})",
    "ask_part": "task {n} part {part}",
    "button_read_on": "Continue",
    "ask_read_on": "continue",
    "button_source": "Source",
    "ask_source": "source?",
    "button_documents": "Documents cited",
    "ask_documents_task": "documents in task {n}",
    "ask_documents_place": "documents in paragraph {locator}",
    "ask_task": "Task {n}",
    "button_outline": "All tasks",
    "ask_outline": "all tasks",
}  # fmt: skip

_WORDS: dict[Language, dict[str, str]] = {"vi": _VIETNAMESE, "en": _ENGLISH}

# The kinds of message that have a name of their own; the rest are "other".
_UNREADABLE = ("sticker", "photo", "voice", "video", "document", "location", "contact")


def say(language: Language, key: str, **fields: object) -> str:
    """The sentence `key` in `language` with its fields filled; KeyError for an unknown key."""
    return _WORDS[language][key].format(**fields)


def name_of(unreadable: str, language: Language) -> str:
    """What to call a kind of message that can't be read."""
    return say(language, unreadable if unreadable in _UNREADABLE else "other")


def keys(language: Language) -> frozenset[str]:
    """Every key that `language` has."""
    return frozenset(_WORDS[language])
