"""Sheets: many proposals, a member list and a year's plan in one file, each row answered at its cells."""

import json
import re
from pathlib import Path

from tests.support.desk import Desk
from workflow.domain.proposals import Proposal

ROW = {
    "Sundhedsklynge": "Klynge Nord",
    "Mødedato": "24. november 2026",
    "Forslagsstiller": "Hjørring Kommune",
    "Kontaktperson": "Konsulent",
    "Titel": "Fælles uddannelse",
    "Sagstype": "Drøftelse",
    "Åbent eller lukket": "Åbent",
    "Tidsforbrug": "20",
    "Resumé": "Et forslag.",
    "Indstilling": "at klyngen drøfter uddannelsen",
    "Sagsfremstilling": "Sagen i hovedtræk.",
    "Patienter og pårørende": "Er spurgt.",
    "Opgave i kommissoriet": "prioriterede-midler",
}
HEAD, ONE = tuple(ROW), tuple(ROW.values())
END = ("slut", *[""] * (len(HEAD) - 1))


def changed(row: tuple[str, ...], **answers: str) -> tuple[str, ...]:
    """A row with other answers, by head."""
    return tuple(answers.get(head.split(" ")[0], said) for head, said in zip(HEAD, row, strict=True))


def table(*rows: tuple[str, ...]) -> str:
    """A table of text as Excel saves it in Denmark."""
    quoted = (";".join(f'"{cell}"' for cell in row) for row in rows)
    return "\r\n".join(quoted) + "\r\n"


def receipts(desk: Desk) -> list[str]:
    """The receipts' names."""
    return sorted(path.name for path in (desk.root / "outbox/kvitteringer").glob("0*.html"))


def page(desk: Desk, name: str) -> str:
    """A receipt."""
    return (desk.root / "outbox/kvitteringer" / name).read_text("utf-8")


def test_each_row_of_a_sheet_becomes_a_proposal_of_its_own(desk: Desk) -> None:
    """Two sound rows and a faulty one, saved as Windows saves it; the sheet is corrected and sent once more."""
    two, bad = changed(ONE, Titel="Fælles data"), changed(ONE, Titel="Fælles køb", Sagstype="snak", Tidsforbrug="længe")
    text = table(HEAD, ONE, two, bad, END)
    (desk.root / "inbox/ark.csv").write_bytes(text.encode("cp1252"))
    said = desk.run("modtag")
    assert said.status == 1
    assert receipts(desk) == [
        "0001 – ark.csv – AFVIST.html",
        "0002 – ark række 2.json – MODTAGET.html",
        "0003 – ark række 3.json – MODTAGET.html",
    ]
    told = page(desk, "0001 – ark.csv – AFVIST.html")
    for words in ("Celle F4, Sagstype", "Celle H4, Tidsforbrug", "Taget imod som ”ark række 2.json”", "<td>Skal rettes</td>"):
        assert words in told
    assert "To rækker i arket er taget imod som forslag hver for sig" in told.replace("\N{NO-BREAK SPACE}", " ")
    assert len(list((desk.root / "inbox").glob("_arkiv/*/*"))) == 3
    good = table(HEAD, ONE, two, changed(ONE, Titel="Fælles køb"), END)
    desk.write("inbox/ark.csv", good)
    again = desk.run("modtag")
    assert again.status == 0
    assert receipts(desk)[3:] == ["0004 – ark.csv – MODTAGET.html", "0005 – ark række 4.json – MODTAGET.html"]
    assert "Uændret: er taget imod før som nr.\N{NO-BREAK SPACE}2" in page(desk, "0004 – ark.csv – MODTAGET.html")


def test_a_table_that_is_cut_off_is_sent_back_and_none_of_its_rows_is_taken(desk: Desk) -> None:
    """It is valid all the same: only the closing row tells."""
    desk.write("inbox/ark.csv", table(HEAD, ONE, changed(ONE, Titel="To")))
    desk.run("modtag")
    assert receipts(desk) == ["0001 – ark.csv – AFVIST.html"]
    told = page(desk, "0001 – ark.csv – AFVIST.html")
    assert "slutter ikke med en række, hvor der står slut" in told
    assert "Arket er modtaget, men ingen af dets rækker er læst som forslag endnu. Ret det, og læg det i indbakken igen." in told
    assert "Ret det, der er nævnt, gem arket, og læg det i indbakken igen." in told


