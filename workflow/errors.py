"""What went wrong on our side or in the set-up, as one tree of exceptions that speak Danish.

A sender's mistake is no exception: it is a ``Finding``. Every class here takes typed arguments and writes its own
sentence, which names the problem and the remedy, because staff will read it.

    KlyngeError
    ├── UsageError               the command was called wrongly (exit status 2)
    │   ├── WorkspaceNotFoundError
    │   ├── UnknownBodyError
    │   └── AmbiguousBodyError
    ├── SettingsError            klynge.toml or an environment variable is wrong
    ├── RegisterError            the register has errors and nothing can be written from it
    ├── NoMeetingError           no meeting is planned for the body
    ├── TemplateError            a Word template is missing, broken, unsafe or asks for what we do not offer
    ├── UnprintableError         the data of a document hold characters that no Word file can
    ├── JournalError             the journal is locked, too old or too new, or lies where it must not
    │   └── BrokenJournalError   the journal is damaged, or was lost: it can be made again
    ├── InboxError               the disk or the share refuses to keep what came in; nothing is lost
    ├── MarkError                the folder in the inbox's place is not the inbox that klynge knows; nothing is touched
    └── ReadingError             a file cannot be read (translated from the library that tried)
"""

from collections.abc import Iterable


class KlyngeError(Exception):
    """The root: everything that klynge says went wrong, in a Danish sentence for staff."""

    exit_status = 1


class UsageError(KlyngeError):
    """The command was called wrongly; the sentence says how to call it.

    Args:
        sentence: the whole Danish sentence.
    """

    exit_status = 2


class WorkspaceNotFoundError(UsageError):
    """No workspace where one was looked for.

    Args:
        searched: the folder in which the search began, as text.
    """

    def __init__(self, searched: str) -> None:
        super().__init__(
            f"Der er ingen klynge-mappe i {searched} eller mapperne over den. "
            "Lav en med 'klynge nyt MAPPE', eller peg på en med '--mappe MAPPE'."
        )


class UnknownBodyError(UsageError):
    """No body has this id.

    Args:
        asked: what was written.
        near: the ids that look most like it, best first.
    """

    def __init__(self, asked: str, near: Iterable[str]) -> None:
        near = list(near)
        meant = " eller ".join([*filter(None, [", ".join(near[:-1])]), *near[-1:]])
        hint = f"Mente du {meant}?" if near else "Se organerne med 'klynge status'."
        super().__init__(f"Intet organ hedder ”{asked}”. {hint}")


class AmbiguousBodyError(UsageError):
    """Several bodies end with this tail.

    Args:
        asked: what was written.
        matches: the ids it may mean.
    """

    def __init__(self, asked: str, matches: Iterable[str]) -> None:
        super().__init__(f"”{asked}” kan være flere organer: {', '.join(sorted(matches))}. Skriv hele navnet.")


class SettingsError(KlyngeError):
    """A setting is wrong; the sentence names it and the remedy.

    Args:
        sentence: the whole Danish sentence.
    """


class RegisterError(KlyngeError):
    """The register has errors, and nothing may be written from it.

    Args:
        lines: one printed finding a line, with file, line, field and remedy.
    """

    def __init__(self, lines: Iterable[str]) -> None:
        self.lines = tuple(lines)
        count = len(self.lines)
        super().__init__(f"Registeret har {count} fejl:\n" + "\n".join(self.lines))


class NoMeetingError(KlyngeError):
    """No meeting is planned for the body then.

    Args:
        body: the body's name.
        when: the time that was asked for, as it ends the sentence: "den 5. november 2026 eller senere".
        hint: the remedy, a whole Danish sentence.
    """

    def __init__(self, body: str, when: str, hint: str) -> None:
        super().__init__(f"{body} har intet møde {when}. {hint}")


class TemplateError(KlyngeError):
    """A Word template cannot be used.

    Args:
        template: the template's file name.
        place: where in the template ("brødteksten", "sidehovedet", "fodnoterne"), or "" for the whole file.
        problem: what is wrong, a clause without full stop, naming the placeholder where there is one.
        hint: the remedy, a sentence, or "".
    """

    def __init__(self, template: str, place: str, problem: str, hint: str = "") -> None:
        self.template, self.place, self.problem, self.hint = template, place, problem, hint
        where = f" i {place}" if place else ""
        super().__init__(f"Skabelonen {template} kan ikke bruges{where}: {problem}." + (f" {hint}" if hint else ""))


class UnprintableError(KlyngeError):
    """The data of a document hold characters that no Word file can; nothing was written.

    Args:
        wrong: for each field its whole name, the text before the first such character, and that character.
    """

    def __init__(self, wrong: Iterable[tuple[str, str, str]]) -> None:
        wrong = tuple(wrong)
        self.fields = tuple(field for field, _, _ in wrong)
        told = [f"”{field}” (U+{ord(sign):04X} efter ”{before[-20:]}”)" for field, before, sign in wrong]
        super().__init__(f"Usynlige tegn, som Word ikke kan gemme, står i {', '.join(told)}. Slet dem i teksten, og prøv igen.")


class JournalError(KlyngeError):
    """The journal cannot be used; the sentence says why and what to do.

    Args:
        sentence: the whole Danish sentence.
    """


class BrokenJournalError(JournalError):
    """The journal is damaged, or is gone although it was there: it can be made again from originals and receipts.

    Args:
        sentence: the whole Danish sentence.
    """


class InboxError(KlyngeError):
    """The disk or the share refuses to let files be taken in just now; nothing is lost.

    Args:
        why: the reason, a Danish clause.
    """

    def __init__(self, why: str) -> None:
        super().__init__(
            f"Indbakken kan ikke læses eller skrives lige nu ({why}). Intet er gået tabt; prøv igen, når det er rettet."
        )


class MarkError(KlyngeError):
    """The folder in the inbox's place lacks the mark, or has another one: nothing in it is touched.

    Args:
        sentence: the whole Danish sentence.
    """


class ReadingError(KlyngeError):
    """A file that came in cannot be read.

    Args:
        problem: what is wrong, a whole Danish sentence.
        hint: the remedy, a whole Danish sentence.
    """

    def __init__(self, problem: str, hint: str) -> None:
        self.problem, self.hint = problem, hint
        super().__init__(f"{problem} {hint}")
