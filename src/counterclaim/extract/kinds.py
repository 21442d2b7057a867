"""Which triggers make a claim at all, and of what kind."""

from __future__ import annotations

from collections.abc import Sequence

from counterclaim.extract.acts import calling
from counterclaim.extract.arguments import Arguments, is_event, launcher
from counterclaim.extract.certainty import MAYBE, is_under_way
from counterclaim.extract.controls import admit_control, modifies, within
from counterclaim.extract.equipment import classify
from counterclaim.extract.figurative import is_figurative
from counterclaim.extract.lexicon import lexicon, words
from counterclaim.extract.measures import Counted
from counterclaim.extract.nlp import subject_of
from counterclaim.extract.parses import Doc, Piece, Token
from counterclaim.extract.people import who
from counterclaim.extract.phrases import object_of
from counterclaim.extract.sentences import Sentence
from counterclaim.extract.times import RANKING, is_rank
from counterclaim.extract.triggers import Trigger
from counterclaim.extract.weapons import WEAPONS, is_weapon
from counterclaim.extract.worlds import is_elsewhere
from counterclaim.model.claims import ClaimKind, Role

DEFINITE = words("definite")
HAPPENING = words("happening")
STRUCK = frozenset({"hit", "pound", "bombard", "bomb", "strike", "shell", "target"})
WRECKING = frozenset({"burn", "torch", "loot", "demolish"})
LIGHT = words("light")
RETALIATION = words("retaliation")
GENERIC_PLACES = words("generic_places")
FORCES = words("forces")
CLAIMLIKE = words("claimlike")
AGREEMENTS = words("agreements")
CUMULATIVE = (
    "so far",
    "in total",
    "a total of",
    "altogether",
    "overall toll",
    "to date",
    "cumulative",
    "total number",
    "since the start",
    "since the beginning",
    "since the war",
    "since the conflict",
    "since the outbreak",
    "since",
)
POINTING = (["the"], ["that"], ["this"])
BACKGROUND = frozenset({"in", "from", "during", "after", "since", "before", "of", "about", "amid", "despite"})
FOLLOWING = words("following")
UNNAMED = frozenset({"named", "identified", "quoted"})
NEAR_ASKING = 6
WHOLE_WARS = frozenset({"war", "conflict", "uprising", "crisis", "campaign"})


def admit(sentence: Sentence, trigger: Trigger, counted: Sequence[Counted], arguments: Arguments) -> bool:
    """Whether a trigger, with what hangs on it, says that something happened or was done by speaking."""
    if trigger.family == "act":
        head = sentence.doc[trigger.head]
        return _admit_act(sentence, trigger) and not (_mute(head) or _of_a_name(head))
    return _told(sentence, trigger, counted, arguments) and not (
        is_figurative(sentence.doc, trigger) or is_elsewhere(sentence.text, sentence.doc, trigger)
    )


def _of_a_name(head: Token) -> bool:
    """Whether somebody only asks to stay unnamed: `who asked not to be identified`, `requested anonymity`."""
    following = {token.lower_ for token in head.doc[head.i + 1 : head.i + NEAR_ASKING]}
    return "anonymity" in following or ("not" in following and not UNNAMED.isdisjoint(following))


def _told(sentence: Sentence, trigger: Trigger, counted: Sequence[Counted], arguments: Arguments) -> bool:
    """Whether what hangs on a trigger of deeds, harm or control makes a claim of it, meant as the words say."""
    if trigger.family == "control":
        return admit_control(sentence, trigger, arguments)
    rule = _admit_casualty if trigger.family == "casualty" else _admit_event
    return rule(sentence, trigger, counted, arguments)


def _admit_casualty(sentence: Sentence, trigger: Trigger, counted: Sequence[Counted], arguments: Arguments) -> bool:
    if any(not _standing_by(sentence.doc, c) for c in counted):
        return True
    entry, head = trigger.entry, sentence.doc[trigger.head]
    if entry.frame in {"noun", "adjective"} or trigger.entry.weak or head.pos_ not in {"VERB", "AUX"}:
        return _harm(head)
    words = _text(sentence, arguments.target)
    if entry.role in {Role.DESTROYED, Role.DAMAGED, Role.LOST, Role.SEIZED, Role.DEPLOYED}:
        struck = head.lemma in STRUCK or entry.role not in {Role.DESTROYED, Role.DAMAGED}
        return (classify(words) is not None and head.lemma not in STRUCK) or (
            not struck and _attacked(sentence, arguments)
        )
    if entry.role is Role.DISPLACED:
        return who(words) is not None or who(_text(sentence, arguments.agent)) is not None
    return who(words) is not None


