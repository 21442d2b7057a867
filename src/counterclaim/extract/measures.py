"""What became of those who are counted: counts tied to the words that give them a role."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from counterclaim.extract.counts import BARE, SUBSETS, Count
from counterclaim.extract.equipment import classify
from counterclaim.extract.lexicon import speech, words
from counterclaim.extract.nlp import SUBJECTS, ancestors_within
from counterclaim.extract.parses import Doc, Token
from counterclaim.extract.people import who
from counterclaim.extract.triggers import Trigger
from counterclaim.model.claims import Object, Role

MAX_COST = 5.5
PEOPLE_ROLES = frozenset(
    {Role.KILLED, Role.WOUNDED, Role.KILLED_OR_WOUNDED, Role.NEUTRALISED, Role.CAPTURED, Role.MISSING, Role.DISPLACED}
)
THING_ROLES = frozenset({Role.DESTROYED, Role.DAMAGED, Role.LOST, Role.SEIZED, Role.DEPLOYED, Role.PRESENT})
PEOPLELESS = frozenset({Role.DESTROYED, Role.DAMAGED, Role.SEIZED})
UNCOUNTED = words("uncounted")
HELD_PEOPLE = frozenset({"prisoner", "captive", "hostage", "detainee", "refugee", "martyr", "corpse"})
BREAKS = frozenset({"while", "when", "after", "before", "as", "but", "whereas", "where"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """A count that a trigger gives a role; `trigger` is its place in the sentence's list of triggers."""

    count: Count
    role: Role
    object: Object
    who: str | None
    model: str | None
    trigger: int


def tie_counts(doc: Doc, counts: Sequence[Count], triggers: Sequence[Trigger]) -> list[Counted]:
    """Each count with the role that a trigger of the sentence gives it; counts that none claims are left out."""
    frames = {i: _frame(doc, trigger, counts) for i, trigger in enumerate(triggers) if trigger.entry.role is not None}
    tied: dict[int, tuple[int, Count]] = {}
    for number, count in enumerate(counts):
        best = min(((_cost(doc, count, triggers[i], frame), i) for i, frame in frames.items()), default=None)
        if best is not None and best[0] <= MAX_COST and (count.explicit or _direct(doc, count, triggers[best[1]])):
            tied[number] = (best[1], count)
    _reached(doc, counts, triggers, tied)
    _subsets(doc, counts, triggers, tied)
    _spread(doc, counts, tied)
    results = [_counted(doc, count, i, triggers) for i, count in sorted(tied.values(), key=lambda pair: pair[1].start)]
    return _merged_singulars(doc, _both_roles(doc, [c for c in results if c is not None], triggers))


def _frame(doc: Doc, trigger: Trigger, counts: Sequence[Count]) -> str:
    """Where this trigger expects what it counts: `after`, `before`, `around`."""
    head = doc[trigger.head]
    if trigger.entry.frame in {"before", "adjective"}:
        return "before"
    if trigger.entry.frame == "noun":
        return "around"
    if any(child.dep_ in {"auxpass", "nsubjpass"} for child in head.children):
        return "before"
    if head.tag_ in {"VBN", "VBD", "JJ"}:
        at = trigger.start - 1
        while at >= 0 and (doc[at].pos_ in {"ADV", "AUX"} or (doc[at].tag_ == "VBN" and doc[at].lemma in speech().say)):
            if doc[at].lemma in {"be", "get"}:
                return "before"
            at -= 1
        if at >= 1 and doc[at].lower_ in {"and", "or"} and doc[at - 1].tag_ == "VBN" and doc[at - 1].dep_ != "ROOT":
            at -= 2
        if (any(count.end - 1 == at and count.explicit for count in counts) and head.dep_ != "ROOT") or head.dep_ in {
            "acl",
            "amod",
        }:
            return "before"
        if any(count.end - 1 == at for count in counts) and not _object_follows(doc, trigger, counts):
            return "before"
    return "after"


