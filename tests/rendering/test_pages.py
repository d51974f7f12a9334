"""The receipt that a sender opens in a browser."""

from html.parser import HTMLParser

import pytest

from workflow.domain.findings import error, note, warning
from workflow.domain.receipts import Outcome, ReadField, Receipt
from workflow.rendering.pages import receipt_page

VOID = {"meta", "br", "!doctype"}


class Page(HTMLParser):
    """A page as a reader meets it: each block's words, its tags in order, and whether every element is closed."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.blocks: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Remember the element."""
        self.tags.append((tag, dict(attrs)))
        if tag == "br":
            self.blocks[-1] += " / "
        if tag not in VOID:
            self.open.append(tag)
        if tag not in {"br", "strong", "span"}:
            self.blocks.append("")

    def handle_endtag(self, tag: str) -> None:
        """See that it closes the element that was opened last."""
        assert self.open.pop() == tag
        if tag != "strong":
            self.blocks.append("")

    def handle_data(self, words: str) -> None:
        """Add the words to the block."""
        if "style" not in self.open and self.open:
            self.blocks[-1] += words

    def words(self) -> list[str]:
        """The blocks that hold words, in order."""
        return [" ".join(block.split()) for block in self.blocks if block.strip()]

    def named(self, tag: str) -> list[dict[str, str | None]]:
        """The attributes of each element of this name."""
        return [attributes for name, attributes in self.tags if name == tag]


REJECTED = Receipt(
    number="2026-0147",
    outcome=Outcome.REJECTED,
    sender="Klynge Nord",
    sender_level="Sundhedsklynge, politisk niveau · Klyngesekretariatet",
    title="Fælles udskrivningshold",
    state="Mangler to oplysninger",
    state_text="Send et rettet skema senest tirsdag den 3. november 2026 kl. 12.00.",
    state_strong="tirsdag den 3. november 2026 kl. 12.00",
    details=(("Kvittering", "2026-0147"), ("Fil", "Forslag.docx (48 kB)")),
    findings=(
        error("indstilling", "Der er ingen indstilling.", "Skriv en sætning, der begynder med ”at”.").located(
            label="Felt 13, Indstilling"
        ),
        error("titel", "Titlen mangler.").located(file="forslag.yaml", line=7),
        warning("sundhedsaftale", "Feltet er tomt.", "Skriv, hvad sagen hører til."),
        note("", "Filen har en ældre version af skemaet."),
    ),
    understood=(
        ReadField(label="6. Titel", answer=("Fælles udskrivningshold",)),
        ReadField(label="13. Indstilling", answer=("at holdet ansættes, og", "at det evalueres.")),
        ReadField(label="14. Sagsfremstilling", answer=("et to tre", " ".join(["ord"] * 1200))),
    ),
    unread=("Én linje under skemaet: ”Ring gerne”.",),
    next_steps=("Ret skemaet.", "Læg det i mappen Indbakke igen."),
    checksum="9f2c41ab07deffffffff",
    form_version="3",
)


def test_a_rejected_proposal_gets_a_page_with_every_block_in_its_order() -> None:
    """The form Forslag.docx, in which two answers are missing."""
    assert Page(receipt_page(REJECTED)).words() == [
        "Kvittering 2026-0147: mangler to oplysninger",
        "Klynge Nord Sundhedsklynge, politisk niveau · Klyngesekretariatet",
        "Kvittering",
        "Fælles udskrivningshold",
        "Mangler to oplysninger",
        "Send et rettet skema senest tirsdag den 3. november 2026 kl. 12.00.",
        "Kvittering",
        "2026-0147",
        "Fil",
        "Forslag.docx (48 kB)",
        "Det skal rettes",
        "Felt 13, Indstilling. Der er ingen indstilling. / Sådan retter du: Skriv en sætning, der begynder med ”at”.",
        "Titel, linje 7. Titlen mangler.",
        "Det bør overvejes",
        "Sundhedsaftale. Feltet er tomt. Skriv, hvad sagen hører til.",
        "Filen har en ældre version af skemaet.",
        "Det har vi læst",
        "Felter og svar, som vi har læst dem",
        "Felt",
        "Svar",
        "6. Titel",
        "Fælles udskrivningshold",
        "13. Indstilling",
        "at holdet ansættes, og / at det evalueres.",
        "14. Sagsfremstilling",
        f"et to tre / {' '.join(['ord'] * 22)} … (1.203 ord i alt)",
        "Ikke læst",
        "Én linje under skemaet: ”Ring gerne”.",
        "Flyt teksten ind i et felt, og læg skemaet i indbakken igen, hvis den skal med.",
        "Hvad sker der nu?",
        "Ret skemaet.",
        "Læg det i mappen Indbakke igen.",
        "Spørgsmål? Skriv til klyngesekretariatet, og oplys kvittering 2026-0147.",
        "Originalen er gemt uændret. Kontrolsum (SHA-256): 9f2c41ab 07deffff ffff · Skema: FORSLAG, version 3",
    ]


