"""The trained tagger of roles, read whole by overlapping windows however long the text is."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from counterclaim.extract.onnx import Model, centrality, model_folder
from counterclaim.extract.role_labels import OUTPUTS, TYPES
from counterclaim.extract.roles import Piece, Reading, Scores, read_scores

NAME = "roles"
THRESHOLD = 0.2
READ_TWICE = 240
DEEP = 40


class RolesModel:
    """Finds who did what to whom, with what, where and when, with what the text says of each.

    Args:
        folder: where the trained model lies.
        threads: how many threads it may use.
        threshold: the probability from which a word is part of a filler.

    Raises:
        ModelError: if a file of the model is missing or damaged.
    """

    def __init__(self, *, folder: Path | None = None, threads: int = 1, threshold: float = THRESHOLD) -> None:
        self.folder = folder or model_folder(NAME)
        self.threads = threads
        self.threshold = threshold
        self.model_ = Model(self.folder, threads=threads)

    @property
    def version(self) -> str:
        """The version of the weights, as their facts give it."""
        return str(self.model_.facts["version"])

    def read(self, text: str) -> Reading:
        """The fillers of a text; capitals throughout do no harm, for the model reads small letters alone."""
        cut = self.model_.pieces(text)
        pieces = [Piece(*place, not inner) for place, inner in zip(cut.offsets, cut.inner, strict=True)]
        scores, reports = self._scores(cut.ids)
        return read_scores(pieces, scores, reports, threshold=self.threshold)

    def _scores(self, ids: list[int]) -> tuple[Scores, Scores]:
        """One row for each piece, the mean of all windows that hold it, and one for each window.

        Windows in which a piece stands deep weigh more. One window alone reads a piece now so, now so, depending on
        where it was cut.
        """
        scores = np.zeros((len(ids), OUTPUTS), dtype=np.float32)
        weights = np.zeros((len(ids), 1), dtype=np.float32)
        reports = []
        for window in self.model_.windows([ids], overlap=READ_TWICE)[0]:
            found, report = window.outputs
            reports.append(report[0])
            deep = (1 + np.minimum(centrality(window), DEEP)).astype(np.float32)[:, None]
            scores[window.start : window.end] += deep * found
            weights[window.start : window.end] += deep
        return scores / weights, np.array(reports, dtype=np.float32).reshape(len(reports), len(TYPES))