def _object_follows(doc: Doc, trigger: Trigger, counts: Sequence[Count]) -> bool:
    """Whether a count comes right after the trigger and belongs to no later one."""
    following = next((count for count in counts if count.start >= trigger.end), None)
    if following is None or following.start - trigger.end > 3:
        return False
    later = doc[following.end] if following.end < len(doc) else None
    return later is None or later.tag_ not in {"VBN", "VBD"}


def _cost(doc: Doc, count: Count, trigger: Trigger, frame: str) -> float:
    """How far a count is from a trigger, in steps or words; infinite where they cannot belong together."""
    if not _fits(doc, count, trigger):
        return float("inf")
    if count.covers(trigger.head) and doc[trigger.head].lemma in HELD_PEOPLE:
        return 1.2
    head = doc[trigger.head]
    joined = head.dep_ == "amod" and head.i > 0 and head.nbor(-1).lower_ == "and"  # `and displaced millions`
    told = joined and count.start == trigger.end and count.covers(head.head.i)
    around = count.noun is not None and doc[count.noun].head is head and frame == "around"
    bare = count.noun is None and frame == "before" and trigger.start == count.end  # `and 13 injured`
    if count.covers(trigger.head) or told or around or bare:
        return 0.0
    cost = min(_tree_cost(doc, count, trigger, frame), _surface_cost(doc, count, trigger, frame))
    return cost + OF_THINGS if _people_of_things(doc, count, trigger) else cost


OF_THINGS = 2.0


def _people_of_things(doc: Doc, count: Count, trigger: Trigger) -> bool:
    """Whether a word of things counts people (`destroyed 30 fighters`): any word of people comes before it."""
    things = trigger.entry.role is Role.DESTROYED and count.noun is not None
    return things and classify(doc.piece(count.start, count.end).text) is None


def _fits(doc: Doc, count: Count, trigger: Trigger) -> bool:
    role = trigger.entry.role
    noun = doc[count.noun] if count.noun is not None else None
    if noun is not None and _beside(doc, count, noun, trigger):
        return False
    if noun is not None and trigger.start <= noun.i < trigger.end:
        return role in PEOPLE_ROLES
    if noun is None or noun.lower_ in BARE or count.covers(trigger.head):
        return (role in PEOPLE_ROLES and count.share is None) or (
            role in THING_ROLES and noun is not None and noun.lower_ in BARE
        )
    words = doc.piece(count.start, count.end).text
    person, thing = who(words), classify(words)
    if role is Role.NEUTRALISED and thing is not None:
        return True
    if role in {Role.DESTROYED, Role.LOST} and thing is None and count.explicit:
        return person is not None and (role is Role.DESTROYED or trigger.entry.frame == "verb")
    if role in PEOPLE_ROLES:
        if thing is not None and person is None:
            return False
        return person is not None or noun.lemma not in UNCOUNTED or not count.explicit
    return thing is not None and role is not None


def _beside(doc: Doc, count: Count, noun: Token, trigger: Trigger) -> bool:
    """Whether those counted only stand beside what happens: `clashes between two forces`, `where 80 people remain`."""
    if trigger.entry.role in {Role.KILLED, Role.WOUNDED} and noun.lemma == "family":
        return True
    if doc[trigger.head].head.i == noun.i or trigger.start <= noun.i < trigger.end:
        return False
    if noun.dep_ == "nsubj" and noun.head.dep_ == "relcl" and noun.head.tag_ in {"VBD", "VBZ", "VBP"}:
        return trigger.head not in {token.i for token in noun.head.subtree}
    if noun.dep_ != "pobj":
        return False
    before = doc[noun.head.i - 1].lower_ if noun.head.i else ""
    with_them = noun.head.lower_ in {"with", "using"} and before not in {"along", "together"}
    sides = noun.head.lower_ in {"between", "against"} and not count.covers(noun.head.i)
    return with_them or (sides and count.explicit)


