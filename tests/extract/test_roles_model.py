"""The shipped tagger of roles at work: invented reports, any case, any length."""

import numpy as np
import pytest

from counterclaim.errors import ModelError
from counterclaim.extract.roles_model import RolesModel

pytestmark = pytest.mark.model
NEWS = (
    "Guerrillas of the Army of National Liberation dynamited the oil pipeline near Tibu yesterday. "
    "Two policemen were killed and the mayor of the town, Ramiro Ochoa Pinzon, was kidnapped by armed men."
)
PEACE = "The minister opened a fair of books and praised the choir of the town. It rained in the evening."


@pytest.fixture(scope="module")
def model():
    return RolesModel()


def words(text, reading):
    return {(f.role, text[f.span.start : f.span.end].lower()) for f in reading.fillers}


def test_who_did_what_to_whom_is_found(model):
    found = words(NEWS, model.read(NEWS))
    assert any(role == "phys" and "pipeline" in what for role, what in found)
    assert any(role == "hum_desc" and "policemen" in what for role, what in found)


def test_the_case_of_the_letters_changes_nothing(model):
    assert words(NEWS, model.read(NEWS)) == words(NEWS, model.read(NEWS.upper()))


def test_a_peaceful_text_reports_no_attack(model):
    assert max(model.read(PEACE).types) < max(model.read(NEWS).types)


def test_a_text_ten_windows_long_is_read_to_its_end(model):
    copies = 10 * 320 // len(model.model_.pieces(NEWS).ids) + 1
    found = model.read(" ".join([NEWS] * copies)).fillers
    read = {filler.span.start * 10 // (copies * len(NEWS)) for filler in found if filler.role == "hum_desc"}
    assert read >= set(range(10))


def test_one_window_is_read_as_the_model_says(model):
    pieces = model.model_.pieces(NEWS)
    (window,) = model.model_.windows([pieces.ids])[0]
    scores, _ = model._scores(pieces.ids)
    assert np.allclose(scores, window.outputs[0], atol=1e-5)


def test_an_empty_text_has_nothing(model):
    assert model.read("") == ((), (0.0,) * 6)


def test_a_folder_without_a_model_is_named(tmp_path):
    with pytest.raises(ModelError):
        RolesModel(folder=tmp_path)
