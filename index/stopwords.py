"""Words that carry no topic: asking, politeness, grammar. Written with accents, matched as typed."""

from index.text import fold

Phrases = dict[str, list[tuple[str, ...]]]


def _phrases(lines: str) -> Phrases:
    """Phrases by their first syllable without accents, the longest first."""
    phrases: Phrases = {}
    for line in lines.replace("\n", "|").strip("|").split("|"):
        words = tuple(line.split())
        phrases.setdefault(fold(words[0]), []).append(words)
    for same_start in phrases.values():
        same_start.sort(key=len, reverse=True)
    return phrases


# Several syllables that mean nothing to search for.
PHRASES = _phrases("""
như thế nào|thế nào|ra sao|làm sao|vì sao|tại sao|bao nhiêu|bao giờ|khi nào|lúc nào|hôm nào|cái gì
điều gì|việc gì|là gì|những gì|gồm những gì|nội dung gì|ở đâu|chỗ nào|đoạn nào|phần nào|mục nào
có phải|hay không|được không|phải không|có không|đúng không|thì sao|thế còn|còn về|vậy còn
cho biết|cho hỏi|cho tôi|cho mình|cho em|cho xem|cho xin|xin hỏi|xin cho|muốn hỏi|muốn biết|muốn xem
hỏi chút|hỏi xíu|giúp tôi|giúp mình|giúp em|giúp với|hộ tôi|hộ mình|hộ em|dùm tôi|dùm mình|làm ơn
tra giúp|xem giúp|tìm giúp|nhờ bạn|nhờ anh|nhờ chị|anh chị|các bạn|các anh|các chị|mọi người
đề nghị|yêu cầu|xin chào|kính chào|kính gửi|kính thưa|thưa anh|thưa chị|dạ em|chào bạn|chào em|trợ lý
liên quan|liên quan đến|liên quan tới|đề cập|nhắc tới|nhắc đến|nói tới|nói đến|nói về|nói gì|nêu ra
được nêu|được nhắc|được ghi|quy định gì|trong bài|bài báo|bài viết này|bài này|trong văn bản
điểm tên|điểm danh|điểm qua|kể tên|nêu tên|gọi tên|toàn bộ|toàn thể|hết thảy|gạch đầu dòng|sơ lược|đại khái|ngắn gọn|nói chung|nói riêng
cụ thể|chi tiết|đầy đủ|nguyên văn|toàn văn|thông tin về|người ta|tóm tắt|tóm lại|tóm lược|khái quát|danh sách|tổng số|đồng chí|xin phép|vừa rồi|tổng hợp|trích dẫn
hiện nay|bây giờ|hôm nay|năm nay|quý này|kỳ này|đợt này|lần này|sắp tới|vừa rồi|vừa qua
phải làm|làm gì|cần làm|triển khai gì|có gì|có những|gồm có|bao gồm|thế à|vậy à|ấy nhỉ|vậy ạ|thế ạ
nhiệm vụ nào|văn bản nào|bao lâu|nằm ở|ở nhiệm vụ|hỏi chuyện khác|chuyện khác|không biết|chưa biết
cảm ơn|cám ơn|xin cảm|nhé ạ|với ạ|được ạ|vâng ạ|dạ vâng|nhanh nhé|luôn nhé|một lần|một chút|đi ạ
thuộc về|về vấn đề|về việc|vấn đề gì|vấn đề|phần nói|hay chưa|có ghi|trong đó|ở đây|tại đây|nghe nói
""")

# What is asked for and not what it is asked of: "tên gì", "giữ chức gì", "họp ở đâu". A passage
# need not have these words; they count little.
WEAK_PHRASES = _phrases("""
tên|tên gọi|họ tên|chủ đề|chức vụ|giữ chức|giữ chức vụ|địa điểm|thời gian|buổi|hình thức|loại|kiểu
họp|diễn ra|tổ chức|cuốn|quyển|cuốn sách|quyển sách|cuốn tác phẩm|mang|làm|giữ
performed|perform|held|hold|happen|happens|take place|taking place|called
""")

# Verbs, adjectives and fillers of any topic. In a question put in other words than the text's they
# are the frame and not the picture.
GENERIC: frozenset[str] = frozenset(
    """
làm đi đưa đem mang giữ lo nắm mở chạy nghĩ thấy nghe nhìn dùng lấy nhận gặp trở thành bắt đầu giúp
đứng ngồi nằm rơi tính bàn xử giải quyết đặt dựng dạy học lập ra vào đến tới kéo đẩy nói ăn ở sống
tìm thêm bớt đổi thay sắp xếp lên xuống hiểu rõ muốn mong chờ đợi được phải nên cần chịu thử bám theo
giỏi tốt hay đẹp xấu lớn nhỏ to bé dài ngắn nhanh chậm sớm muộn cũ chung riêng khác giống đúng sai
đủ thiếu nhiều ít cao thấp mạnh yếu kỹ dễ khó tròn gọn khéo hơn nhất quá càng đều luôn dần từng mọi
toàn tổng cộng cả người mấy thứ kiểu cách lối bên phía chỗ nơi lúc dịp lần đợt hôm nay mai đời cuộc
sự nỗi niềm phần mảng bộ phận cánh giới nhóm đám lũ anh chị em cô chú bác ông bà nhà nước ta mình
năm tháng ngày tuần ngoài trong trên dưới trước sau giữa bao xa gần đang sẽ đã vừa mới còn lại
""".split()
)