TREE_STEPS = {"conj": 0.5, "appos": 0.6, "nummod": 0.1, "compound": 0.3, "nsubjpass": 0.2, "dobj": 0.2, "nsubj": 0.4}


def _tree_cost(doc: Doc, count: Count, trigger: Trigger, frame: str) -> float:
    """Steps from the counted noun up to the trigger, cheap along the relations that objects and lists take."""
    token = doc[count.noun if count.noun is not None else count.start]
    total = 0.3
    for step, above in ancestors_within(token, 6):
        if above.i == trigger.head and step:
            wrong = (frame == "after" and token.i < trigger.head) or (frame == "before" and token.i > trigger.head)
            return total + (3.0 if wrong and not _passive_link(token) else 0.0)
        if above.pos_ == "VERB" and step and above.i != trigger.head:
            own = token.dep_ != "conj" and above.dep_ in {"conj", "ROOT"} and _takes(above, token)
            total += 5.0 if own else 2.0
        total += TREE_STEPS.get(above.dep_, 0.9)
    return float("inf")


def _takes(verb: Token, noun: Token) -> bool:
    """Whether another verb has the counted noun for its own subject or object."""
    return (
        noun.dep_ in {"nsubj", "nsubjpass", "dobj"} and noun.head == verb and verb.tag_ in {"VBD", "VBZ", "VBP", "VBN"}
    )


def _passive_link(token: Token) -> bool:
    return token.dep_ == "nsubjpass" or (token.dep_ == "conj" and token.head.dep_ == "nsubjpass")


def _surface_cost(doc: Doc, count: Count, trigger: Trigger, frame: str) -> float:
    """Words between count and trigger, dearer over clause borders and against the frame of the trigger."""
    after = trigger.start >= count.end
    between = doc[count.end : trigger.start] if after else doc[trigger.end : count.start]
    if trigger.start < count.end and count.start < trigger.end:
        return 0.0
    cost = 1.0 + 0.25 * sum(token.pos_ not in {"AUX", "DET", "PUNCT", "ADV"} for token in between)
    cost += 1.5 * sum(token.lower_ in BREAKS or token.text in {";", ":"} for token in between)
    cost += 1.0 * sum(token.tag_ in {"VBD", "VBZ", "VBP"} and token.pos_ == "VERB" for token in between)
    if (frame == "after" and after) or (frame == "before" and not after):
        cost += 4.0
    return cost


REACHING = words("reaching")
NUMBERS = frozenset({"number", "toll", "count", "total", "figure", "tally", "loss"})


def _reached(
    doc: Doc, counts: Sequence[Count], triggers: Sequence[Trigger], tied: dict[int, tuple[int, Count]]
) -> None:
    """`the number of soldiers killed reached 3,183`: the figure takes the role that its subject speaks of."""
    for number, count in enumerate(counts):
        if not count.explicit or (count.noun is not None and doc[count.noun].pos_ == "NOUN" and number in tied):
            continue
        verb = next(
            (t for _, t in ancestors_within(doc[count.start], 4) if t.pos_ == "VERB" and t.lemma in REACHING), None
        )
        subject = next((c for c in verb.children if c.dep_.startswith("nsubj")), None) if verb is not None else None
        if subject is None or not {t.lemma for t in subject.subtree} & NUMBERS:
            continue
        inside = {token.i for token in subject.subtree}
        found = next((i for i, t in enumerate(triggers) if t.entry.role is not None and t.head in inside), None)
        if found is not None:
            tied[number] = (found, count)


def _subsets(
    doc: Doc, counts: Sequence[Count], triggers: Sequence[Trigger], tied: dict[int, tuple[int, Count]]
) -> None:
    """`14 people, including three children and a nurse`: parts share the lot of the whole.

    Unless their own words tell another (`three of whom were wounded`); what they were only doing (`fleeing`) is none.
    """
    inside = False
    for number in range(1, len(counts)):
        before = tied.get(number - 1)
        told = triggers[before[0]] if before else None
        listed = number in tied and told is not None and _listed(doc, counts[number - 1], counts[number], told)
        inside = listed and (counts[number].subset or inside)
        if inside and not _of_its_own(doc, counts[number], doc[triggers[tied[number][0]].head]):
            tied[number] = (tied[number - 1][0], counts[number])


