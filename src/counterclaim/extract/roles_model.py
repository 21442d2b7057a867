"""The trained tagger of roles, read whole by overlapping windows however long the text is."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from counterclaim.extract.onnx import Model, centrality, model_folder
from counterclaim.extract.role_labels import OUTPUTS, TYPES
from counterclaim.extract.roles import Piece, Reading, Scores, read_scores

NAME = "roles"
THRESHOLD = 0.25


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
        """One row for each piece, from the window in which it stands deepest, and one for each window."""
        scores = np.zeros((len(ids), OUTPUTS), dtype=np.float32)
        depth = np.full(len(ids), -1, dtype=np.int64)
        reports = []
        for window in self.model_.windows([ids])[0]:
            found, report = window.outputs
            reports.append(report[0])
            here = slice(window.start, window.end)
            deeper = centrality(window) > depth[here]
            scores[here][deeper] = found[deeper]
            depth[here][deeper] = centrality(window)[deeper]
        return scores, np.array(reports, dtype=np.float32).reshape(len(reports), len(TYPES))
