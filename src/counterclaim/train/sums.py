"""Check sums beside the files of a model."""

from __future__ import annotations

import hashlib
from pathlib import Path

SUMS = "SHA256SUMS"


def write_sums(folder: Path) -> None:
    """Writes the SHA-256 of each file of a model, in the form that `sha256sum --check` reads."""
    names = sorted(path.name for path in folder.iterdir() if path.suffix in {".json", ".onnx"})
    sums = [f"{hashlib.sha256((folder / n).read_bytes()).hexdigest()}  {n}" for n in names]
    (folder / SUMS).write_text("\n".join(sums) + "\n", "utf-8")
