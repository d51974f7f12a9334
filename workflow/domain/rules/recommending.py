"""Judgements on recommendations: that there are some, that each goes on from "Det indstilles, …", alike, about the right body."""

import re
from collections.abc import Iterator

from workflow import danish
from workflow.domain.bodies import Body
from workflow.domain.findings import Finding, error, warning
from workflow.domain.proposals import ItemType
from workflow.domain.recommendations import bare, begins_with_at
from workflow.domain.rules.drafts import Draft

# Infinitives that begin recommendations and are nothing else in Danish: "støtte", "arbejde" and "følge" are nouns too.
_INFINITIVES = re.sub(
    r"\s+",
    "|",
    "afholde afsætte afvise anbefale anmode anvende bakke bede bemyndige beslutte bevilge bidrage bruge drøfte etablere evaluere "
    "fastholde fastlægge fastsætte finansiere fordele forlænge fortsætte fremme gennemføre give godkende henvise igangsætte "
    "indarbejde indføre indgå indlede indstille invitere iværksætte koble kvittere lade meddele nedsætte offentliggøre ophæve "
    "oprette orientere overdrage overføre pege prioritere pålægge reducere revidere samle sende sikre styrke sætte tage "
    "tilslutte tiltræde tiltrække udarbejde udmønte udpege udskyde understøtte vedtage videreføre vurdere ændre",
)
_INFINITIVE = re.compile(rf"at (?:ikke |også |fortsat )?(?:{_INFINITIVES})(?![\w-])", re.IGNORECASE)
_DECIDES = (
    r"(?:ikke )?(?:afsætter|afviser|anbefaler|beslutter|bevilger|drøfter|fastsætter|godkender|igangsætter|indstiller|nedsætter"
    r"|tager|tilslutter|tiltræder|udpeger|udskyder|vedtager)"
)


def judge_presence(draft: Draft) -> Iterator[Finding]:
    """A decision needs something to decide."""
    if draft.proposal.type is ItemType.DECISION and not bare(draft.proposal.recommendations):
        problem = "Punktet er til beslutning, men der er ingen indstilling."
        hint = "Skriv, hvad mødet skal beslutte: ”at …”. Vælg ellers drøftelse eller orientering."
        yield error("indstilling", problem, hint)


def judge_at(draft: Draft) -> Iterator[Finding]:
    """One that does not begin with "at" is an error whatever the item's type.

    The agenda prints it inside the sentence "Det indstilles, …"; nobody but the proposer may reword it.
    """
    for passage in draft.among("indstilling"):
        if not begins_with_at(passage.text):
            yield error(
                passage.field,
                f"Indstillingen ”{_short(passage.text)}” begynder ikke med ”at”.",
                "Skriv den, så den kan stå efter ”Det indstilles,” – for eksempel ”at orienteringen tages til efterretning”.",
            )


def judge_likeness(draft: Draft) -> Iterator[Finding]:
    """Recommendations are one kind of sentence: "at klyngen godkender …" beside "at tage … til efterretning" limps."""
    written = [passage for passage in draft.among("indstilling") if begins_with_at(passage.text)]
    bare_verbs = [passage for passage in written if _INFINITIVE.match(passage.text)]
    whole = [passage for passage in written if passage not in bare_verbs]
    if not bare_verbs or not whole:
        return
    for passage in bare_verbs:
        problem = f"Indstillingerne er ikke bygget ens: her ”{_short(passage.text)}”, andre steder ”{_short(whole[0].text)}”."
        yield warning(passage.field, problem, "Skriv, hvem der gør det, ligesom i de andre: ”at klyngen …”.")


def judge_names(draft: Draft) -> Iterator[Finding]:
    """A recommendation that lets one body decide, where the proposal is for another, or for others too."""
    own = [entry.body for entry in draft.entries]
    kinds = {body.kind for body in own}
    alike = [entry.body for entry in draft.known if entry.body.kind in kinds]
    for passage in draft.among("indstilling"):
        named = [body for body in alike if _decides(body, passage.text)]
        body = next((one for one in named if one in own), named[0] if named else None)
        others = [one.name for one in own if one != body]
        if body and others:
            also, remedy = (
                ("også ", "; så passer sætningen på alle dagsordener.") if body in own else ("", ", eller ret organet.")
            )
            problem = f"Indstillingen lader {body.name} beslutte, men forslaget er {also}til {danish.join(others)}."
            yield warning(passage.field, problem, f"Skriv ”at {_together(own)} …”{remedy}")


def _decides(body: Body, sentence: str) -> bool:
    """Whether a recommendation begins by naming the body, before a verb of deciding."""
    names = "|".join(re.escape(name) for name in (body.name, *body.variants))
    return bool(re.match(rf"at (?:{names}) {_DECIDES}\b", sentence, re.IGNORECASE))


def _together(bodies: list[Body]) -> str:
    """What all of the bodies may be called: "klyngen"; "organet" where they are of several kinds."""
    definite = {body.definite for body in bodies}
    return definite.pop() if len(definite) == 1 else "organet"


def _short(sentence: str) -> str:
    """The beginning of a sentence, for a quotation."""
    words = sentence.split()
    return sentence if len(words) <= 8 else " ".join(words[:8]) + " …"  # noqa: PLR2004 - enough to know it by