def _attacked(sentence: Sentence, arguments: Arguments) -> bool:
    """Whether a weapon or a force is said to have done it to something."""
    agent = _text(sentence, arguments.agent).lower().split()
    return arguments.target is not None and (arguments.instrument is not None or any(word in FORCES for word in agent))


def _standing_by(doc: Doc, counted: Counted) -> bool:
    """Whether a count is only there `with` what happens: `evacuated the injured, with one man carrying a child`."""
    noun = doc[counted.count.noun if counted.count.noun is not None else counted.count.start]
    doing = any((child.dep_ == "acl" and child.tag_ == "VBG") or child.dep_ == "pcomp" for child in noun.children)
    held = noun.dep_ in {"pobj", "nsubj"} and "with" in {noun.head.lower_, doc[max(0, counted.count.start - 1)].lower_}
    return held and (doing or any(t.tag_ == "VBG" for t in doc[noun.i + 1 : noun.i + 8]))


def _harm(noun: Token) -> bool:
    """Whether people or things came to harm, without a figure: `caused damage`, `women were among the dead`."""
    if noun.dep_ == "pobj" and noun.head.lower_ == "among":
        return any(child.lower_ == "the" for child in noun.children) and noun.head.head.pos_ == "AUX"
    told = noun.dep_ in {"dobj", "nsubj", "nsubjpass"} and noun.head.lemma in HARMING
    return told and noun.lemma in {"casualty", "damage", "destruction"}


HARMING = frozenset({"cause", "suffer", "report", "inflict", "include", "sustain", "wreak", "see", "witness"})


def _admit_event(sentence: Sentence, trigger: Trigger, counted: Sequence[Counted], arguments: Arguments) -> bool:
    head = sentence.doc[trigger.head]
    if counted:
        return True
    if _told_elsewhere(sentence, head):
        return False
    if modifies(head) or (head.lemma in WRECKING and not _wreckable(sentence, arguments)):
        return False
    if head.pos_ in {"VERB", "AUX"} or head.tag_.startswith("VB"):
        return not trigger.entry.weak or _armed(sentence, head, arguments)
    if not _specific(sentence, head):
        return False
    return not trigger.entry.weak or _armed(sentence, head, arguments) or _rages(head)


def _rages(noun: Token) -> bool:
    """Whether a battle is launched by a force, or breaks out and rages."""
    verb = noun.head
    if noun.dep_ == "nsubj":
        return verb.lemma in {
            "rage",
            "erupt",
            "break",
            "flare",
            "ensue",
            "continue",
            "resume",
            "escalate",
            "intensify",
        }
    agent = launcher(noun)
    return agent is not None and (agent.lemma in FORCES or who(agent.text) is not None)


def _told_elsewhere(sentence: Sentence, noun: Token) -> bool:
    """Whether a bare `the attack` only points back: `hit in the attack`, `the attack came as …`, `the raid left …`."""
    own = [
        child.lower_ for child in noun.children if child.i < noun.i or child.dep_ in {"prep", "acl"} or _relative(child)
    ]
    if noun.pos_ != "NOUN" or own not in POINTING:
        return False
    if noun.dep_ == "pobj" and noun.head.lower_ in BACKGROUND:
        harmed = {t.head for t in sentence.triggers if t.family == "casualty" and t.entry.role is not Role.DAMAGED}
        above = noun.head.head
        return above.i not in harmed and (noun.head.lower_ != "of" or above.pos_ == "NOUN")
    clause = {token.i for token in noun.head.subtree}
    spans = [(p.start, p.end) for p in sentence.places] + [(t.span.start, t.span.end) for t in sentence.times]
    return (
        noun.dep_ == "nsubj"
        and noun.head.lemma in FOLLOWING
        and not any(within(sentence, start, end, clause) for start, end in spans)
    )


def _relative(verb: Token) -> bool:
    """Whether a clause that hangs on a noun is a relative one, and not its neighbour in a text without commas."""
    return verb.dep_ == "relcl" and any(token.tag_ in {"WDT", "WP", "WRB"} for token in verb.subtree)


