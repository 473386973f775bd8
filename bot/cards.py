"""What is known of an official document, line by line."""

from collections.abc import Collection

from bot.labels import as_day, day, directive_name, source_host
from bot.places import Places, is_official
from bot.replies import CitedDirective
from bot.wording import say
from corpus.dates import HANOI, PRINTED_DATE
from corpus.documents import Citation, Directive, Document
from corpus.library import Library
from index.query import Aspect, Language

# The sentence for each state that a status may have.
_IN_FORCE = {"in_force": "in_force", "replaced": "replaced", "unknown": "unknown_force"}


class Cards:
    """Describes the directives of one library."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._places_of = Places(library)

    def _citations(self, directive: Directive) -> tuple[Citation, ...]:
        return self._library.citations.get(directive.id, ())

    def _own(self, directive: Directive) -> Document | None:
        """The official document that is the directive's text; None where none is held."""
        held = self._library.document_of(directive.id)
        return held if held is not None and is_official(held) else None

    def record(self, directive: Directive) -> CitedDirective:
        """The directive as the answer contract has it."""
        held = self._own(directive)
        return CitedDirective(
            id=directive.id,
            type=directive.type,
            number=directive.number,
            issuer=directive.issuer or (held.issuer if held else None),
            subject=directive.subject or (held.subject if held else None),
            date_printed=self._library.date_printed(directive.id),
            date_verified=directive.date_verified,
            held=self._library.is_held(directive.id),
            cited_in=tuple(p.locator for p in self._library.cited_in(directive.id)),
        )

    def date_as_printed(self, directive: Directive) -> str | None:
        """The date of issue letter for letter as the citing text has it; None without one."""
        for citation in self._citations(directive):
            found = PRINTED_DATE.search(citation.printed) if citation.date_printed else None
            if found:
                return found[0]
        return None

    def facts(
        self,
        directive: Directive,
        language: Language,
        asked: Collection[Aspect] = (),
        *,
        quoted: bool,
    ) -> str:
        """One line a fact, what was asked for first. `quoted` says that the passage follows."""
        lines = [
            ("superseded", self._superseded(directive, language)),
            ("issuer", self._issuer(directive, language)),
            ("date", self._date(directive, language)),
            ("subject", self._subject(directive, language)),
            ("where", self._places(directive, language)),
            ("held", self._held(directive, language, quoted=quoted)),
            ("status", self._status(directive, language) if "status" in asked else ""),
            ("verified", self._verified(directive, language)),
        ]
        lines.sort(key=lambda line: line[0] not in ("superseded", *asked))
        return "\n".join(text for _, text in lines if text)

    def _issuer(self, directive: Directive, language: Language) -> str:
        held = self._own(directive)
        issuer = directive.issuer or (held.issuer if held else None)
        if issuer:
            return say(language, "issuer", value=issuer)
        printed = (c.issuer_printed for c in self._citations(directive) if c.issuer_printed)
        found = next(printed, None) if directive.provisional else None
        return say(language, "issuer_printed", value=found) if found else ""

    def _superseded(self, directive: Directive, language: Language) -> str:
        newer = self._library.superseded_by(directive.id)
        return say(language, "superseded_line", newer=directive_name(newer)) if newer else ""

    def _date(self, directive: Directive, language: Language) -> str:
        held = self._own(directive)
        if held is None:
            return self._date_elsewhere(directive, language)
        issued = held.published.astimezone(HANOI).date()
        own = say(language, "date_own", value=day(issued))
        verified = directive.date_verified
        known = self.date_as_printed(directive) or (verified and verified != issued)
        others = self._date_elsewhere(directive, language) if known else ""
        return f"{own}\n{others}".strip()

    def _date_elsewhere(self, directive: Directive, language: Language) -> str:
        printed, verified = self.date_as_printed(directive), directive.date_verified
        if printed and verified and verified != self._library.date_printed(directive.id):
            return say(language, "date_both", value=printed, verified=day(verified))
        if printed:
            return say(language, "date_printed", value=printed)
        if verified:
            return self.date_not_printed(directive, language)
        return say(language, "date_not_printed") if directive.number is not None else ""

    def date_not_printed(self, directive: Directive, language: Language) -> str:
        """The date that another source has, as such; empty where one is printed or none known."""
        verified = directive.date_verified
        if self.date_as_printed(directive) or not verified:
            return ""
        host = source_host(directive)
        return say(language, "date_verified_only", value=day(verified), host=host)

    def _subject(self, directive: Directive, language: Language) -> str:
        lines = []
        held = self._own(directive)
        subject = (held.subject if held else None) or directive.subject
        if subject:
            lines.append(say(language, "subject", value=subject))
        titles = (c.title_printed for c in self._citations(directive) if c.title_printed)
        title = next(titles, None)
        if title and title != subject:
            lines.append(say(language, "subject_printed", value=title))
        return "\n".join(lines)

    def _places(self, directive: Directive, language: Language) -> str:
        passages = self._library.cited_in(directive.id)
        if not passages:
            is_held = self._library.is_held(directive.id)
            return "" if is_held else say(language, "not_cited")
        return say(
            language,
            "cited_in",
            value=", ".join(self._places_of.name(p, language) for p in passages),
        )

    def _held(self, directive: Directive, language: Language, *, quoted: bool) -> str:
        if self._library.is_held(directive.id):
            return say(language, "held")
        if not quoted or not self._library.cited_in(directive.id):
            return ""
        return say(language, "not_held")

    def _status(self, directive: Directive, language: Language) -> str:
        if self._library.superseded_by(directive.id) is not None:
            return ""  # a line of its own says so
        status = directive.status
        return say(
            language,
            _IN_FORCE[status.state],
            as_of=say(language, "as_of", as_of=as_day(status.as_of)) if status.as_of else "",
            by=say(language, "by", by=status.by) if status.by else "",
        )

    def _verified(self, directive: Directive, language: Language) -> str:
        if directive.provisional:
            held = self._library.is_held(directive.id)
            return say(language, "provisional_held" if held else "provisional")
        host = source_host(directive)
        return say(language, "verified", host=host) if host else say(language, "not_verified")
