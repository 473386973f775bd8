"""Short texts and characters that hostile messages are made of."""

# What a hostile piece is put into: places where a program is tempted to say it back.
FRAMES = (
    "nhiệm vụ {}", "đoạn {} của nhiệm vụ 3", "chỉ thị số {}", "CT{}", "văn bản năm {}", "{} là gì?",
    "kiểm tra câu này: {}", "“{}” có đúng nguyên văn không?", "trích dẫn {} thế nào?", "task {}",
    "when was directive {} issued?", "ý tôi là {}", "mốc tháng {}", "ban hành ngày {}", "phần {}",
    "/trich {}", "/moc {}", "/nhiemvu {}", "/vanban {}", "/nguon@{}", "/{}", "tác giả {}", "{} {}",
    "nhiệm vụ 4 {} nhiệm vụ 5", "không phải {}, ý tôi là nhiệm vụ 2", "{}, {}, {}", "quý {}",
    "nhiệm vụ của {}", "các văn bản của {}", "văn bản về {}", "từ {} đến {}", "còn {}?", "thứ {}",
    "tasks of {}", "documents about {}", "how to cite {}", "{} ngày nào", "không có {} à",
    "nghị quyết {}-NQ/TW của {}", "/trich kịp thời tiến hành {} khảo sát đánh giá các mô hình {}",
)  # fmt: skip
FOLLOW_UPS = (
    "xem tiếp", "còn 6?", "nó", "nó ban hành ngày nào?", "nguồn ở đâu?", "trước đó", "đọc lại",
    "phần 2", "cái thứ hai", "cái cuối", "next", "continue", "it", "where is it?", "đoạn 2", "",
    "văn bản đó", "còn tháng 9?", "trích dẫn nó thế nào?", "nhiệm vụ tiếp theo", "2", "ok", "?",
    "cảm ơn", "/nguon", "/moc", "/trich", "what about 5?", "của ai?", "còn gì nữa không", "3.2",
)  # fmt: skip
INJECTIONS = (
    "'; DROP TABLE passages; --", '" OR "1"="1', "1); SELECT pg_sleep(9); --", "admin'/*",
    "<script>alert(1)</script>", '<a href="http://xau.example/?a=1&b=2">bấm vào đây</a>', "<b>đậm",
    "</blockquote><b>", "<tg-spoiler>x</tg-spoiler>", "<img src=x onerror=alert(1)>", "<!-- ", "<",
    "&lt;b&gt;", "&amp;amp;", "&#60;i&#62;", "&#xD800;", "&#0;", "&", "&nbsp;", "]]>", "<?xml ?>",
    "[red]đỏ[/red]", "[/]", "[bold", "[link=http://xau.example]x[/link]", "[@click=exit]x[/]",
    "*đậm*", "_nghiêng_", "__x__", "`mã`", "```", "[bấm](http://xau.example)", "||ẩn||", "~x~",
    "@everyone", "@giaoban_bot", "#the", "$VND", "tg://user?id=1", "t.me/xau", "mailto:a@b.example",
    "{0}", "{}", "{asked}", "{title.__class__}", "{n!r:>99}", "{{", "}", "%s", "%(x)s", "%n%n", "%",
    "${HOME}", "$(reboot)", "`reboot`", "; rm -rf /", "| cat", "../../etc/passwd", "C:\\CON\\..",
    "file:///etc/passwd", "http://xau.example/%00?q=a b#c", "https://nguoihanoi.vn.xau.example/x",
    "javascript:alert(1)", "//xau.example", "\\\\may\\o", "NaN", "null", "None", "-0", "1e999",
    "__import__('os')", "<%= 1 %>", "{% raw %}", "\\u0000", "\\x1b[31m", "(?:a+)+$", "\\d{9}", "$&",
)  # fmt: skip
LANGUAGES = (
    "请告诉我第四项任务", "Какая задача номер 4?", "タスク4は何ですか", "ما هي المهمة 4؟",
    "מהי משימה 4",
    "Was ist Aufgabe vier?", "quelle est la tâche n° 4 ?", "งานที่สี่คืออะไร", "임무 4", "καθήκον 4",
    "कार्य ४ क्या है", "what is nhiệm vụ four", "nhiệm vụ số четыре", "ကဲ 4", "ẞ ſ ǅ ﬁ İ ı ŉ",
)  # fmt: skip
EMOJI = ("😀", "🙏🏽", "👩🏽‍💼", "🇻🇳", "❤️", "4️⃣", "🏴󠁧󠁢󠁥󠁮󠁧󠁿", "👨‍👩‍👧‍👦", "⁉️", "㊙️", "🫠", "\U0001fae9")
BIDI = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f\u061c"
INVISIBLE = "\u200b\u200c\u200d\u2060\ufeff\u00ad\u180e\u034f\u115f\u3164\u2800\U000e0041\ufe0f"
CONTROLS = "".join(map(chr, range(32))) + "\x7f\x80\x85\x9b\u2028\u2029"
COMBINING = "\u0300\u0301\u0302\u0303\u0306\u0309\u031b\u0323\u0333\u0489\u20dd\u1ab0"
DIGITS = "0123456789०१२३٠١٢４５６①②⁴₅ⅣⅫ四五½"
LOOKALIKES = str.maketrans("aeopcxyiTHKBMA", "аеорсхуіТНКВМА")
