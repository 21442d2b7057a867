"""Triggers of one sentence put together into drafts of claims."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from counterclaim.extract.acts import calling
from counterclaim.extract.arguments import Arguments, find_arguments, is_left, launching
from counterclaim.extract.attribution import Attribution
from counterclaim.extract.certainty import modality, polarity
from counterclaim.extract.deeds import LOOKING_BACK, cause_of
from counterclaim.extract.equipment import classify
from counterclaim.extract.figurative import is_figurative
from counterclaim.extract.holdings import called, held_places, places_apart
from counterclaim.extract.kinds import admit
from counterclaim.extract.measures import Counted
from counterclaim.extract.nlp import ancestors_within, noun_phrase, subject_of
from counterclaim.extract.parses import Token
from counterclaim.extract.sentences import Sentence
from counterclaim.extract.triggers import Trigger
from counterclaim.extract.weapons import heaped
from counterclaim.model.claims import ClaimKind, Modality, Polarity, Role

JOINING = frozenset(
    {
        "advcl",
        "xcomp",
        "nsubj",
        "nsubjpass",
        "dobj",
        "pobj",
        "prep",
        "relcl",
        "acl",
        "pcomp",
        "agent",
        "compound",
        "appos",
        "conj",
        "ccomp",
        "amod",
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """What will become one claim: its triggers (the leading one first), counts, arguments and chain of attribution."""

    triggers: tuple[Trigger, ...]
    counted: tuple[Counted, ...]
    arguments: Arguments
    chain: tuple[Attribution, ...]
    polarity: Polarity
    modality: Modality
    clause: tuple[int, int] | None = None
    cause: Trigger | None = None

    @property
    def lead(self) -> Trigger:
        """The trigger that gives the draft its kind and type."""
        return self.triggers[0]

    def bounds(self) -> tuple[int, int]:
        """Token bounds of everything that the draft rests on."""
        spans = [(t.start, t.end) for t in self.triggers]
        spans += [(c.count.start, c.count.end) for c in self.counted]
        spans += [b for b in (self.arguments.agent, self.arguments.target, self.arguments.instrument) if b]
        spans += [self.clause] if self.clause else []
        spans += [(self.cause.start, self.cause.end)] if self.cause else []
        return min(s for s, _ in spans), max(e for _, e in spans)


def make_drafts(sentence: Sentence) -> list[Draft]:
    """The drafts of one sentence in text order."""
    admitted: list[Draft] = []
    silent: list[Trigger] = []
    owned = {(t.start, t.end) for t in sentence.triggers if t.entry.kind is ClaimKind.STATEMENT}
    for index, trigger in enumerate(sentence.triggers):
        counted = tuple(c for c in sentence.counted if c.trigger == index)
        arguments = _with_number(find_arguments(sentence.doc, trigger), counted)
        if admit(sentence, trigger, counted, arguments):
            admitted.append(_single(sentence, trigger, (counted, arguments), owned))
        else:
            silent.append(trigger)
    made = list(_without_echoes(sentence, _merge(sentence, _with_content(admitted))))
    return _with_causes(sentence, made, silent)


def _with_causes(sentence: Sentence, drafts: list[Draft], silent: Sequence[Trigger]) -> list[Draft]:
    """The drafts with the deed that they are the outcome of, where their own words have no type.

    Args:
        sentence: the sentence.
        drafts: its drafts.
        silent: the triggers that make no draft.
    """
    deeds = [t for t in silent if t.family == "event" and t.entry.event and not is_figurative(sentence.doc, t)]
    open_ = {"event", "casualty"}
    return [
        _caused(sentence, draft, cause_of(sentence, draft.triggers, deeds))
        if deeds and draft.lead.family in open_ and not any(t.entry.event for t in draft.triggers)
        else draft
        for draft in drafts
    ]


def _caused(sentence: Sentence, draft: Draft, cause: Trigger | None) -> Draft:
    """A draft with the deed that led to it, and with whose deed it was."""
    if cause is None:
        return draft
    own = draft.arguments
    return replace(draft, cause=cause, arguments=replace(own, agent=own.agent or _owner_of(sentence, cause)))


def _owner_of(sentence: Sentence, cause: Trigger) -> tuple[int, int] | None:
    return find_arguments(sentence.doc, cause).agent


def _with_content(drafts: list[Draft]) -> list[Draft]:
    """Accusations take over the figures of what they accuse somebody of."""
    changed = []
    for draft in drafts:
        if draft.lead.entry.kind is ClaimKind.ACCUSATION:
            own = (draft.lead.start, draft.lead.end)
            inner = [
                c for d in drafts if d is not draft and any(a.act and a.cue == own for a in d.chain) for c in d.counted
            ]
            draft = replace(draft, counted=(*draft.counted, *inner))  # noqa: PLW2901
        changed.append(draft)
    return changed


def _without_echoes(sentence: Sentence, drafts: list[Draft]) -> Iterator[Draft]:
    """The drafts without bare nouns (`the attack`) beside another happening of the same sentence."""
    happenings = [d for d in drafts if d.lead.family in {"event", "casualty"}]
    for draft in drafts:
        noun = sentence.doc[draft.lead.head].pos_ in {"NOUN", "PROPN"} and draft.lead.family == "event"
        bare = noun and not draft.counted and draft.arguments == Arguments()
        if bare and _spoken_of_again(sentence.doc[draft.lead.head]):
            continue
        echo = bare and any(d is not draft and d.chain == draft.chain and d.counted for d in happenings)
        if not echo and not any(_says_again(sentence, draft, other) for other in drafts if other is not draft):
            yield draft


def _spoken_of_again(noun: Token) -> bool:
    """Whether `in the attack`, with nothing more, only goes back to what was told before."""
    lone = [child.lower_ for child in noun.children] in (["the"], ["that"], ["this"])
    return lone and noun.dep_ == "pobj" and noun.head.lower_ in {"in", "during", "by", "from"}


BACK = frozenset({ClaimKind.DENIAL, ClaimKind.DISPUTE})


def _says_again(sentence: Sentence, draft: Draft, other: Draft) -> bool:
    """Whether an act hangs on another of its kind: `rejected … as false`, `signed a ceasefire agreement`."""
    kinds = {draft.lead.entry.kind, other.lead.entry.kind}
    acts = draft.lead.family == other.lead.family == "act" and (len(kinds) == 1 or kinds <= BACK)
    return acts and sentence.doc[other.lead.head].is_ancestor(sentence.doc[draft.lead.head])


def _single(
    sentence: Sentence,
    trigger: Trigger,
    found: tuple[tuple[Counted, ...], Arguments],
    owned: set[tuple[int, int]],
) -> Draft:
    """The draft of one trigger, with what it counts and who took part."""
    chain = tuple(
        a
        for a in sentence.attributions
        if a.covers(trigger.head)
        and not (a.cue[0] <= trigger.head < a.cue[1] and not a.act)
        and not (a.act and a.cue != (trigger.start, trigger.end) and _taken_for_granted(sentence, trigger, a, owned))
    )
    return Draft(
        triggers=(trigger,),
        counted=found[0],
        arguments=found[1],
        chain=_innermost_distinct(chain),
        polarity=polarity(sentence.doc, trigger),
        modality=modality(sentence.doc, trigger),
        clause=_clause(sentence, trigger),
    )


def _with_number(arguments: Arguments, counted: Sequence[Counted]) -> Arguments:
    """The arguments beside the counts: who is counted as harmed did not do it, and a target keeps its whole number.

    `6 civilians killed 35 injured`; `At least 11 people`, where the phrase begins with `least`.
    """
    agent, target = arguments.agent, arguments.target
    harmed = [(c.count.start, c.count.end) for c in counted if c.role in HARMED]
    if agent is not None and any(start < agent[1] and agent[0] < end for start, end in harmed):
        agent, target = None, target or agent
    if target is not None:
        firsts = [c.count.start for c in counted if c.count.start < target[0] < c.count.end]
        target = (min(firsts, default=target[0]), target[1])
    return replace(arguments, agent=agent, target=target)


HARMED = frozenset({Role.KILLED, Role.WOUNDED, Role.KILLED_OR_WOUNDED, Role.DISPLACED, Role.MISSING})


def _taken_for_granted(sentence: Sentence, trigger: Trigger, act: Attribution, owned: set[tuple[int, int]]) -> bool:
    """Whether an act of speech presupposes an event rather than puts it forward.

    `claimed responsibility for a raid that killed nine`, `threatened to strike back in response to raids`.
    """
    if act.cue in owned:
        return True
    above = [token for step, token in ancestors_within(sentence.doc[trigger.head], 4) if step]
    return any(token.lower_ in {"response", "retaliation", "revenge", "reprisal"} for token in above)


CLAUSE = 40


def _clause(sentence: Sentence, trigger: Trigger) -> tuple[int, int] | None:
    """The words of an act of speech or of a list of places, which its trigger alone does not show."""
    head = sentence.doc[trigger.head]
    if trigger.family == "control":
        return _to_places(sentence, trigger)
    if trigger.family != "act":
        return None
    copula = head.head if head.pos_ == "ADJ" and head.head.pos_ in {"AUX", "VERB"} else head
    top = calling(head) or copula
    tokens = [
        token.i for token in top.subtree if abs(token.i - head.i) <= CLAUSE and token.pos_ not in {"PUNCT", "SPACE"}
    ]
    while len(tokens) > 1 and sentence.doc[min(tokens)].dep_ in {"mark", "cc"}:
        tokens.remove(min(tokens))
    return min(tokens, default=trigger.start), max(tokens, default=trigger.end - 1) + 1


def _to_places(sentence: Sentence, trigger: Trigger) -> tuple[int, int]:
    """The words from a trigger of control to the last place or object that hangs on it."""
    head, start = sentence.doc[trigger.head], trigger.start
    ends = [trigger.end]
    named = held_places(sentence, trigger) if trigger.entry.change == "contested" else called(sentence, trigger)
    if named or trigger.entry.change == "contested":
        first = min(named, default=None)
        span = first and sentence.doc.char_span(first.start, first.end, alignment_mode="expand")
        near = span is not None and start - span.start < CLAUSE
        return (span.start if span is not None and near else start), trigger.end
    if head.pos_ == "ADP" and head.head.pos_ in {"AUX", "VERB"}:
        head = head.head
        subject = next((c for c in head.children if c.dep_ in {"nsubj", "nsubjpass"}), None)
        start = max(noun_phrase(subject)[0], start - CLAUSE) if subject is not None else start
    apart = set(places_apart(sentence, trigger))
    for place in sentence.places:
        span = sentence.doc.char_span(place.start, place.end, alignment_mode="expand")
        if span is not None and place not in apart and head.is_ancestor(span.root):
            ends.append(span.end)
    for child in head.children:
        objects = [t for t in child.children if t.dep_ == "pobj" and t.i - head.i < CLAUSE // 3]
        ends.extend(t.i + 1 for t in objects if child.dep_ == "prep" and t.ent_type_ not in {"DATE", "TIME"})
    return min(start, trigger.start), max(ends)


def _innermost_distinct(chain: tuple[Attribution, ...]) -> tuple[Attribution, ...]:
    """A chain in which nobody stands twice in a row."""
    kept: list[Attribution] = []
    for link in chain:
        if not kept or kept[-1].speaker != link.speaker:
            kept.append(link)
    return tuple(kept)


def _merge(sentence: Sentence, drafts: list[Draft]) -> list[Draft]:
    """Drafts of one happening become one: the attack and those whom it killed and wounded."""
    merged: list[Draft] = []
    for draft in drafts:
        at = next((i for i in range(len(merged) - 1, -1, -1) if _one(sentence, merged[i], draft)), None)
        if at is None:
            merged.append(draft)
        else:
            merged[at] = _join(merged[at], draft)
    return merged


def _one(sentence: Sentence, first: Draft, second: Draft) -> bool:
    same = (
        first.chain == second.chain
        and first.polarity is second.polarity
        and first.modality is second.modality
        and {first.lead.family, second.lead.family} <= {"event", "casualty"}
    )
    if not same or _clash(first, second):
        return False
    return any(_linked(sentence, a, b) for a in first.triggers for b in second.triggers)


def _clash(first: Draft, second: Draft) -> bool:
    """Whether both count the same role of whole groups, or name different types of event."""
    roles = {(c.role, c.object) for c in first.counted if not c.count.subset}
    if roles & {(c.role, c.object) for c in second.counted if not c.count.subset}:
        return True
    types = (
        {t.entry.event for t in first.triggers if t.entry.event},
        {t.entry.event for t in second.triggers if t.entry.event},
    )
    return bool(types[0] and types[1] and not types[0] & types[1])


def _linked(sentence: Sentence, first: Trigger, second: Trigger) -> bool:
    """Whether one trigger hangs on the other without a clause of its own in between.

    A deed that another one answers or follows is another happening: `fired rockets in response to a raid`.
    """
    doc, deeds = sentence.doc, first.family == second.family == "event"
    for low, high in ((first, second), (second, first)):
        token = doc[low.head]
        if high.start <= token.i < high.end or _is_outcome(token, doc[high.head]):
            return True
        for step, above in ancestors_within(token, 5):
            if step and high.start <= above.i < high.end:
                return True
            if _own_clause(above) or above.dep_ not in JOINING or (deeds and above.lower_ in LOOKING_BACK):
                break
    return abs(first.head - second.head) <= 3 and first.family == second.family == "casualty"


def _is_outcome(outcome: Token, deed: Token) -> bool:
    """Whether a word tells what a deed led to: `conducted raids, killing seven`, `shelling left two dead`."""
    verb = outcome.head
    if is_left(outcome):
        subject = subject_of(verb)
        return (subject is not None and deed in {subject, heaped(subject)}) or (deed.head is verb and deed.i < verb.i)
    return outcome.dep_ == "advcl" and outcome.tag_ == "VBG" and launching(deed) is verb


def _own_clause(token: Token) -> bool:
    """Whether a verb opens a clause of its own with its own subject, after `while`, `when` or `and`."""
    if token.pos_ != "VERB" or token.dep_ not in {"conj", "advcl", "ccomp"}:
        return False
    subjects = [child for child in token.children if child.dep_ in {"nsubj", "nsubjpass"}]
    marked = any(
        child.dep_ in {"mark", "advmod"} and child.lower_ in {"while", "when", "after", "before", "as", "where"}
        for child in token.children
    )
    return bool(subjects) and (token.dep_ != "conj" or not _only_counts(subjects)) and (marked or token.dep_ == "conj")


def _only_counts(subjects: list[Token]) -> bool:
    return all(
        any(child.dep_ == "nummod" for child in s.children) or s.pos_ == "NUM" or classify(s.text) for s in subjects
    )


def _join(first: Draft, second: Draft) -> Draft:
    lead, other = (first, second) if _rank(first) >= _rank(second) else (second, first)
    arguments = Arguments(
        agent=lead.arguments.agent or other.arguments.agent,
        target=lead.arguments.target or other.arguments.target,
        instrument=lead.arguments.instrument or other.arguments.instrument,
    )
    counted = tuple(sorted({*first.counted, *second.counted}, key=lambda c: c.count.start))
    arguments = _with_number(arguments, counted)
    return replace(lead, triggers=(*lead.triggers, *other.triggers), counted=counted, arguments=arguments)


def _rank(draft: Draft) -> int:
    event = draft.lead.entry.event
    return 2 if event is not None and event.subtype else 1 if draft.lead.family == "event" else 0
