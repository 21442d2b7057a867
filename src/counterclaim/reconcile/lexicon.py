"""The words by which families, classes of people and parts of a whole are told; the same for every party."""

from __future__ import annotations

import re

FAMILY_STEMS: dict[str, tuple[str, ...]] = {
    "chemical": ("chlorin", "sarin", "chemical", "toxic", "poison", "nerve agent", "suffocat", "gas "),
    "airstrike": (
        "airstrike", "air strike", "air raid", "air attack", "airstrikes", "warplane", "jet", "barrel bomb",
        "aircraft", "helicopter", "drone", "bomber aircraft", "air force", "raids", "warplanes", "planes",
    ),
    "bombing": (
        "suicide", "car bomb", "blew him", "blew her", "blowing him", "bombing", "detonat", "blast", "ied",
        "explosive belt", "explosive vest", "truck bomb", "booby",
    ),
    "mine": ("land mine", "landmine", "mines planted", "mine explo"),
    "shelling": (
        "shell", "rocket", "mortar", "artillery", "barrage", "missile", "bombard", "howitzer", "projectile",
    ),
    "execution": ("execut", "behead", "crucif", "massacre", "hanged", "shot dead in"),
    "abduction": ("kidnap", "abduct", "hostage", "detain", "arrest"),
    "battle": (
        "clash", "fighting", "battle", "offensive", "ambush", "gunfight", "firefight", "advance", "assault",
        "storm", "combat", "repel", "skirmish",
    ),
    "displacement": ("displac", "fled", "flee", "refugee", "driven from", "driving", "evacuat"),
    "explosion": ("explo", "bomb"),
}  # fmt: skip
"""Stems of a family, most telling family first; a space in a stem joins two words."""

PHYSICAL = frozenset(FAMILY_STEMS) | {"violence"}
GENERIC = frozenset({"violence"})
FITS: frozenset[frozenset[str]] = frozenset(
    frozenset(pair)
    for pair in (
        ("explosion", "bombing"), ("explosion", "shelling"), ("explosion", "airstrike"), ("explosion", "mine"),
        ("chemical", "airstrike"), ("chemical", "shelling"), ("chemical", "bombing"), ("chemical", "explosion"),
        ("battle", "shelling"), ("battle", "control"), ("battle", "explosion"), ("airstrike", "battle"),
        ("abduction", "execution"), ("bombing", "battle"), ("airstrike", "shelling"), ("displacement", "battle"),
    )
)  # fmt: skip

ACLED_FAMILIES: dict[str, str] = {
    "air/drone strike": "airstrike",
    "chemical weapon": "chemical",
    "suicide bomb": "bombing",
    "grenade": "bombing",
    "remote explosive/landmine/ied": "explosion",
    "shelling/artillery/missile attack": "shelling",
    "armed clash": "battle",
    "government regains territory": "control",
    "non-state actor overtakes territory": "control",
    "non-violent transfer of territory": "control",
    "abduction/forced disappearance": "abduction",
    "attack": "violence",
    "battles": "battle",
    "explosions/remote violence": "explosion",
    "violence against civilians": "violence",
    "protests": "protest",
    "riots": "protest",
    "agreement": "agreement",
}

CLASS_STEMS: dict[str, tuple[str, ...]] = {
    "child": ("child", "minor", "girl", "boy", "infant", "babies", "baby", "student", "pupil"),
    "woman": ("women", "woman", "mother", "daughter", "wife", "bride"),
    "relative": ("father", "brother", "sister", "son", "relative", "uncle", "cousin"),
    "medic": ("medic", "nurse", "doctor", "paramedic", "rescue"),
    "journalist": ("journalist", "reporter", "cameraman", "correspondent"),
    "commander": ("commander", "leader", "chief", "general", "colonel", "officer", "head", "judge", "prosecutor"),
    "patient": ("patient",),
    "civilian": ("civilian", "citizen", "resident", "villager", "martyr", "refugee", "inhabitant"),
    "anybody": ("people", "person", "other", "dead", "member", "victim", "men ", "casualt"),
    "combatant": (
        "soldier", "troop", "fighter", "militant", "rebel", "gunmen", "gunman", "militia", "terrorist", "jihadist",
        "insurgent", "loyalist", "mercenar", "personnel", "serviceman", "servicemen", "police", "officer", "pilot",
        "combatant", "combattant", "recruit", "conscript", "guard",
    ),
}  # fmt: skip
"""Stems of the classes of people that a figure may count; words outside all of them count anybody."""

FORCE_STEMS: dict[str, tuple[str, ...]] = {
    "forces of the state": (
        "loyalist", "soldier", "troop", "serviceman", "servicemen", "police", "conscript", "army", "pro-government",
        "pro-regime", "regime force", "government force", "regime fighter", "government fighter",
    ),
    "armed groups": (
        "rebel", "insurgent", "jihadist", "militant", "terrorist", "gunmen", "gunman", "mercenar", "extremist",
        "opposition fighter",
    ),
}  # fmt: skip
"""Words by which reports tell the armed men of a state from those of groups, whatever they call them."""

SUBSETS = frozenset({"child", "woman", "relative", "medic", "journalist", "commander", "patient"})

PART_WORDS = re.compile(
    r"\b(?:includ(?:ing|ed|es)|among (?:them|the dead|those|the killed|the casualties|the victims)"
    r"|of (?:them|which|whom)"
    r"|bodies of|in hospitals?|hospital treatment|brought (?:from|to)|being treated|transferred|named|the passenger"
    r"|a witness|victims had died)\b",
    re.IGNORECASE,
)
"""Words that make a figure a part of another one."""