def test_a_sheet_of_which_no_row_is_sound_says_that_none_was_taken(desk: Desk) -> None:
    """Its one row has a type of case that nobody knows."""
    desk.write("inbox/ark.csv", table(HEAD, changed(ONE, Sagstype="snak"), END))
    desk.run("modtag")
    told = page(desk, "0001 – ark.csv – AFVIST.html")
    assert "Ingen af rækkerne i arket er taget imod endnu. Ret dem, og læg arket i indbakken igen." in told
    assert "to gange" not in told


def test_a_member_list_and_a_plan_become_text_for_the_register_and_never_touch_it(desk: Desk) -> None:
    """Laid beside the receipt; copied into the register it is sound."""
    before = {path: path.read_bytes() for path in (desk.root / "register").rglob("*.yaml")}
    desk.write(
        "inbox/medlemmer.csv",
        "Organ;Plads;Titel;Kommunekode\r\nKlynge Nord;borgmestre;Borgmester, Hjørring Kommune;Hjørring\r\nslut;;;\r\n",
    )
    desk.write(
        "inbox/plan.csv",
        "Organ;Dato;Starttidspunkt;Sluttidspunkt;Mødested\r\n"
        "Klynge Nord;18. marts 2026;15.00;17.00;Hjørring Rådhus\r\nslut;;;;\r\n",
    )
    said = desk.run("modtag")
    assert (said.status, said.err) == (0, "Nr. 1 medlemmer.csv: Medlemsliste modtaget.\nNr. 2 plan.csv: Mødeplan modtaget.\n")
    members = desk.root / "outbox/kvitteringer/0001 – medlemmer – TIL REGISTERET.yaml"
    assert members.read_text("utf-8").endswith(
        "# Klynge Nord: register/nordjylland/nordjylland-nord/organ.yaml\nmedlemmer:\n"
        '  - plads: "borgmestre"\n    titel: "Borgmester, Hjørring Kommune"\n    kommune: "860"\n'
    )
    plan = desk.root / "outbox/kvitteringer/0002 – plan – TIL REGISTERET.yaml"
    assert plan.read_text("utf-8").endswith(
        "# Klynge Nord: register/nordjylland/nordjylland-nord/moeder/2026-03-18.yaml\n"
        'dato: "2026-03-18"\nstart: "15.00"\nslut: "17.00"\nsted: "Hjørring Rådhus"\n'
    )
    assert {path: path.read_bytes() for path in (desk.root / "register").rglob("*.yaml")} == before
    (desk.root / "register/nordjylland/nordjylland-nord/moeder/2026-03-18.yaml").write_text(
        plan.read_text("utf-8").split("---")[1], "utf-8"
    )
    assert "2026-03-18" not in "\n".join(desk.run("tjek").out)


def test_a_wrong_row_of_a_member_list_is_told_at_its_cell(desk: Desk) -> None:
    """A seat, a municipality and a body that nobody has."""
    desk.write(
        "inbox/medlemmer.csv",
        "Organ;Plads;Titel;Kommunekode\r\nKlynge Nord;borgmester;Borgmester;Hjøring\r\nKlynge Nirgends;a;b;\r\n"
        "Klynge Nord;borgmestrer;;\r\nslut;;;\r\n",
    )
    assert desk.run("modtag").status == 1
    told = page(desk, "0001 – medlemmer.csv – AFVIST.html")
    for words in ("Celle D2, Kommunekode", "Mente du ”Hjørring”?", "Celle A3, Organ", "Celle B4, Plads", "Række 4, Titel"):
        assert words.replace("Række 4", "Celle C4") in told
    assert not list((desk.root / "outbox/kvitteringer").glob("*.yaml"))