def _of_its_own(doc: Doc, part: Count, doing: Token) -> bool:
    """Whether a verb tells what became of a part alone: it hangs on the part, or the part is its subject."""
    noun = doc[part.end - 1 if part.noun is None else part.noun]
    subject = noun.head is doing and noun.dep_ in SUBJECTS
    return subject or (noun.is_ancestor(doing) and doing.tag_ != "VBG")


def _spread(doc: Doc, counts: Sequence[Count], tied: dict[int, tuple[int, Count]]) -> None:
    """Lists and `N of them` take the role of their neighbour in the list."""
    for number in range(1, len(counts)):
        if number not in tied and number - 1 in tied and _listed(doc, counts[number - 1], counts[number]):
            tied[number] = (tied[number - 1][0], counts[number])
    for number in range(len(counts) - 2, -1, -1):
        if number not in tied and number + 1 in tied and _listed(doc, counts[number], counts[number + 1]):
            tied[number] = (tied[number + 1][0], counts[number])


def _listed(doc: Doc, first: Count, second: Count, told: Trigger | None = None) -> bool:
    """Whether two counts stand in one list; the words that tell the lot of the first may stand between."""
    if first.explicit != second.explicit and not (first.noun is not None and second.noun is not None):
        return False
    if not first.explicit and first.noun is not None and doc[first.noun].dep_ == "pobj" and second.explicit:
        return False
    between = [token for token in doc[first.end : second.start] if token.pos_ != "SPACE"]
    if told is not None:
        between = [t for t in between if not told.start <= t.i < told.end and t.pos_ != "AUX"]
    if not between and not second.subset:
        return _run_on(doc, first, second)
    linked = all(
        token.text in {",", "-", "–"} or token.lower_ in SUBSETS | {"and", "or", "plus", "as", "well", "most", "of"}
        for token in between
    )
    return linked and len(between) <= 4 and (bool(between) or second.subset)


def _run_on(doc: Doc, first: Count, second: Count) -> bool:
    """Whether two counts of one sort follow each other in a list that has lost its commas."""
    opens = doc[second.start].pos_ in {"DET", "NUM"} and first.noun is not None and second.noun is not None
    sorts = [classify(doc.piece(c.start, c.end).text) is not None for c in (first, second)]
    people = [who(doc.piece(c.start, c.end).text) is not None for c in (first, second)]
    return opens and (all(sorts) or all(people))


def _counted(doc: Doc, count: Count, index: int, triggers: Sequence[Trigger]) -> Counted | None:
    role = triggers[index].entry.role
    if role is None:
        return None
    words = doc.piece(count.start, count.end).text
    person, thing = who(words), classify(words)
    if role is Role.DESTROYED and thing is None and person is not None:
        return Counted(count=count, role=Role.KILLED, object=Object.PERSON, who=person.who, model=None, trigger=index)
    of_things = person is None or person.who is None or (thing is not None and _ends_with(words, thing.noun))
    if role in {*THING_ROLES, Role.NEUTRALISED} and thing is not None and of_things:
        return Counted(count=count, role=role, object=thing.object, who=None, model=thing.model, trigger=index)
    if (role in PEOPLELESS and thing is None) or (thing is None and person is None and _of_other_things(doc, count)):
        return None
    if role in PEOPLE_ROLES and ((thing is not None and person is None) or _no_toll(doc, count, triggers[index])):
        return None
    return Counted(
        count=count, role=role, object=Object.PERSON, who=person.who if person else None, model=None, trigger=index
    )