def _wreckable(sentence: Sentence, arguments: Arguments) -> bool:
    """Whether what is burnt or looted is a thing of a known class or a place, not fuel or a candle."""
    words = _text(sentence, arguments.target)
    return classify(words) is not None or any(word.rstrip("s") in GENERIC_PLACES for word in words.lower().split())


def _armed(sentence: Sentence, head: Token, arguments: Arguments) -> bool:
    """Whether a word of many meanings stands beside a weapon, or a force and something it acts on."""
    if head.lemma in {"breach", "violate"}:
        return False
    if arguments.instrument is not None or any(
        is_weapon(child) for child in head.children if child.dep_ in {"dobj", "nsubj", "nsubjpass"}
    ):
        return True
    if any(child.dep_ in {"acomp", "oprd"} for child in head.children):
        return False
    if any(_eventful_noun(t) for c in head.children if c.dep_ == "agent" or c.lower_ == "by" for t in c.children):
        return True
    if head.lemma in LIGHT:
        return False
    agent = _text(sentence, arguments.agent)
    force = who(agent) is not None or any(word in FORCES for word in agent.lower().split()) or _eventful(head)
    return force and arguments.target is not None


def _eventful(head: Token) -> bool:
    """Whether the subject is itself a happening: `strikes hit the market`."""
    subjects = [c for c in head.children if c.dep_.startswith("nsubj")]
    heaped = [t for c in subjects for p in c.children if p.lower_ == "of" for t in p.children if t.dep_ == "pobj"]
    return any(_eventful_noun(token) for token in (*subjects, *heaped))


def _eventful_noun(token: Token) -> bool:
    """Whether a noun names a happening or a weapon that can hit something."""
    return is_weapon(token) or any(e.family == "event" for e in lexicon().nouns.get(token.lemma, ()))


def _specific(sentence: Sentence, noun: Token) -> bool:
    """Whether a noun such as `attack` speaks of one that took place rather than of attacks as such."""
    if noun.dep_ in {"compound", "nmod"} and noun.head.pos_ in {"NOUN", "PROPN"}:
        return False
    if noun.dep_ == "pobj" and noun.head.lower_ == "of" and noun.head.head.lemma in ROUNDS:
        return _specific(sentence, noun.head.head)
    verb = noun.head
    while verb.pos_ not in {"VERB", "AUX"} and verb.head != verb and verb.i != noun.i:
        verb = verb.head
    told = noun.dep_ == "ROOT" or verb.lemma in HAPPENING or (noun.dep_ == "nsubj" and is_under_way(verb))
    if told and noun.dep_ in {"nsubj", "nsubjpass", "dobj", "ROOT"}:
        return True
    subtree = {token.i for token in noun.subtree}
    placed = any(within(sentence, p.start, p.end, subtree) for p in sentence.places)
    dated = any(within(sentence, t.span.start, t.span.end, subtree) for t in sentence.times)
    definite = any(c.lower_ in DEFINITE or c.pos_ == "NUM" for c in noun.children)
    aimed = any(c.dep_ == "prep" and c.lower_ in {"on", "against", "at", "near"} for c in noun.children)
    there = noun.dep_ in {"attr", "nsubj"} and any(c.dep_ == "expl" for c in noun.head.children)
    led_to = noun.dep_ == "pobj" and noun.head.lower_ in {"to", "in"} and noun.head.head.lemma in {"lead", "result"}
    under = noun.dep_ == "pobj" and noun.head.lower_ == "under" and noun.head.head.lemma == "come"
    presupposed = definite and noun.dep_ == "pobj" and noun.head.lower_ in {"after", "during", "following", "since"}
    done = definite and noun.dep_ in {"pobj", "nsubj", "dobj", "nsubjpass"} and verb.lemma in HAPPENING
    return placed or dated or there or done or led_to or under or presupposed or (definite and aimed)


ROUNDS = frozenset({"round", "bout", "day", "week", "wave", "spate", "night", "hour", "series", "number", "string"})


def _mute(head: Token) -> bool:
    """Whether a deed or a weapon, which says nothing, is the subject: `a siege threatens`, `a missile slammed into`."""
    subject = subject_of(head) if head.pos_ == "VERB" else None
    return subject is not None and (is_event(subject) or subject.lemma in WEAPONS)


