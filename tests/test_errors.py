"""Every exception writes its own Danish sentence, with the remedy, and knows its exit status."""

import pytest

from workflow.errors import (
    AmbiguousBodyError,
    BrokenJournalError,
    InboxError,
    JournalError,
    KlyngeError,
    MarkError,
    NoMeetingError,
    ReadingError,
    RegisterError,
    SettingsError,
    TemplateError,
    UnknownBodyError,
    UnprintableError,
    UsageError,
    WorkspaceNotFoundError,
)

SENTENCES = [
    (
        WorkspaceNotFoundError("Skrivebord"),
        2,
        (
            "Der er ingen klynge-mappe i Skrivebord eller mapperne over den. "
            "Lav en med 'klynge nyt MAPPE', eller peg på en med '--mappe MAPPE'."
        ),
    ),
    (UnknownBodyError("ves", ["nordjylland-vest"]), 2, "Intet organ hedder ”ves”. Mente du nordjylland-vest?"),
    (UnknownBodyError("x", ["a", "b", "c"]), 2, "Intet organ hedder ”x”. Mente du a, b eller c?"),
    (UnknownBodyError("qqq", []), 2, "Intet organ hedder ”qqq”. Se organerne med 'klynge status'."),
    (AmbiguousBodyError("midt", ["b-midt", "a-midt"]), 2, "”midt” kan være flere organer: a-midt, b-midt. Skriv hele navnet."),
    (RegisterError(["a: fejl", "b: fejl"]), 1, "Registeret har 2 fejl:\na: fejl\nb: fejl"),
    (
        NoMeetingError("Klynge Vest", "den 5. november 2026 eller senere", "Læg en mødefil i moeder."),
        1,
        "Klynge Vest har intet møde den 5. november 2026 eller senere. Læg en mødefil i moeder.",
    ),
    (
        TemplateError("referat.docx", "sidefoden", "”titlen” kendes ikke", "Skriv titel."),
        1,
        "Skabelonen referat.docx kan ikke bruges i sidefoden: ”titlen” kendes ikke. Skriv titel.",
    ),
    (TemplateError("referat.docx", "", "filen mangler"), 1, "Skabelonen referat.docx kan ikke bruges: filen mangler."),
    (
        UnprintableError([("punkter[1].titel", "Klok", "\x07")]),
        1,
        (
            "Usynlige tegn, som Word ikke kan gemme, står i ”punkter[1].titel” (U+0007 efter ”Klok”). "
            "Slet dem i teksten, og prøv igen."
        ),
    ),
    (ReadingError("Filen er tom.", "Læg den igen."), 1, "Filen er tom. Læg den igen."),
    (SettingsError("En sætning."), 1, "En sætning."),
    (JournalError("En sætning."), 1, "En sætning."),
    (
        InboxError("disken er fuld"),
        1,
        "Indbakken kan ikke læses eller skrives lige nu (disken er fuld). Intet er gået tabt; prøv igen, når det er rettet.",
    ),
    (BrokenJournalError("En sætning."), 1, "En sætning."),
    (MarkError("En sætning."), 1, "En sætning."),
    (UsageError("En sætning."), 2, "En sætning."),
]


@pytest.mark.parametrize(("error", "status", "sentence"), SENTENCES, ids=lambda value: type(value).__name__)
def test_an_error_says_what_is_wrong_and_what_to_do(error: KlyngeError, status: int, sentence: str) -> None:
    """The sentence that staff read, whole, and the exit status of the command."""
    assert (str(error), error.exit_status) == (sentence, status)
