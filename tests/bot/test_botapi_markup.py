"""The strict server reads HTML as Telegram does, and counts as Telegram does."""

from typing import Any

import pytest

from tests.botapi.entities import cut, parse_html, shown
from tests.botapi.errors import ApiError


@pytest.mark.parametrize(
    ("markup", "text", "marks"),
    [
        pytest.param("nhiệm vụ", "nhiệm vụ", [], id="plain"),
        pytest.param("<b>a</b><i>b</i>", "ab", [("bold", "a"), ("italic", "b")], id="side by side"),
        pytest.param("<B>a</B >", "a", None, id="an end tag in capitals does not match"),
        pytest.param("🏟<b>🏟 ấ</b>", "🏟🏟 ấ", [("bold", "🏟 ấ")], id="two units for a stadium"),
        pytest.param("&lt;b&gt;&amp;&quot;&#39;&#x27;", "<b>&\"''", [], id="references"),
        pytest.param("&laquo; &apos; R&D &", "&laquo; &apos; R&D &", [], id="unknown ones stay"),
        pytest.param(
            '<a href="http://a.vn/?x=1&amp;y=2">tin</a>', "tin", [("text_link", "tin")], id="link"
        ),
        pytest.param('<a href="không phải">tin</a>', "tin", [], id="a link to nowhere is dropped"),
        pytest.param(
            '<span class="tg-spoiler">a</span>', "a", [("spoiler", "a")], id="spoiler by class"
        ),
        pytest.param(
            "<blockquote expandable>a</blockquote>",
            "a",
            [("expandable_blockquote", "a")],
            id="more",
        ),
        pytest.param(
            '<pre><code class="language-py">x</code></pre>',
            "x",
            [("code", "x"), ("pre", "x")],
            id="code in pre",
        ),
        pytest.param("<b></b>x", "x", [], id="nothing to mark"),
        pytest.param("<i>a</>", "a", [("italic", "a")], id="the short end tag"),
    ],
)
def test_markup(markup: str, text: str, marks: list[tuple[str, str]] | None) -> None:
    if marks is None:
        with pytest.raises(ApiError, match="Unmatched end tag"):
            parse_html(markup)
        return
    found, entities = parse_html(markup)
    assert found == text
    assert sorted((e["type"], cut(found, e)) for e in entities) == marks


@pytest.mark.parametrize(
    ("markup", "complaint"),
    [
        ("<b>a", 'Can\'t find end tag corresponding to start tag "b"'),
        ("ấ <b", "Unclosed start tag at byte offset 4"),
        ("<p>a</p>", 'Unsupported start tag "p" at byte offset 0'),
        ("5 < 6 và 7 > 6", 'Unsupported start tag "" at byte offset 2'),
        ("<b><i>a</b></i>", 'Unmatched end tag at byte offset 7, expected "</i>", found "</b>"'),
        ("a</b>", "Unexpected end tag at byte offset 1"),
        ("<b>a</b", "Unclosed end tag at byte offset 4"),
        ('<a href="x>a</a>', "Unclosed start tag at byte offset 0"),
        ("<a href>a</a>", "Expected equal sign in declaration of an attribute"),
        ("<i =a>b</i>", 'Empty attribute name in the tag "i" at byte offset 0'),
        ("<a href=a_b>c</a>", "Unexpected end of name token at byte offset 8"),
        ('<span class="red">a</span>', 'Tag "span" must have class "tg-spoiler"'),
        (
            "<blockquote>a<blockquote>b</blockquote></blockquote>",
            "blockquotes can't be nested at byte offset 13",
        ),
        ("<pre><b>a</b></pre>", '"pre" can\'t contain other entities'),
        ("&#xD800;", "unmatched surrogate code units"),
    ],
)
def test_refused_markup(markup: str, complaint: str) -> None:
    with pytest.raises(ApiError) as refused:
        parse_html(markup)
    assert refused.value.description.startswith("Bad Request: can't parse entities: ")
    assert complaint in refused.value.description


def test_a_message_arrives_trimmed_and_without_what_telegram_drops() -> None:
    text, entities = parse_html(" \n<b>a\u202eb\r\tc</b>\u200f  ")
    assert shown(text, entities) == (
        "ab c\u200f",
        [{"type": "bold", "offset": 0, "length": 4}],
    )


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        pytest.param("", "empty", id="nothing"),
        pytest.param(" \n ", "empty", id="only space"),
        pytest.param("a" * 4097, "too long", id="one too many"),
        pytest.param("🏟" * 2049, "too long", id="2,049 stadiums are 4,098 units"),
    ],
)
def test_length(text: str, complaint: str) -> None:
    with pytest.raises(ApiError, match=complaint):
        shown(text, [])


@pytest.mark.parametrize("text", ["a" * 4096, "🏟" * 2048, "a" * 4096 + "  "])
def test_the_longest_message_passes(text: str) -> None:
    body, entities = shown(text, list[dict[str, Any]]())
    assert (body, entities) == (text.strip(), [])