def _admit_act(sentence: Sentence, trigger: Trigger) -> bool:
    head, needs = sentence.doc[trigger.head], trigger.entry.needs
    kind = trigger.entry.kind
    if any(child.dep_ == "aux" and child.lower_ in MAYBE for child in head.children):
        return False
    if needs == "agreement":
        return any(token.lemma in AGREEMENTS for token in head.subtree)
    if needs == "claim":
        verb = calling(head) or (head.head if head.pos_ == "ADJ" else head)
        around = [*head.subtree, *verb.subtree]
        return any(token.lemma in CLAIMLIKE for token in around)
    if needs == "future":
        return _speaks_of_future(head)
    if needs == "infinitive":
        return any(c.dep_ in {"xcomp", "ccomp"} for c in head.children)
    if kind is ClaimKind.AGREEMENT and head.pos_ in {"NOUN", "PROPN"}:
        return head.lemma in AGREEMENTS and _verb_above(head).lemma in {
            "reach",
            "sign",
            "agree",
            "announce",
            "broker",
            "begin",
            "start",
            "collapse",
            "hold",
            "expire",
            "declare",
            "extend",
            "accept",
            "come",
            "take",
            "enter",
        }
    if kind is ClaimKind.STATEMENT:
        return True
    if kind is ClaimKind.PLAN:
        return any(c.dep_ == "xcomp" for c in head.children)
    if kind in {ClaimKind.DISPUTE, ClaimKind.AGREEMENT}:
        return True
    spoken = any(a.act and a.covers(trigger.head) for a in sentence.attributions)
    by_others = any(child.dep_ == "agent" for child in head.children)
    return spoken or by_others


def _speaks_of_future(head: Token) -> bool:
    """`vowed that it would …`, `vowed to strike …`, but not `vowed to help`."""
    clauses = [child for child in head.children if child.dep_ in {"ccomp", "xcomp"}]
    if any(clause.lemma in RETALIATION and clause.dep_ == "xcomp" for clause in clauses):
        return True
    return any(t.lower_ in {"will", "would", "'ll", "’ll"} for clause in clauses for t in clause.children)


def _verb_above(noun: Token) -> Token:
    token = noun
    while token.head != token and token.pos_ not in {"VERB", "AUX"}:
        token = token.head
    return token


def _text(sentence: Sentence, bounds: tuple[int, int] | None) -> str:
    return sentence.doc.piece(*bounds).text if bounds else ""


def is_total(sentence: Sentence, counted: Sequence[Counted], triggers: Sequence[Trigger]) -> bool:
    """Whether counts speak of a running total up to now rather than of one event.

    A window of weeks or longer, `since …` or a word for a total must hang on the words of the claim itself, or the
    war as a whole must be what killed.
    """
    if not any(c.count.explicit for c in counted):
        return False
    doc = sentence.doc
    heads = [doc[trigger.head] for trigger in triggers]
    if any(_of_whole_war(head) for head in heads):
        return True
    inside = {token.i for head in heads for token in head.subtree}
    inside |= {i for c in counted for i in range(max(0, c.count.start - 4), min(len(doc), c.count.end + 12))}
    for found in sentence.times:
        span = doc.char_span(found.span.start, found.span.end, alignment_mode="expand")
        ranked = is_rank(sentence.text, found.span)
        if span is not None and span.start in inside and _long(found.text) and not ranked and not _apart(doc, span):
            return True
    words = RANKING.sub("", doc.piece(min(inside), max(inside) + 1).text).lower()
    return any(mark in words for mark in CUMULATIVE)


def _of_whole_war(head: Token) -> bool:
    """Whether a war as a whole did it, or it has been done in one: `the war killed`, `have been killed in the war`."""
    doers = [child for child in head.children if child.dep_.startswith("nsubj")]
    perfect = any(child.dep_ == "aux" and child.lemma == "have" for child in head.children)
    within = object_of(head, frozenset({"in", "during"})) if perfect else None
    return any(token.lemma in WHOLE_WARS for token in (*doers, *([within] if within else ())))


def _apart(doc: Doc, span: Piece) -> bool:
    """Whether a stretch of time only tells how far apart two deeds are: `two weeks after the raid`, `a year ago`."""
    following = doc[span.end].lower_ if span.end < len(doc) else ""
    return following in APART or span[-1].lower_ in APART


APART = frozenset({"after", "before", "later", "earlier", "ago"})


def _long(text: str) -> bool:
    lower = text.lower()
    return lower.startswith("since") or any(word in lower for word in ("year", "month", "decade", "weeks"))
