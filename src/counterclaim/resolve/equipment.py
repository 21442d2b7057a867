"""Models of equipment: which one words name, in whatever spelling, and which designation names none."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any, NamedTuple

import yaml
from anyascii import anyascii
from rapidfuzz import fuzz, process

from counterclaim.errors import InputError
from counterclaim.model.claims import Candidate, EquipmentModel, Object
from counterclaim.resolve.compiled import digest, kept
from counterclaim.resolve.ranked import Ranked

KEYS = ("name", "class", "type", "role", "origin", "aliases", "misspellings")
CLASSES = frozenset(one.value for one in Object if one is not Object.PERSON)
PIECE = re.compile(r"\s*(?:,|/(?![A-Z]-?\d)|\band\b|\bor\b|&)\s*")
WORD = re.compile(r"[^\s()“”\"]+")
ALIKE = 86.0
SHORTEST = 6
FORM = b"1"


class Entry(NamedTuple):
    """A model with its other names and with spellings of it that are wrong."""

    model: EquipmentModel
    aliases: tuple[str, ...]
    misspellings: tuple[str, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """Everything that it is called, rightly or wrongly."""
        return (self.model.name, *self.aliases, *self.misspellings)


class Series(NamedTuple):
    """Designations of one beginning, all that exist; `instead` says what a number that does not may stand for."""

    prefix: str
    object: str
    known: frozenset[int]
    instead: Mapping[int, str]


class Hit(NamedTuple):
    """A model that words name, with score and reason."""

    model: EquipmentModel
    score: float
    why: str


class Catalogue:
    """All models; `faults` says which entries of the user's files were left out, `own` which names they add."""

    def __init__(self, entries: Sequence[Entry], series: Sequence[Series], own: Sequence[Entry | str] = ()) -> None:
        self.faults = tuple(one for one in own if isinstance(one, str))
        added = [one for one in own if isinstance(one, Entry)]
        self.own = {name: one.model.object for one in added for name in one.names}
        self.names: dict[str, list[Hit]] = {}
        for entry in (*added, *entries):
            self._add(entry)
        self.series = [(_pattern(one.prefix), one) for one in series]
        self._long = [name for name in self.names if len(name) >= SHORTEST]

    @classmethod
    def load(cls, paths: Sequence[str] = (), folder: Path | None = None) -> Catalogue:
        """The shipped models with those of the user's files, which win where a name is the same.

        Raises:
            InputError: if a file cannot be read or is no list.
        """
        return cls(*_shipped(folder), [found for path in paths for found in read_models(path)])

    def read(self, words: str, given: Object | None = None) -> Ranked:
        """The models that words name, several where “and” joins them; `given` is the class they are counted as."""
        hits = [hit for piece in PIECE.split(words) if (hit := self._piece(piece, given))]
        if not hits:
            missing = next(iter(self.missing(words)), None)
            return Ranked((), missing or "the words name no model of the catalogue")
        once = list({hit.model.id: hit for hit in reversed(hits)}.values())[::-1]
        share = 1.0 if len(once) == 1 else 0.8
        found = tuple(Candidate(value=hit.model, score=round(hit.score * share, 3), why=hit.why) for hit in once)
        return Ranked(found, found[0].why if len(found) == 1 else f"one of {len(found)} that the words name")

    def missing(self, words: str) -> Iterator[str]:
        """What is wrong with each designation whose series has no such number."""
        for pattern, series in self.series:
            for found in pattern.finditer(words):
                number = int(found[1])
                if number not in series.known:
                    hint = series.instead.get(number)
                    yield f"“{found[0].strip()}”: there is no such type" + (f" ({hint})" if hint else "")

    def _add(self, entry: Entry) -> None:
        name = entry.model.name
        for written in (name, *entry.aliases):
            self._put(written, Hit(entry.model, 0.95, f"‘{written}’ is a name of {name}"))
        for written in entry.misspellings:
            self._put(written, Hit(entry.model, 0.8, f"‘{written}’ is a misspelling of {name}"))

    def _put(self, written: str, hit: Hit) -> None:
        listed = self.names.setdefault(key(written), [])
        if all(other.model.object is not hit.model.object for other in listed):
            listed.append(hit)

    def _piece(self, piece: str, given: Object | None) -> Hit | None:
        """The longest name within a piece of words; else a variant of one, else one that is spelt alike."""
        if any(self.missing(piece)):
            return None
        words = WORD.findall(piece)
        spans = [words[i:j] for i in range(len(words)) for j in range(i + 1, min(len(words), i + 5) + 1)]
        ordered = sorted((" ".join(span) for span in spans if _is_name(span[0])), key=len, reverse=True)
        for look in (self._exact, self._variant, self._alike):
            for text in ordered:
                if hits := look(text):
                    return next((hit for hit in hits if hit.model.object is given), hits[0])
        return None

    def _exact(self, text: str) -> list[Hit]:
        name = key(text)
        return self.names.get(name) or self.names.get(name.removesuffix("s")) or []

    def _variant(self, text: str) -> list[Hit]:
        """“T-72B3M obr. 2022” is a variant of T-72B3: a known name with a digit in it, followed by letters."""
        name = key(text)
        for end in range(len(name) - 1, max(2, len(name) - 6), -1):
            begun = name[:end]
            if begun in self.names and begun[-1].isdigit() and name[end].isalpha():
                return [_said(hit, 0.75, f"‘{text}’ is read as a variant of") for hit in self.names[begun]]
        return []

    def _alike(self, text: str) -> list[Hit]:
        name = key(text)
        if len(name) < SHORTEST:
            return []
        best = process.extractOne(name, self._long, scorer=fuzz.ratio, score_cutoff=ALIKE)
        if best is None or _digits(best[0]) != _digits(name):
            return []
        return [_said(hit, 0.6, f"‘{text}’ is spelt nearly like") for hit in self.names[best[0]]]


