"""Invented official documents, each in a layout of its own. No such town, no such number."""

STATE_WITH_CHAPTERS = """\
ỦY BAN NHÂN DÂN
TỈNH HOA SEN

Số: 4711/QĐ-UBND

CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc

Hoa Sen, ngày 07 tháng 03 năm 2019

QUYẾT ĐỊNH

Về việc quản lý bến thuyền trên hồ Mây

ỦY BAN NHÂN DÂN TỈNH HOA SEN

Căn cứ Luật Thuyền hồ số 12/2015/QH13;

Theo đề nghị của Sở Bến bãi tại Tờ trình số 31/TTr-SBB ngày 02/3/2019,

QUYẾT ĐỊNH:

Chương I

QUY ĐỊNH CHUNG

Điều 1. Phạm vi điều chỉnh

Quyết định này quy định việc quản lý bến thuyền trên hồ Mây.

Điều 12 Luật Thuyền hồ áp dụng cho thuyền máy.

Điều 2. Giải thích từ ngữ

1. Bến thuyền là nơi thuyền đón khách theo Điều 5 của Quyết định này.

2. Chủ bến là người được giao bến, gồm:

a) Hợp tác xã;

b) Hộ gia đình;

c) Đội cứu hộ;

d) Chùa ven hồ;

đ) Trường học có đội thuyền.

Chương II

QUẢN LÝ BẾN

Mục 1

GIAO BẾN

Điều 3. Giao bến

1. Bến được giao ba năm một lần.

1a. Bến ở vùng lũ được giao từng năm.

2. Việc giao bến công khai.

Mục 2. THU HỒI BẾN

Điều 3a. Thu hồi

Bến bỏ không sáu tháng thì thu hồi.

Điều 4. Hiệu lực. 1. Quyết định này thay thế Quyết định số 88/QĐ-UBND ngày 01/02/2011.

Nơi nhận:

- Như Điều 4;

- Lưu: VT.

TM. ỦY BAN NHÂN DÂN

CHỦ TỊCH

Phan Thị Bến
"""

STATE_WITH_REGULATION = """\
UBND HUYỆN LÁ PHONG

Số: 52/QĐ-UBND

Lá Phong, ngày 9 tháng 9 năm 2020

QUYẾT ĐỊNH

Ban hành Quy chế chợ phiên

Điều 1. Ban hành kèm theo Quyết định này Quy chế chợ phiên.

Điều 2. Chánh Văn phòng chịu trách nhiệm thi hành./.

KT. CHỦ TỊCH

QUY CHẾ

Chợ phiên huyện Lá Phong

(Ban hành kèm theo Quyết định số 52/QĐ-UBND ngày 9/9/2020)

Điều 1. Chợ họp ngày mồng ba.

Điều 2. Mỗi quầy rộng hai mét.

PHỤ LỤC I

DANH SÁCH QUẦY

(Kèm theo Quyết định số 52/QĐ-UBND)

1. Quầy gốm.

2. Quầy vải.

PHỤ LỤC II

SƠ ĐỒ CHỢ

1. Cổng chính ở phía đông.
"""

PARTY_DIRECTIVE = """\
TỈNH ỦY HOA SEN
*

ĐẢNG CỘNG SẢN VIỆT NAM

Số 77-CT/TU

Hoa Sen, ngày 21 tháng 4 năm 2017

CHỈ THỊ

CỦA BAN THƯỜNG VỤ TỈNH ỦY

về việc giữ gìn tiếng hát chèo thuyền

-----

Những năm qua, tiếng hát chèo thuyền được truyền dạy ở nhiều làng.

Ban Thường vụ Tỉnh ủy yêu cầu:

1- Các cấp ủy mở lớp dạy hát.

Mỗi xã có ít nhất một lớp.

2- Ban Tuyên giáo Tỉnh ủy biên soạn tài liệu:

- Tài liệu cho trẻ em.

- Tài liệu cho người lớn.

3- Chỉ thị này thay thế Chỉ thị số 15-CT/TU, ngày 02/02/2005 của Ban Thường vụ Tỉnh ủy.

Chỉ thị này phổ biến đến chi bộ.

Nơi nhận:
- Các huyện ủy,
- Lưu Văn phòng.

T/M BAN THƯỜNG VỤ
PHÓ BÍ THƯ
Đỗ Văn Chèo
"""