AFTER_PART_WORDS = re.compile(
    r"\b(?:in (?:\w+ ){0,2}hospitals?|hospital treatment|being treated)\b",
    re.IGNORECASE,
)
"""Words behind a figure that make it a part of another one."""

INCREMENT_WORDS = re.compile(
    r"\b(?:more (?:people|civilians|had|have)|(?:a )?further|additional|another)\b", re.IGNORECASE
)
"""Words that add a figure to another one."""

RUNNING_WORDS = re.compile(
    r"\b(?:since|so far|to date|until now|up to now|over the years|in all|overall|total|began|started|begun"
    r"|outbreak|uprising|wars?|conflict|campaign|years|months|has|have)\b",
    re.IGNORECASE,
)
"""Words that show a figure to run over more than one event."""

EARLIER_WORDS = re.compile(
    r"\b(?:earlier|initial|previous|preliminary|first) (?:\w+ ){0,2}(?:toll|count|figure)", re.IGNORECASE
)
"""Words that mark a figure as overtaken."""

DENYING_WORDS = re.compile(
    r"\b(?:den(?:y|ies|ied|ying|ials?)|refut\w+"
    r"|reject(?:s|ed|ing)? (?:any|all|the|these|those) \w*(?:accus|alleg|claim|charg|report)\w*)\b",
    re.IGNORECASE,
)
"""Words that say that something is not so."""

DOUBTING_WORDS = re.compile(
    r"\b(?:(?:could|can|has|have|had|was|were) ?not (?:yet )?(?:been |be )?(?:independently )?"
    r"(?:verif|confirm|corroborat)\w+"
    r"|(?:could|can) ?not (?:immediately )?be (?:independently )?(?:verif|confirm|corroborat)\w+"
    r"|(?:could|can) ?not (?:independently |immediately )?(?:verify|confirm|corroborate)"
    r"|cast(?:s|ing)? doubts?|doubt(?:s|ed|ful)?|call(?:s|ed)? in(?:to)? question|questioned"
    r"|dismiss(?:es|ed|ing)?\b.{0,60}\bas|amazed at"
    r"|(?:different|conflicting|contradictory) (?:accounts?|reports|figures)"
    r"|propaganda|fabricat\w+|baseless|unfounded|exaggerat\w+|hoax|biased|no evidence"
    r"|(?:not clear|unclear) (?:if|whether)|remain(?:s|ed) unclear)\b",
    re.IGNORECASE,
)
"""Words that leave open or doubt whether something is so."""

DRIVEN = (
    "driven out", "driven from", "drove … out", "drove … from", "expel", "oust", "dislodg", "forced out",
    "forced … out", "pushed out", "pushed … out", "flushed out", "flushed … out",
)  # fmt: skip
"""Stems of those who had to leave a place; who drove them out need not hold it."""

CHANGES: dict[str, tuple[str, ...]] = {
    "handed_over": ("handed over", "hand over", "handed … over", "turned over to", "turned … over to", "transfer"),
    "evacuated": ("evacuat", "withdrew", "withdraw", "pulled out", "pull out", "pulled back", "retreat", "left the"),
    "besieged": ("besieg", "siege", "blockad", "encircl", "surround"),
    "lost": ("lost", "lose ", "loses", "losing", "ceded", "surrender", "relinquish", "abandon", *DRIVEN),
    "cleared": ("cleared", "clear ", "purged", "secured"),
    "taken": (
        "liberat", "freed", "retak",
        "took", "take", "taking", "taken", "captur", "seiz", "retook", "recaptur", "overr", "overt", "conquer",
        "regain",
        "fell to", "fallen to", "falls to", "fell into the hand", "fallen into the hand", "fell under", "fallen under",
        "passed to", "passed into the hand", "wrest", "gained control", "stormed", "occup",
    ),
    "entered": ("enter", "moved in", "push", "advanc", "broke into", "reach"),
    "contested": ("contest", "fighting for", "clash", "battle for", "fierce battle", "fighting"),
    "held": (
        "held", "hold", "control", "under the authority", "bastion", "stronghold", "presence", "rule", "stationed",
        "domina",
    ),
}  # fmt: skip
"""Stems of what became of a place, most telling change first."""

STOP_WORDS = frozenset(
    {
        "a", "about", "after", "again", "against", "ago", "all", "also", "an", "and", "any", "are", "as", "at",
        "be", "because", "been", "before", "being", "between", "both", "but", "by", "can", "could", "did", "do",
        "does", "for", "from", "had", "has", "have", "he", "her", "him", "his", "how", "i", "if", "in", "into",
        "is", "it", "its", "last", "more", "most", "no", "nor", "not", "of", "off", "on", "one", "only", "or",
        "other", "others", "our", "out", "over", "own", "said", "same", "say", "says", "she", "since", "so",
        "some", "such", "than", "that", "the", "their", "them", "then", "there", "these", "they", "this",
        "those", "through", "to", "told", "two", "under", "until", "up", "upon", "us", "very", "was", "we",
        "were", "what", "when", "where", "which", "while", "who", "whom", "will", "with", "would", "you",
        "your", "according", "report", "reported", "reports", "news", "agency", "people", "person", "persons",
        "civilians", "killed", "dead", "killing", "wounded", "injured", "injuring", "attack", "attacks",
        "least",
    }
)  # fmt: skip
