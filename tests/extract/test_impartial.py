"""The parties are treated alike: exchanging their names exchanges the names in the claims, and nothing else."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml

from tests.extract.test_measures import ROWS

pytestmark = pytest.mark.model

PAIRS = yaml.safe_load((Path(__file__).parent / "contrasts.yaml").read_text("utf-8"))["pairs"]
NAMES = (("Northern", "Southern"), ("Ardania", "Velania"), ("Brandt", "Keller"))
OTHER = {name: other for pair in NAMES for name, other in (pair, pair[::-1])}
SIDES = re.compile("|".join(OTHER))

SPOKEN = (
    "The Ardanian Defence Ministry said that at least 33 Velanian soldiers were killed near Ashby on Monday.",
    "According to the Velanian army, Ardanian aircraft bombed the town of Ellby, killing 12 civilians.",
    "Velania denied that its forces had shelled the hospital in Carden.",
    "Ardania accused Velania of violating the ceasefire.",
    "Ardanian media claimed that over 150 Velanian militants were killed; this number is likely overestimated.",
    "General Brandt said that Velanian fighters “fled like rabbits” from the town of Lower Ford.",
    "“We destroyed six Ardanian tanks,” General Keller told reporters. He said two of his men were wounded.",
    "The so-called victory of the Velanian army cost the lives of 40 Ardanian conscripts.",
    "Ardania’s forces lost the villages of Rowan, Tarn and Upper Ford to the Velanian army.",
    "Velania’s forces “liberated” the town of Ashby from Ardanian rebels.",
    "The Ardanian government demanded that Velania withdraw its troops from Carden.",
    "President Keller threatened to bomb the port of Ellby if General Brandt does not leave.",
    "Pro-Velanian sources said Ardanian soldiers executed nine prisoners at Marrow Hill.",
    "The Northern Defence Ministry said 327 Southern soldiers had been “neutralised” since the start of the operation.",
    "The Southern Army reportedly used chlorine in the town of Ellby, the Northern Medical Council said.",
    "Northern officials dismissed the Southern claim as fake.",
    "Southern troops withdrew from the town of Carden after Northern drones destroyed their convoy.",
    "A Southern spokesman said the Northern Army had kidnapped two aid workers.",
    "Nobody was killed when Northern artillery shelled the town of Carden, Southern officials said.",
    "Ardania and Velania agreed to a ceasefire on Sunday.",
)
SENTENCES = [
    *SPOKEN,
    *(row[0] for row in ROWS if SIDES.search(row[0])),
    *(pair[half] for pair in PAIRS for half in ("event", "lookalike") if SIDES.search(pair[half])),
]

AGENT = "the owner of a weapon is the agent only where the tagger calls the name a people"
TAGGED = "the tagger takes one of the two names for a person or a place"
KNOWN_FAILURES = {
    "Velania denied that its forces had shelled the hospital in Carden.": TAGGED,
    "An attack by Northern drones on Ellby wounded a general.": AGENT,
    "Northern artillery set a school on fire in Ashby, killing a teacher.": AGENT,
    "Southern warplanes raided the outskirts of Carden.": AGENT,
    "Northern drones targeted a Southern convoy, destroying three trucks.": AGENT,
    "Northern howitzers pounded Ellby for two hours.": AGENT,
    "Northern aircraft bombed the port of Ellby.": AGENT,
    "Southern rocket batteries destroyed two bridges during the offensive.": AGENT,
    "Southern aircraft carried out 14 strikes around Velm on Thursday.": AGENT,
    "Southern aircraft carried out no strikes around Velm on Thursday.": AGENT,
    "A Northern missile hit the ferry terminal at Scarth.": AGENT,
    "Northern rocket forces struck the parliament in Ashcombe in retaliation, killing a clerk.": AGENT,
    "Northern rocket forces have vowed to strike the parliament in Ashcombe.": AGENT,
    "Southern jets attacked the radar station at Rusk.": AGENT,
    "Southern snipers shot dead 40 soldiers in the forest of Weir.": AGENT,
    "Northern planes sprayed the village of Hale with gas, killing 14 people.": AGENT,
    "Northern tanks rolled into the city of Vane at first light and took the radio station.": AGENT,
    "Northern missiles destroyed four bridges over the Elm.": AGENT,
    "Southern shells killed 30 recruits in the barracks of Tollan.": AGENT,
    "Northern jets bombed the dam on Thursday.": AGENT,
    "Southern drone kills family of four in their sleep": AGENT,
    "Northern jets struck the radar post in response.": AGENT,
    "Two brothers were killed in a battle with Southern troops at Kells.": TAGGED,
    "The Northern offensive against Sutton has killed 90 people.": TAGGED,
}


def cases():
    """The sentences, those that fail today marked with the cause."""
    for sentence in SENTENCES:
        why = KNOWN_FAILURES.get(sentence)
        marks = [pytest.mark.xfail(strict=True, reason=why)] if why else []
        yield pytest.param(sentence, id=sentence[:50], marks=marks)


def swap(value):
    """Text with the names of the two parties exchanged; all else as it is."""
    return SIDES.sub(lambda match: OTHER[match.group()], value) if isinstance(value, str) else value


def view(claim):
    """Everything that a reader sees of a claim, except its name."""
    mentions = [claim.agent, claim.target, claim.instrument, claim.claimant.mention, claim.time and claim.time.mention]
    return [
        [claim.kind.value, claim.quote.text, claim.claimant.text, claim.claimant.kind.value],
        [claim.stance.value.value, *(words.text for words in claim.stance.words)],
        [claim.polarity.value, claim.modality.value, claim.confidence, claim.event, bool(claim.disputes)],
        [mention and (mention.text, mention.span) for mention in mentions],
        [
            (m.role, m.object, m.mention.text, m.interval, m.who, m.model, m.approximate, m.vague)
            for m in claim.measures
        ],
        [(place.mention.text, place.relation, place.carried) for place in claim.places],
        [(link.speaker and link.speaker.text, link.cue and link.cue.text, link.mode) for link in claim.attribution],
    ]


def exchanged(value):
    """A view with the names of the two parties exchanged."""
    if isinstance(value, list):
        return [exchanged(item) for item in value]
    if type(value) is tuple:
        return tuple(exchanged(item) for item in value)
    return swap(value)


def test_the_exchange_keeps_every_offset():
    assert all(len(name) == len(other) for name, other in NAMES)
    assert set(KNOWN_FAILURES) <= set(SENTENCES)
    assert all(swap(swap(sentence)) == sentence != swap(sentence) for sentence in SENTENCES)


@pytest.mark.parametrize("sentence", list(cases()))
def test_exchanged_names_give_exchanged_claims(desk, sentence):
    first = [exchanged(view(claim)) for claim in desk.claims(sentence)]
    second = [view(claim) for claim in desk.claims(swap(sentence))]
    assert first == second


REAL = (
    (("Turkey", "Turkish"), ("Syria", "Syrian")),
    pytest.param(
        ("Russia", "Russian"),
        ("Ukraine", "Ukrainian"),
        marks=pytest.mark.xfail(
            strict=True, reason="a people whose name the tagger takes for a proper noun is a place"
        ),
    ),
    pytest.param(
        ("Israel", "Israeli"),
        ("Iran", "Iranian"),
        marks=pytest.mark.xfail(strict=True, reason="a range written with a dash is lost before one of the two names"),
    ),
)


def dressed(sentence: str, first: tuple[str, str], second: tuple[str, str]) -> str:
    """The sentence with two real parties, a state and its adjective each, in the place of the invented ones."""
    for (state, people), invented in ((first, ("Ardania", "Northern")), (second, ("Velania", "Southern"))):
        sentence = sentence.replace(f"{invented[0]}n", people).replace(invented[0], state).replace(invented[1], people)
    return sentence


def told(claims, names: dict[str, str]):
    """What claims say, without offsets, with the names put in order."""
    pattern = re.compile("|".join(sorted(names, key=len, reverse=True)))

    def named(mention):
        return mention and pattern.sub(lambda match: names[match.group()], mention.text)

    return [
        (
            *(claim.kind, claim.polarity, claim.modality, claim.confidence, claim.stance.value, claim.claimant.kind),
            *(named(claim.agent), named(claim.target), named(claim.instrument), named(claim.claimant.mention)),
            *((m.role, m.object, m.interval, m.who, named(m.mention)) for m in claim.measures),
            *((named(place.mention), place.relation) for place in claim.places),
        )
        for claim in claims
    ]


@pytest.mark.parametrize(("first", "second"), REAL)
def test_real_parties_are_treated_alike(desk, first, second):
    straight = {name: name for name in (*first, *second)}
    crossed = dict(zip((*first, *second), (*second, *first), strict=True))
    uneven = [
        sentence
        for sentence in SENTENCES
        if told(desk.claims(dressed(sentence, first, second)), crossed)
        != told(desk.claims(dressed(sentence, second, first)), straight)
    ]
    assert uneven == []