PARTY_RESOLUTION = """\
ĐẢNG BỘ TỈNH HOA SEN

HUYỆN ỦY LÁ PHONG
*

ĐẢNG CỘNG SẢN VIỆT NAM

Số 08-NQ/HU

Lá Phong, ngày 15 tháng 7 năm 2021

NGHỊ QUYẾT

về trồng rừng đầu nguồn đến năm 2030

I- TÌNH HÌNH

1. Kết quả đạt được

Rừng đã phủ nửa huyện.

2. Hạn chế

II - MỤC TIÊU, NHIỆM VỤ

1. Mục tiêu

1.1. Mục tiêu chung

1.2. Mục tiêu cụ thể

a) Trồng một nghìn cây;

b) Giữ ba con suối.

2. Nhiệm vụ

III. TỔ CHỨC THỰC HIỆN

1. Huyện đoàn lập đội trồng cây.

T/M BAN CHẤP HÀNH
BÍ THƯ
"""

PLAN_WITH_TABLE = """\
UBND XÃ BẾN ĐÁ

Số: 19/KH-UBND

Bến Đá, ngày 3 tháng 2 năm 2022

KẾ HOẠCH

Tổ chức ngày hội đọc sách

I. MỤC ĐÍCH, YÊU CẦU

1. Mục đích

Để trẻ em có sách đọc.

2. Yêu cầu

II. NỘI DUNG

Các việc như bảng sau:

| TT | Nội dung | Thời hạn |
|----|----------|:--------:|
| 1 | Gom sách cũ | 10/3 |
| 2 | Đóng kệ |  |

III. KINH PHÍ

Do xã chi.

Nơi nhận:

- Các thôn.
"""

CIRCULAR_LETTER = """\
SỞ BẾN BÃI HOA SEN

Số: 245/SBB-VP

V/v mượn thuyền dự hội

CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM

Hoa Sen, ngày 30 tháng 8 năm 2023

Kính gửi: Các chủ bến hồ Mây

Sở Bến bãi đề nghị các chủ bến cho mượn mười chiếc thuyền.

Thuyền được trả sau hội ba ngày./.

Nơi nhận:
- Như trên;

GIÁM ĐỐC
"""

AMENDMENT = """\
HỘI ĐỒNG NHÂN DÂN

TỈNH HOA SEN

Số: 05/2022/NQ-HĐND

Hoa Sen, ngày 12 tháng 12 năm 2022

NGHỊ QUYẾT

Sửa đổi một số điều của Nghị quyết về đò ngang

Điều 1. Sửa đổi, bổ sung một số điều của Nghị quyết số 03/2018/NQ-HĐND

1. Sửa đổi Điều 4 như sau:

“Điều 4. Giá vé

1. Vé người lớn năm nghìn đồng.

2. Trẻ em không mất tiền.”

2. Bổ sung Điều 4a như sau:

“Điều 4a. Vé tháng

1. Vé tháng bằng hai mươi lượt.”

3. Sửa đổi Điều 9 như sau:

Điều 9. Đò chạy từ năm giờ sáng.

Điều 2. Bãi bỏ khoản 2 Điều 7 Nghị quyết số 03/2018/NQ-HĐND.

Điều 3. Nghị quyết này có hiệu lực từ ngày 01/01/2023./.

CHỦ TỊCH

Lê Đò
"""

WITHOUT_STRUCTURE = """\
Thư gửi các cháu làng Chài

Mùa nước lên rồi, các cháu nhớ mặc áo phao.

Điều 5 của bản làng dặn không bơi một mình.

Bác chúc các cháu khỏe.
"""
