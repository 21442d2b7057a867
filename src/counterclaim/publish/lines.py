"""JSON lines: one object a line, each with its schema."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TextIO

from counterclaim.errors import InputError
from counterclaim.model.claims import Entry
from counterclaim.model.stages import Reconciled
from counterclaim.publish import wire
from counterclaim.publish.claim_wire import Wire, claim_to_wire


def write_lines(stream: TextIO, entries: Iterable[Entry], reconciled: Reconciled) -> int:
    """How many lines were written to the stream: the claims, then what they say together."""
    count = 0
    for line in _all(entries, reconciled):
        stream.write(to_line(line))
        count += 1
    return count


def to_line(value: Wire) -> str:
    """One object of the wire as one line."""
    return json.dumps(value, ensure_ascii=False) + "\n"


@contextmanager
def writing(path: Path) -> Iterator[TextIO]:
    """A stream into a file that comes into being when all is written, or not at all.

    Raises:
        InputError: if the file cannot be written.
    """
    draft = path.with_name(f"{path.name}.part")
    try:
        with draft.open("w", encoding="utf-8") as stream:
            yield stream
        draft.replace(path)
    except OSError as error:
        message = f"{path}: this file cannot be written ({error.strerror}); name another with --out"
        raise InputError(message) from error
    finally:
        with suppress(OSError):
            draft.unlink(missing_ok=True)


def _all(entries: Iterable[Entry], reconciled: Reconciled) -> Iterator[Wire]:
    home = {claim: incident.id for incident in reconciled.incidents for claim in incident.claims}
    for entry in entries:
        yield claim_to_wire(entry, home.get(entry.claim.id))
    yield from map(wire.incident_to_wire, reconciled.incidents)
    yield from map(wire.relation_to_wire, reconciled.relations)
    yield from map(wire.estimate_to_wire, reconciled.estimates)
    yield from map(wire.tally_to_wire, reconciled.tallies)
    yield from map(wire.control_to_wire, reconciled.controls)
    yield from map(wire.finding_to_wire, reconciled.findings)
