"""What this machine's processor does with sums of products of eight-bit numbers: measured once, not looked up."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from pathlib import Path

import numpy as np
from onnxruntime import InferenceSession, SessionOptions

from counterclaim.errors import ModelError

PROBE = "probe.onnx"
ROWS, DEPTH, LARGEST, WEIGHT = 16, 64, 255, 127


@cache
def sums_are_exact() -> bool:
    """Whether the fast way through an eight-bit model overflows nowhere on this processor.

    A processor without instructions for sums of products of eight-bit numbers (VNNI and its like) adds two products in
    sixteen bits, which the largest numbers do not fit into. The probe multiplies just those.

    Raises:
        ModelError: if the probe cannot be run.
    """
    path = Path(str(files("counterclaim.extract"))) / "models" / PROBE
    options = SessionOptions()
    options.intra_op_num_threads = 1
    try:
        session = InferenceSession(str(path), options, ["CPUExecutionProvider"])
        (sums,) = session.run(None, {"numbers": np.full((ROWS, DEPTH), LARGEST, dtype=np.uint8)})
    except Exception as error:  # the runtime raises errors of many kinds
        raise ModelError(path, error) from error
    return bool((sums == LARGEST * WEIGHT * DEPTH).all())