SINGLES: frozenset[str] = frozenset(
    """
là thì mà và với cùng hoặc hay nhưng nên vì do bởi tại ở trong ngoài trên dưới của cho về từ đến tới
để bằng theo như nếu khi lúc này đó kia ấy đây đấy nào gì sao ai đâu mấy bao nhiêu các những mọi mỗi
một list có không chưa đã đang sẽ được bị phải cần nên rất quá lắm hơn cũng vẫn còn chỉ đều cứ lại ra vào
lên xuống đi rồi thôi nữa à ạ ơi nhé nha nhỉ hả hử vậy thế dạ vâng ừ ờ ê này kìa thưa xin hãy
tôi mình em e m anh chị bạn tui tớ cháu bác ông bà cô chú chúng nó họ ta ad admin bot shop
biết hỏi xem tìm đọc kể nêu nói ghi viết liệt kê tra chép gửi giúp hộ dùm giùm nhờ muốn định
bài báo mục phần đoạn điều ý câu chỗ cái con việc chuyện thứ số vừa mới liền luôn ngay xong
dẫn nhắc gồm thuộc bên giờ tự cả hết tất vài nhiều ít lần bị hồi dịp đợt tức cụ thể ok oke okay vui lòng
""".split()
)

# Of these, the ones that are as often half of a word that means something: "số hóa", "điều tra",
# "chỉ thị", "con người". Beside such a half they are content, however they were typed.
HALF_WORDS: frozenset[str] = frozenset(
    """
chỉ bài phần mục số điều con ra bên tự đoạn viết ghi định báo ta họ ông bà việc câu đọc nêu vài thứ
dẫn chuyện dịp đợt lần giờ mới bạn cả hết kể tìm gửi bị cần vào lên xuống sẽ đang
""".split()
)

ENGLISH_SINGLES: frozenset[str] = frozenset(
    """
a an the this that these those anything something across it its is are was were be been being am do does did done doing have
has had having will would shall should can could may might must of in on at to for from by with
about into over under between and or but if then than so as not no yes any some all each every both
what which who whom whose when where why how there here i you he she we they me him her us them my
your our their mine please tell show give let list find get say says said mention mentions mentioned
need want know like would asked ask mean meant called named name text article story piece page
part section item thing things concerning regarding according planned plan's plans many much more most
other another just only also too very really hi hello hey thanks thank ok okay sorry exactly whole full
summarise summarize year years overview entire complete covers cover covered specific content contents details detail information info does anything something read go
mr mrs ms question questions quick quickly brief briefly short shortly wording word words exact precise key main wise kindly
they're what's it's i'm i'd cited cite cites quote say's up down out back now currently current
""".split()
)

# Words of other languages that Vietnamese messages are full of: no slips of Vietnamese ones.
LOAN_WORDS: frozenset[str] = frozenset(
    """
list link url web website email mail file pdf word excel app zalo telegram facebook online offline
internet video clip livestream covid wifi deadline menu test form logo robot karaoke
""".split()
)

# What tells the two languages apart: words that are frequent in one and not words of the other.
ENGLISH_MARKS: frozenset[str] = (
    (
        ENGLISH_SINGLES
        | frozenset(
            """
task tasks directive directives resolution decision document documents source next previous
first second third fourth fifth sixth last issued issue published author title overview summary
summarise summarize continue paragraph language help number date between
milestone milestones anniversary anniversaries upcoming month june july august september october november december
""".split()
        )
    )
    - {fold(word) for word in SINGLES}
    - {"a", "ok", "okay", "hi", "bot", "thank", "thanks"}
)
VIETNAMESE_MARKS: frozenset[str] = (
    frozenset(
        fold(word)
        for word in """
là của cho nào gì nhiệm vụ thứ về trong được với những các nội dung chỉ thị nghị quyết kết luận văn
bản ngày ban hành bao nhiêu không và tôi mình bạn xin hỏi giúp thế việc nguồn đâu này đó khi hội nghị
xem đọc tiếp đoạn còn ạ bài báo viết năm quý thành phố thủ đô tuyên giáo kế hoạch hướng dẫn quyết định
""".split()
    )
    - ENGLISH_MARKS
    - {"so", "me", "in", "do"}
)
