"""Who accuses, denies, threatens or demands: acts done by speaking, with whoever does them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from counterclaim.extract.lexicon import speech, words
from counterclaim.extract.nlp import SUBJECTS, ancestors_within, noun_phrase, only_counted, subject_of
from counterclaim.extract.parses import Doc, Token
from counterclaim.extract.speaker_kinds import kind_of
from counterclaim.extract.speaking import VERBAL, Said, may_speak, speaker_bounds, speaker_of, speaks
from counterclaim.extract.triggers import Trigger
from counterclaim.model.claims import ClaimKind
from counterclaim.model.documents import SourceKind

ACTS_THAT_SPEAK = frozenset(
    {
        ClaimKind.ACCUSATION,
        ClaimKind.DENIAL,
        ClaimKind.DISPUTE,
        ClaimKind.THREAT,
        ClaimKind.DEMAND,
        ClaimKind.PLAN,
        ClaimKind.STATEMENT,
    }
)


CARRYING = words("carrying")


VOICES = frozenset(
    {
        SourceKind.MEDIA,
        SourceKind.DOCUMENT,
        SourceKind.WITNESS,
        SourceKind.MONITOR,
        SourceKind.ANONYMOUS,
        SourceKind.MEDIC,
    }
)


def find_acts(doc: Doc, triggers: Sequence[Trigger], said: Sequence[Said]) -> Iterator[Said]:
    """Accusing, denying, threatening, demanding: whoever does it is the claimant of it."""
    for trigger in triggers:
        head = doc[trigger.head]
        speaks = (
            trigger.family == "act" and trigger.entry.kind in ACTS_THAT_SPEAK and trigger.entry.needs != "agreement"
        )
        head = calling(head) or _carrying(head) or head
        bounds = _doer(doc, head, said) if speaks and head.pos_ in VERBAL else None
        if bounds is not None:
            content = ((min(head.i, trigger.start), _act_end(doc, trigger)),)
            yield Said((trigger.start, trigger.end), bounds, content)


def _doer(doc: Doc, head: Token, said: Sequence[Said]) -> tuple[int, int] | None:
    """Who accuses, denies, threatens or demands: the subject, the `by` of a passive, or for a gerund who spoke."""
    if any(child.dep_ in {"auxpass", "nsubjpass"} for child in head.children):
        return speaker_of(head) if any(child.dep_ == "agent" for child in head.children) else None
    subject = _actor_of(head)
    gerund = head.tag_ == "VBG" and not any(child.dep_ in SUBJECTS for child in head.children)
    if gerund and head.dep_ in {"acl", "advcl"} and (subject is None or not speaks(doc, noun_phrase(subject))):
        before = [one.speaker for one in said if one.cue[1] <= head.i]
        return going_on(head, before[-1] if before else None)
    if subject is None or (subject.dep_ not in SUBJECTS | {"nmod", "ROOT"} and head.dep_ != "relcl"):
        return None
    if not may_speak(subject):
        return None
    return speaker_bounds(subject, head) if subject.i < head.i else noun_phrase(subject)


def _carrying(noun: Token) -> Token | None:
    """The verb that does what an act noun names: `repeated its denial`, `traded accusations`."""
    verb = noun.head
    carries = noun.pos_ == "NOUN" and noun.dep_ == "dobj" and verb.lemma in CARRYING
    return verb if carries else None


def calling(adjective: Token) -> Token | None:
    """The verb of `called the claims fake`, `dismissed the report as baseless`."""
    if adjective.pos_ in VERBAL:
        return None
    calling = {"call", "brand", "label", "describe", "dismiss", "denounce", "reject", "deem", "consider"}
    return next((above for _, above in ancestors_within(adjective, 8) if above.lemma in calling), None)


def _actor_of(verb: Token) -> Token | None:
    """The subject of an act of speech; where that only counts people, whoever reports the sentence."""
    subject = subject_of(verb)
    if subject is None or (may_speak(subject) and not only_counted(subject, verb)):
        return subject
    reporting = (t for step, t in ancestors_within(verb, 4) if step and t.lemma in speech().strong)
    return next((s for t in reporting if (s := subject_of(t)) is not None), subject)


def _act_end(doc: Doc, trigger: Trigger) -> int:
    """The end of what is accused, denied or demanded: as far as the verb's own words reach."""
    head = doc[trigger.head]
    return max(max(token.i for token in head.subtree) + 1, trigger.end) if head.dep_ != "ROOT" else len(doc)


def going_on(gerund: Token, last: tuple[int, int] | None) -> tuple[int, int] | None:
    """Who goes on speaking in a gerund: its own subject, whoever stands right before it, the speaker before, or the
    subject of the sentence (`the ministry denied it, saying …`).
    """
    if any(child.dep_ in SUBJECTS for child in gerund.children):
        return speaker_of(gerund)
    before = gerund.doc[gerund.i - 1] if gerund.i else gerund
    bounds = noun_phrase(before) if before.pos_ in {"NOUN", "PROPN"} else None
    if bounds is not None and kind_of(gerund.doc.piece(*bounds).text) in VOICES:
        return bounds
    if last is not None:
        return last
    found = speaker_of(gerund)
    if found is not None and found[0] > gerund.i:
        return found
    root = next((t for t in gerund.doc if t.dep_ == "ROOT"), None)
    subject = subject_of(root) if root is not None and root.pos_ in VERBAL else None
    if subject is not None and may_speak(subject) and root is not None and subject.i < gerund.i:
        bounds = speaker_bounds(subject, root)
        return bounds if speaks(gerund.doc, bounds) else found
    return found
