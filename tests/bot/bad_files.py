"""Files that nobody can take in, each with the words it is refused with."""

from docx import Document

from tests.corpus.invented import directive_pdf
from tests.corpus.invented_docx import saved
from tests.corpus.test_bad_files import OLE, WORD, locked_pdf, locked_zip, scan, zipped

_SHEET = {
    "[Content_Types].xml": b'<Types><Override ContentType="application/vnd.'
    b'openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>',
    "xl/workbook.xml": b"<workbook/>",
}
_PROGRAM = b"MZ" + bytes(58) + b"\x40\x00\x00\x00PE\x00\x00" + bytes(64)
_UNTITLED = "Mưa xuống thì đò nghỉ.\n\nNắng lên thì đò chạy.\n"
_WHERE = "title: Đò\npublisher: Bản tin Bến Sao\n"


def _markdown(front: str) -> bytes:
    return f"---\n{front}---\n\nĐò ngang chạy từ sáng.\n".encode()


# The name of each file, what it holds, and what is said of it.
BAD: dict[str, tuple[bytes, str]] = {
    "rong.txt": (b"", "tệp rỗng (0 byte)"),
    "trang.txt": (b" \n\t\n", "tệp chỉ có khoảng trắng"),
    "anh.png": (b"\x89PNG\r\n\x1a\n" + bytes(64), "là ảnh (PNG)"),
    "anh-doi-ten.pdf": (b"\xff\xd8\xff\xe0" + bytes(64), "là ảnh (JPEG)"),
    "cu.doc": (OLE, "là tệp Word đời cũ (.doc)"),
    "khoa.docx": (OLE + "EncryptedPackage".encode("utf-16-le"), "là tệp Office đặt mật khẩu"),
    "khoa-zip.docx": (locked_zip(), "tệp Word có phần bị mã hoá"),
    "nua.docx": (WORD[: len(WORD) // 2], "tệp Word (.docx) hỏng hoặc bị cắt cụt"),
    "khong-chu.docx": (saved(Document()), "tệp Word không có chữ nào"),
    "bang.xlsx": (zipped(_SHEET), "là bảng tính Excel (.xlsx)"),
    "nua.pdf": (directive_pdf()[: len(directive_pdf()) // 2], "tệp PDF hỏng hoặc tải về chưa hết"),
    "khoa.pdf": (locked_pdf(), "tệp PDF đặt mật khẩu để mở"),
    "scan.pdf": (scan(), "tệp PDF là ảnh quét"),
    "may.exe": (_PROGRAM, "là chương trình (Windows)"),
    "tieng.mp3": (b"ID3" + bytes(64), "là tệp âm thanh"),
    "nhi-phan.txt": (bytes(range(256)) * 8, "nội dung là dữ liệu nhị phân"),
    "nen.rar": (b"Rar!\x1a\x07\x00" + bytes(64), "là tệp nén RAR"),
    "bom.zip": (zipped({"to.txt": bytes(40_000_000)}), "nén quá 200 lần, như một quả bom zip"),
    "zip-rong.zip": (zipped({}), "tệp zip không có tệp nào"),
    "chu-giau.rtf": (rb"{\rtf1\ansi\deff0 Ch\'e0o}", "là tệp RTF"),
    "khong-ten.txt": (_UNTITLED.encode(), "không tìm được tên bài"),
    "muc-la.md": (_markdown("id: la\nmau: xanh\n"), "có mục lạ “mau”"),
    "ngay-sai.md": (
        _markdown(f"id: do\n{_WHERE}published: 2031-02-30\n"),
        "“2031-02-30”, không phải một ngày có thật",
    ),
    "ma-sai.md": (
        _markdown(f"id: ../do\n{_WHERE}published: 2031-02-03\n"),
        "mã “../do” không dùng làm tên tệp được",
    ),
}
