"""What is known of an official document, line by line."""

from collections.abc import Collection

from bot.labels import as_day, day, place_name, source_host
from bot.replies import CitedDirective
from bot.wording import say
from corpus.dates import PRINTED_DATE
from corpus.documents import Citation, Directive
from corpus.library import Library
from index.query import Aspect, Language

# The sentence for each state that a status may have.
_IN_FORCE = {"in_force": "in_force", "replaced": "replaced", "unknown": "unknown_force"}


class Cards:
    """Describes the directives of one library."""

    def __init__(self, library: Library) -> None:
        self._library = library

    def _citations(self, directive: Directive) -> tuple[Citation, ...]:
        return self._library.citations.get(directive.id, ())

    def record(self, directive: Directive) -> CitedDirective:
        """The directive as the answer contract has it."""
        return CitedDirective(
            id=directive.id,
            type=directive.type,
            number=directive.number,
            issuer=directive.issuer,
            subject=directive.subject,
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
            ("issuer", self._issuer(directive, language)),
            ("date", self._date(directive, language)),
            ("subject", self._subject(directive, language)),
            ("where", self._places(directive, language)),
            ("held", self._held(directive, language, quoted=quoted)),
            ("status", self._status(directive, language) if "status" in asked else ""),
            ("verified", self._verified(directive, language)),
        ]
        lines.sort(key=lambda line: line[0] not in asked)
        return "\n".join(text for _, text in lines if text)

    def _issuer(self, directive: Directive, language: Language) -> str:
        return say(language, "issuer", value=directive.issuer) if directive.issuer else ""

    def _date(self, directive: Directive, language: Language) -> str:
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
        if directive.subject:
            lines.append(say(language, "subject", value=directive.subject))
        titles = (c.title_printed for c in self._citations(directive) if c.title_printed)
        title = next(titles, None)
        if title and title != directive.subject:
            lines.append(say(language, "subject_printed", value=title))
        return "\n".join(lines)

    def _places(self, directive: Directive, language: Language) -> str:
        passages = self._library.cited_in(directive.id)
        if not passages:
            return say(language, "not_cited")
        return say(language, "cited_in", value=", ".join(place_name(p, language) for p in passages))

    def _held(self, directive: Directive, language: Language, *, quoted: bool) -> str:
        if not quoted or not self._library.cited_in(directive.id):
            return ""
        return say(language, "held" if self._library.is_held(directive.id) else "not_held")

    def _status(self, directive: Directive, language: Language) -> str:
        status = directive.status
        return say(
            language,
            _IN_FORCE[status.state],
            as_of=say(language, "as_of", as_of=as_day(status.as_of)) if status.as_of else "",
            by=say(language, "by", by=status.by) if status.by else "",
        )

    def _verified(self, directive: Directive, language: Language) -> str:
        host = source_host(directive)
        return say(language, "verified", host=host) if host else say(language, "not_verified")