def _said(hit: Hit, score: float, how: str) -> Hit:
    return hit._replace(score=score, why=f"{how} {hit.model.name}")


def key(name: str) -> str:
    """A name without case, accents, spaces, hyphens and other marks."""
    return re.sub(r"[^a-z0-9]", "", anyascii(name).lower())


def read_models(path: str) -> Iterator[Entry | str]:
    """The models of one file of the user, or what is wrong with an entry.

    Raises:
        InputError: if the file cannot be read or is no list.
    """
    try:
        items = yaml.load(Path(path).read_text("utf-8"), yaml.CSafeLoader)
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        message = f"{path}: this list of equipment cannot be read ({error}); check the path, or mend the file"
        raise InputError(message) from error
    if not isinstance(items, list):
        message = f"{path}: it must be a list of models, each beginning with “- name: …”"
        raise InputError(message)
    for number, item in enumerate(items, start=1):
        fault = _fault(item)
        yield f"{path}: entry {number}: {fault}" if fault else _entry(item)


def _fault(item: Any) -> str | None:
    """What is wrong with an entry, or None."""
    if not isinstance(item, dict):
        return "it must be a mapping of keys, such as name and class"
    unknown = sorted(str(name) for name in item.keys() - set(KEYS))
    if unknown:
        return f"unknown key {', '.join(unknown)}; known are {', '.join(KEYS)}"
    for name in ("name", "class"):
        if not isinstance(item.get(name), str) or not item[name].strip():
            return f"`{name}` must be a word; quote it if it is a number"
    if item["class"] not in CLASSES:
        return f"unknown class {item['class']}; known are {', '.join(sorted(CLASSES))}"
    if any(not isinstance(item.get(name, ""), str) for name in ("type", "role", "origin")):
        return "`type`, `role` and `origin` must be words; quote NO"
    for name in ("aliases", "misspellings"):
        listed = item.get(name, [])
        if not isinstance(listed, list) or not all(isinstance(one, str) and one.strip() for one in listed):
            return f"`{name}` must be a list of words; quote numbers"
    return None


def _entry(item: Mapping[str, Any]) -> Entry:
    model = EquipmentModel(
        id=f"equipment:{'-'.join(re.findall(r'[a-z0-9]+', anyascii(item['name']).lower()))}",
        name=item["name"],
        object=Object(item["class"]),
        type=item.get("type"),
        role=item.get("role"),
        origin=item.get("origin"),
    )
    return Entry(model, tuple(item.get("aliases", ())), tuple(item.get("misspellings", ())))


@cache
def _shipped(folder: Path | None) -> tuple[tuple[Entry, ...], tuple[Series, ...]]:
    data = files("counterclaim.resolve").joinpath("data")
    listed = sorted(data.joinpath("equipment").iterdir(), key=lambda item: item.name)
    texts = [item.read_bytes() for item in listed if item.name.endswith(".yaml")]
    series = data.joinpath("designations.yaml").read_bytes()
    made = kept(folder, "equipment", digest((FORM, *texts, series)), lambda: _compile(texts, series))
    return tuple(_entry(item) for item in made["models"]), tuple(map(_series, made["series"]))


def _compile(texts: Sequence[bytes], series: bytes) -> dict[str, Any]:
    models = [item for text in texts for item in yaml.load(text, yaml.CSafeLoader)]
    if faults := [f"{item}: {fault}" for item in models if (fault := _fault(item))]:
        raise InputError("; ".join(faults))
    rows = yaml.load(series, yaml.CSafeLoader)
    return {
        "models": models,
        "series": [row | {"instead": [[n, text] for n, text in row.get("instead", {}).items()]} for row in rows],
    }


def _series(row: Mapping[str, Any]) -> Series:
    return Series(row["prefix"], row["object"], frozenset(row["known"]), dict(map(tuple, row["instead"])))


def _pattern(prefix: str) -> re.Pattern[str]:
    beginning = "[ -]?".join(map(re.escape, prefix.split()))
    return re.compile(rf"(?<!\w){beginning}[ -]?(\d{{1,3}})(?!\d)", re.IGNORECASE)


def _is_name(word: str) -> bool:
    return word[0].isupper() or word[0].isdigit()


def _digits(name: str) -> str:
    return "".join(letter for letter in name if letter.isdigit())