def test_members_and_meetings_that_do_not_fit_together_never_reach_the_register(desk: Desk) -> None:
    """A CPR number, a period that ends before it begins, the same person twice, and two meetings on one day."""
    desk.write(
        "inbox/medlemmer.csv",
        "Organ;Plads;Titel;Kommunekode;Gyldig fra;Gyldig til\r\n"
        "Klynge Nord;borgmestre;Borgmester, Hjørring Kommune;Hjørring;;\r\n"
        "Klynge Nord;læger;Praktiserende læge 070761-4285;;;\r\n"
        "Klynge Nord;læger;Praktiserende læge;;2026-01-01;2025-01-01\r\n"
        "Klynge Nord;borgmestre;Borgmester, Hjørring  kommune;Hjørring;;\r\nslut;;;;;\r\n",
    )
    desk.write(
        "inbox/plan.csv",
        "Organ;Dato;Starttidspunkt;Sluttidspunkt;Mødested\r\n"
        "Klynge Nord;2026-12-14;15.00;17.00;Hjørring\r\nKlynge Syd;2026-12-14;15.00;17.00;Rebild\r\n"
        "Klynge Nord;14/12-2026;9.00;11.00;Læsø\r\nslut;;;;\r\n",
    )
    assert desk.run("modtag").status == 1
    members, plan = page(desk, "0001 – medlemmer.csv – AFVIST.html"), page(desk, "0002 – plan.csv – AFVIST.html")
    for words in (
        "Celle C3, Titel. Der står et CPR-nummer i cellen.",
        "Celle F4, Gyldig til. Perioden slutter den 1. januar 2025, før den begynder.",
        "Celle C5, Titel. ”Borgmester, Hjørring kommune” har to pladser.",
    ):
        assert words in " ".join(re.sub(r"<[^>]+>", "", members).replace("\N{NO-BREAK SPACE}", " ").split())
    assert (members.count("<td>Skal rettes</td>"), members.count("<td>Klar til registeret</td>")) == (3, 1)
    assert "Klynge Nord har også mødet i række 2 den 14. december 2026." in plan.replace("\N{NO-BREAK SPACE}", " ")
    assert "Celle B4, Dato" in plan
    laid = list((desk.root / "outbox/kvitteringer").iterdir())
    assert not [one for one in laid if one.suffix == ".yaml"]
    assert not [one.name for one in laid if "070761" in one.read_text("utf-8")]


def test_all_that_is_wrong_in_a_row_is_told_at_once_also_where_nobody_knows_the_body(desk: Desk) -> None:
    """A misspelt body, a day that is no date, and a time that is none."""
    desk.write(
        "inbox/plan.csv",
        "Organ;Dato;Starttidspunkt;Sluttidspunkt;Mødested\r\nKlynge Nirgends;i morgen;kl. tre;17.00;Her\r\nslut;;;;\r\n",
    )
    assert desk.run("modtag").status == 1
    told = page(desk, "0001 – plan.csv – AFVIST.html")
    for words in ("Celle A2, Organ", "Celle B2, Dato", "Celle C2, Starttidspunkt"):
        assert words in told


def test_a_sheet_of_another_kind_is_still_somebody_s_attachment(desk: Desk) -> None:
    """A budget."""
    desk.write("inbox/budget.csv", "Post;2026;2027\r\nLøn;100;200\r\n")
    desk.run("modtag")
    assert receipts(desk) == ["0001 – budget.csv – GEMT.html"]


def test_what_a_trial_tells_of_a_sheet_are_its_rows_and_cells(desk: Desk) -> None:
    """The sheet, and each of its sound rows."""
    bad = changed(ONE, Titel="Fælles køb", Sagstype="snak")
    desk.write("inbox/ark.csv", table(HEAD, ONE, bad, END))
    out = "\n".join(desk.run("modtag", "--prøv").out)
    assert "ark række 2.json  ny" in out
    assert "fejl: Celle F3, Sagstype:" in out


def test_a_row_s_file_is_the_proposal_that_stands_in_the_row(desk: Desk) -> None:
    """As it lies in the archive."""
    desk.write("inbox/ark.csv", table(HEAD, ONE, END))
    desk.run("modtag")
    (file,) = (desk.root / "inbox").glob("_arkiv/*/*række*.json")
    proposal = Proposal.read(json.loads(Path(file).read_text("utf-8")))
    assert (proposal.title, proposal.bodies, proposal.duration) == ("Fælles uddannelse", ("Klynge Nord",), 20)
