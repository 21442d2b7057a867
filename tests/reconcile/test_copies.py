"""Partial copies on a generated set: planted ones are found, texts that share phrases alone are not."""

from random import Random

import pytest

from counterclaim.reconcile.copies import RUN, copies, planted

PHRASES = [
    "the spokesman of the northern command told reporters on Tuesday",
    "it was not possible to verify the reports of either side",
    "according to a monitor that relies on people in the valley",
]


def sentence(random):
    words = [
        "".join(random.choices("abcdefghiklmnoprstuv", k=random.randint(3, 8))) for _ in range(random.randint(9, 18))
    ]
    return " ".join(words).capitalize()


def article(random, sentences=12):
    found = [sentence(random) for _ in range(sentences)]
    found.insert(random.randrange(sentences), random.choice(PHRASES))
    return found


def runs(text):
    words = text.lower().replace(".", "").split()
    return {tuple(words[i : i + RUN]) for i in range(len(words) - RUN + 1)}


def edited(random, original, share):
    """A copy of some sentences, a word changed in each third one, among sentences of its own."""
    kept = [s for s in original if random.random() < share] or original[:3]
    for i in range(0, len(kept), 3):
        words = kept[i].split()
        words[random.randrange(len(words))] = "changed"
        kept[i] = " ".join(words)
    return [*[sentence(random) for _ in range(max(0, len(original) - len(kept)))], *kept]


@pytest.mark.parametrize("seed", range(3))
def test_planted_copies_with_a_third_of_their_runs_are_found(seed):
    random = Random(seed)  # noqa: S311
    originals = [article(random) for _ in range(60)]
    texts = {f"o{i}": ". ".join(found) for i, found in enumerate(originals)}
    pairs = []
    for i, original in enumerate(originals[:40]):
        copy = ". ".join(edited(random, original, random.choice((0.5, 0.7, 0.9))))
        shared = len(runs(copy) & runs(texts[f"o{i}"])) / min(len(runs(copy)), len(runs(texts[f"o{i}"])))
        texts[f"c{i}"] = copy
        if shared >= 0.3:
            pairs.append((f"o{i}", f"c{i}"))
    recall, precision = planted(pairs, [c for c in copies(texts) if c.share >= 0.25])
    assert len(pairs) > 25
    assert recall >= 0.9
    assert precision >= 0.95


def test_passages_stand_where_they_say():
    body = "Three shells fell on the old market of Alder shortly after the bell had rung for noon"
    texts = {"a": f"Before it all was quiet. {body}.", "b": f"{body}, and nobody knows more about it than that."}
    (found,) = copies(texts)
    (passage,) = found.passages
    cut = {texts[n][span.start : span.end] for n, span in zip("ab", passage, strict=True)}
    assert cut == {body}
    assert "stands in the other" in found.score.why


def test_a_phrase_that_both_use_is_no_copy():
    random = Random(9)  # noqa: S311
    assert not copies({n: f"{sentence(random)}. {PHRASES[0]}. {sentence(random)}. {sentence(random)}" for n in "ab"})