def _of_other_things(doc: Doc, count: Count) -> bool:
    """Whether a bare number goes on with things that are no people: `four districts of the city and two outside it`."""
    last = doc[count.end - 1]
    if count.noun is not None or last.dep_ != "conj" or last.head.pos_ != "NOUN":
        return False
    return who(last.head.text) is None and any(child.dep_ == "nummod" for child in last.head.children)


def _ends_with(words: str, noun: str) -> bool:
    """Whether a noun is the last of a phrase: `an army fighter jet` counts a jet, `a tank crew` no tank."""
    return words.lower().removesuffix("s").endswith(noun.lower().removesuffix("s"))


def _no_toll(doc: Doc, count: Count, trigger: Trigger) -> bool:
    """Whether no toll is known, which is no toll of nought."""
    return count.interval.high == 0 and doc[trigger.head].lemma == "toll"


def _both_roles(doc: Doc, found: list[Counted], triggers: Sequence[Trigger]) -> list[Counted]:
    """`killed and wounded five`, `150 were killed or injured`: one count for both roles together."""
    pairs = {Role.KILLED, Role.WOUNDED}
    changed = []
    for item in found:
        head = triggers[item.trigger]
        partner = next(
            (
                t
                for t in triggers
                if t.entry.role in pairs and t.entry.role is not item.role and _coordinated(doc, head, t)
            ),
            None,
        )
        alone = partner is not None and not any(o.trigger == triggers.index(partner) for o in found if o is not item)
        both = item.role in pairs and alone
        changed.append(replace(item, role=Role.KILLED_OR_WOUNDED) if both else item)
    return changed


def _coordinated(doc: Doc, first: Trigger, second: Trigger) -> bool:
    left, right = sorted((first, second), key=lambda trigger: trigger.start)
    between = [token.lower_ for token in doc[left.end : right.start]]
    adjacent = not between and doc[left.head].tag_ == doc[right.head].tag_ in {"VBD", "VBN"} and left.end == right.start
    return adjacent or (bool(between) and set(between) <= {"and", "or", "/", "and/or", "either"} and len(between) <= 2)


def _merged_singulars(doc: Doc, found: list[Counted]) -> list[Counted]:
    """`his father and brother`: two singular people of one role that stand in one list are two."""
    merged: list[Counted] = []
    for item in found:
        last = merged[-1] if merged else None
        if last is not None and not item.count.explicit and not last.count.explicit and _same_list(doc, last, item):
            count = replace(last.count, end=item.count.end, interval=last.count.interval.plus(item.count.interval))
            merged[-1] = replace(last, count=count, who=last.who if last.who == item.who else None)
        else:
            merged.append(item)
    return merged


def _same_list(doc: Doc, first: Counted, second: Counted) -> bool:
    people = first.object is Object.PERSON and second.object is Object.PERSON
    return (
        people
        and first.role is second.role
        and first.trigger == second.trigger
        and first.count.end < second.count.start
        and _listed(doc, first.count, second.count)
    )


def _direct(doc: Doc, count: Count, trigger: Trigger) -> bool:
    """Whether a person or thing without a number is itself what the trigger's word acts on."""
    token = doc[count.noun if count.noun is not None else count.start]
    while token.dep_ == "conj" and token.head.i < token.i:
        token = token.head
    if trigger.entry.frame in {"before", "adjective"}:
        return token.dep_ in {"nsubj", "nsubjpass"} and (
            token.head.i == trigger.head or trigger.head in {c.i for c in token.head.children}
        )
    if trigger.entry.frame == "noun":
        return token.dep_ == "pobj" and token.head.lower_ in {"of", "to"} and token.head.head.i == trigger.head
    if trigger.entry.role in {Role.SEIZED, Role.CAPTURED} and not _is_person(doc, count):
        return False
    loose = trigger.entry.role is Role.DAMAGED and doc[trigger.head].lemma not in {"damage", "disable"}
    return not loose and token.dep_ in {"dobj", "nsubjpass"} and token.head.i == trigger.head


def _is_person(doc: Doc, count: Count) -> bool:
    return who(doc.piece(count.start, count.end).text) is not None