def test_what_is_empty_vanishes_with_its_heading() -> None:
    """A file of which nothing is known but that it came."""
    bare = Receipt(number="2026-0001", outcome=Outcome.KEPT, sender="Klyngesekretariatet", state="Gemt")
    assert Page(receipt_page(bare)).words() == [
        "Kvittering 2026-0001: gemt",
        "Klyngesekretariatet",
        "Kvittering",
        "Gemt",
        "Spørgsmål? Skriv til klyngesekretariatet, og oplys kvittering 2026-0001.",
        "Originalen er gemt uændret.",
    ]


@pytest.mark.parametrize(
    ("outcome", "panel"),
    [
        (Outcome.ACCEPTED, "status"),
        (Outcome.REJECTED, "status ret"),
        (Outcome.UNREADABLE, "status ret"),
        (Outcome.DUPLICATE, "status rolig"),
        (Outcome.KEPT, "status rolig"),
    ],
)
def test_the_panel_has_the_colour_of_the_outcome(outcome: Outcome, panel: str) -> None:
    """Accepted in petrol, to be corrected in rust, what needs nothing in grey; the words say it too."""
    page = Page(receipt_page(REJECTED.model_copy(update={"outcome": outcome})))
    assert [section["class"] for section in page.named("section")] == [panel]


def test_a_date_that_the_text_does_not_hold_stands_after_it_in_bold() -> None:
    """The state is explained in one sentence, and the date is given on its own."""
    page = Page(receipt_page(REJECTED.model_copy(update={"state_text": "Send det igen senest", "state_strong": "i morgen"})))
    assert "Send det igen senest i morgen" in page.words()
    alone = Page(receipt_page(REJECTED.model_copy(update={"state_text": "", "state_strong": "I morgen"})))
    assert "I morgen" in alone.words()


def test_nothing_that_a_sender_writes_becomes_markup() -> None:
    """A title, an answer and a stray line that try to be HTML."""
    attack = '<script src="https://example.org/x"></script>&amp;"'
    page = Page(
        receipt_page(
            REJECTED.model_copy(
                update={
                    "title": attack,
                    "understood": (ReadField(label=attack, answer=(attack,)),),
                    "unread": (attack,),
                    "details": ((attack, attack),),
                    "findings": (error(attack, attack, attack),),
                }
            )
        )
    )
    assert page.named("script") == []
    assert page.words().count(attack) == 6


def test_the_page_can_be_heard_and_printed() -> None:
    """Landmarks, one main heading, headers in the table; no script and nothing fetched from elsewhere."""
    text = receipt_page(REJECTED)
    page = Page(text)
    names = [name for name, _ in page.tags]
    assert page.open == []
    assert page.named("html") == [{"lang": "da"}]
    assert [name for name in names if name in {"header", "main", "footer", "h1"}] == ["header", "main", "h1", "footer"]
    assert {name for name in names if name.startswith("h") and name[1:].isdigit()} == {"h1", "h2"}
    assert [attributes["scope"] for attributes in page.named("th")] == ["col", "col", "row", "row", "row"]
    assert {"script", "link", "img", "iframe"}.isdisjoint(names)
    assert "url(" not in text
    assert "break-inside:avoid" in text


def test_the_same_receipt_is_the_same_page() -> None:
    """Nothing on the page comes from the clock."""
    assert receipt_page(REJECTED) == receipt_page(REJECTED)


def test_a_receipt_of_a_journal_carries_what_the_journal_can_be_made_again_from() -> None:
    """As attributes that nobody sees; without a journal there are none."""
    receipt = REJECTED.model_copy(update={"arrival": "18ea32", "received": "2026-11-05T09:00:00", "file": 'Forslag "1".docx'})
    assert Page(receipt_page(receipt)).named("html") == [{"lang": "da"}]
    assert Page(receipt_page(receipt, "vores")).named("html") == [
        {
            "lang": "da",
            "data-journal": "vores",
            "data-indgang": "18ea32",
            "data-nummer": "2026-0147",
            "data-modtaget": "2026-11-05T09:00:00",
            "data-fil": 'Forslag "1".docx',
            "data-udfald": "afvist",
            "data-kontrolsum": "9f2c41ab07deffffffff",
        }
    ]
    assert Page(receipt_page(receipt, "vores")).words() == Page(receipt_page(receipt)).words()
