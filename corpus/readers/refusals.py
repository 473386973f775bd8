"""Refusals that several readers share, each with what to do."""

from corpus.errors import Refusal

ACCEPTED = "Gửi văn bản ở dạng .docx, .pdf, .html, .md hoặc .txt."


def blank(name: str) -> Refusal:
    return Refusal("blank", name, "tệp chỉ có khoảng trắng", "Kiểm tra bản gốc rồi gửi lại.")


def binary(name: str) -> Refusal:
    return Refusal("binary", name, "nội dung là dữ liệu nhị phân, không phải chữ", ACCEPTED)


def truncated(name: str, found: str) -> Refusal:
    return Refusal("truncated", name, found, "Chép hoặc tải lại tệp cho đủ rồi gửi lại.")


def encrypted(name: str) -> Refusal:
    todo = "Mở bằng mật khẩu, bỏ mật khẩu rồi lưu lại và gửi."
    return Refusal("encrypted", name, "là tệp Office đặt mật khẩu", todo)


def spreadsheet(name: str, what: str) -> Refusal:
    todo = "Chép phần cần dùng sang một tệp Word rồi gửi tệp .docx, hoặc in ra PDF rồi gửi."
    return Refusal("spreadsheet", name, f"là bảng tính {what}", todo)


def presentation(name: str, what: str) -> Refusal:
    todo = "Gửi văn bản gốc của bài trình chiếu, hoặc in ra PDF rồi gửi."
    return Refusal("presentation", name, f"là tệp trình chiếu {what}", todo)


def zip_bomb(name: str, found: str) -> Refusal:
    todo = "Đừng mở tệp này; xin lại văn bản từ nơi gửi."
    return Refusal("zip_bomb", name, found, todo)
