"""The event model reads whole texts, in order, whatever their length."""

import numpy as np
import pytest

from counterclaim.extract.event_model import event_model, read_events
from counterclaim.extract.onnx import OVERLAP

pytestmark = pytest.mark.model
FILLER = "The committee met in the town hall and spoke about the budget of the valley. "
LAST = "Militants abducted four engineers near the dam."


def test_each_piece_is_read_and_texts_keep_their_order():
    texts = ["Rockets hit the port.", "", "Nobody was arrested in the valley yesterday, the mayor said."]
    readings = read_events(texts)
    for text, reading in zip(texts, readings, strict=True):
        assert len(reading.pieces.ids) == len(reading.certainty) == len(reading.types)
        assert [text[start:end].lower() for start, end in reading.pieces.offsets][-1:] == ([text[-1]] if text else [])


def test_a_text_of_ten_windows_is_read_to_its_end():
    model = event_model()
    text = FILLER * (10 * model.length // 15) + LAST
    (reading,) = read_events([text])
    assert len(reading.certainty) == len(reading.pieces.ids) > 10 * (model.length - OVERLAP)
    start = text.index("abducted")
    at = [i for i, (s, e) in enumerate(reading.pieces.offsets) if s < start + 8 and start < e]
    assert reading.certainty[at].mean() > 1
    assert np.abs(reading.types).sum(1).min() > 0


def test_company_in_a_batch_changes_little():
    alone = read_events([LAST])[0]
    beside = read_events([FILLER * 5, LAST, "Shells fell."])[1]
    assert np.allclose(alone.certainty, beside.certainty, atol=0.35)
