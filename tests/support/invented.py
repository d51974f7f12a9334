"""A region that klynge never saw, written as register files only."""

from pathlib import Path
from textwrap import dedent


def lay(path: Path, text: str) -> None:
    """Write a file, its folders too."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(dedent(text).lstrip(), "utf-8")


def invented(folder: Path) -> Path:
    """Region Øsund: five clusters, other sectors, other numbers, other sections; register files only."""
    names = ["Ravnsø", "Tvedby", "Holmstrup", "Kærlund", "Nøddebo"]
    lay(
        folder / "oesund/region.yaml",
        "id: oesund\nnavn: Region Øsund\nalmen_praksis:\n  id: plo-oesund\n  navn: PLO-Øsund\nkommuner:\n"
        + "".join(f'  - kode: "90{number}"\n    navn: {name}\n' for number, name in enumerate(names)),
    )
    lay(
        folder / "oesund/rammer/egn.yaml",
        """
        bestemt: egnsklyngen
        niveau: Egnsklynge
        sektorer:
          - id: region
            navn: Region
          - id: kommuner
            navn: Kommuner
          - id: patienter
            navn: Patienter
        pladser:
          - {id: råd, sektor: region, ental: regionsrådsmedlem, flertal: regionsrådsmedlemmer, antal: 3, herunder: formanden}
          - {id: borgmestre, sektor: kommuner, ental: borgmester, flertal: borgmestre, antal: 2, pr: kommune}
          - {id: patienter, sektor: patienter, ental: patientrepræsentant, flertal: patientrepræsentanter, antal: 1}
        beslutninger: {form: flertal}
        beslutningsdygtighed: {andel: 2/3, af: alle medlemmer}
        møder: {antal_om_året: 4, mindst: ja}
        opgaver:
          - {id: samtale, titel: Samtale, tekst: tale sammen}
        sekretariat: {navn: Egnssekretariatet, fælles: nej}
        fakta: {stiftet: 2025-03-01}
        kommissorium:
          undertitel: "{navn}"
          skal_have: [ide, folk]
        """,
    )
    lay(
        folder / "oesund/rammer/egn.md",
        """
        ## Idéen {#ide}

        {Navn} blev stiftet den {stiftet} som en af {antal_klynger} klynger.

        ## Folk {#folk}

        {antal_råd} fra regionen, {antal_borgmestre} fra hver kommune; {fremmødekrav} skal være der. {Møderegel}.

        {tabel_sammensætning}
        """,
    )
    for number, name in enumerate(names):
        lay(
            folder / f"oesund/oesund-{number}/organ.yaml",
            f"""
            id: oesund-{number}
            art: egnsklynge
            region: oesund
            ramme: egn
            navn: Egnsklynge {name}
            kommuner:
              - kode: "90{number}"
                navn: {name}
            medlemmer:
              - {{plads: råd, titel: Formand}}
              - {{plads: råd, titel: Medlem 1}}
              - {{plads: råd, titel: Medlem 2}}
              - {{plads: borgmestre, titel: "Borgmester, {name}", kommune: "90{number}"}}
              - {{plads: borgmestre, titel: "Viceborgmester, {name}", kommune: "90{number}"}}
              - {{plads: patienter, titel: Patientrepræsentant}}
            """,
        )
        lay(
            folder / f"oesund/oesund-{number}/moeder/2031-03-0{number + 3}.yaml",
            f"dato: {number + 3}/3-2031\nstart: 9.30\nslut: 11.00\nsted: Rådhuset\nvært: {name} Kommune\n",
        )
    return folder
