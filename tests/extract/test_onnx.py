"""The trained encoders: windows that leave nothing out, weights that are what their card says."""

import hashlib
from importlib.resources import files
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterclaim.errors import ModelError
from counterclaim.extract import onnx
from counterclaim.extract.onnx import OVERLAP, Model, Window, centrality, cut

MODELS = files("counterclaim.extract") / "models"
SHIPPED = sorted(folder.name for folder in MODELS.iterdir() if (folder / "SHA256SUMS").is_file())
ENCODERS = [name for name in SHIPPED if (MODELS / name / "model.onnx").is_file()]


@given(st.integers(0, 5000), st.integers(OVERLAP + 1, 400))
def test_windows_leave_nothing_out_and_overlap(count, length):
    found = list(cut(count, length))
    assert {i for start, end in found for i in range(start, end)} == set(range(count))
    assert all(end - start <= length for start, end in found)
    assert all(first[1] - second[0] == OVERLAP for first, second in pairwise(found))


def test_the_middle_of_a_window_is_its_deepest_place():
    assert centrality(Window(10, 15, ())).tolist() == [0, 1, 2, 1, 0]


def test_there_are_shipped_models():
    assert "attribution" in SHIPPED


@pytest.mark.parametrize("name", SHIPPED)
def test_weights_are_those_of_their_check_sums(name):
    for line in (MODELS / name / "SHA256SUMS").read_text("utf-8").splitlines():
        wanted, file = line.split()
        assert hashlib.sha256((MODELS / name / file).read_bytes()).hexdigest() == wanted


@pytest.mark.parametrize("name", SHIPPED)
def test_every_model_has_a_card_that_names_data_and_licence(name):
    card = (MODELS / name / "README.md").read_text("utf-8")
    for heading in ("## What it does", "## Trained on", "## Licence of the data", "## How good"):
        assert heading in card


@pytest.mark.model
@pytest.mark.parametrize("name", ENCODERS)
def test_a_row_is_read_the_same_alone_and_in_company(name):
    model = Model(MODELS / name)
    short, long = (model.pieces(text).ids for text in ("The mayor said so.", "Shells fell on the town. " * 20))
    alone, (together, _) = model.windows([short])[0], model.windows([short, long])
    assert [[output.tolist() for output in w.outputs] for w in alone] == [
        [output.tolist() for output in w.outputs] for w in together
    ]


def test_a_folder_without_weights_is_an_error_that_says_what_to_do(tmp_path):
    with pytest.raises(ModelError, match="--reader rules"):
        Model(tmp_path)


@pytest.mark.model
@pytest.mark.parametrize("name", ENCODERS)
def test_the_way_chosen_for_this_processor_reads_as_the_careful_way(name, monkeypatch):
    chosen = Model(MODELS / name)
    monkeypatch.setattr(onnx, "sums_are_exact", lambda: False)
    careful = Model(MODELS / name)
    row = chosen.pieces("Officials said shells fell on the town; the army denied that it had fired. " * 8).ids
    assert [o.tolist() for o in chosen.run(row)] == [o.tolist() for o in careful.run(row)]
