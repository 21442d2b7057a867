"""Whose own voice a page has: only of a publisher who bears just that name, and of no commenter."""

from dataclasses import replace

import pytest

from counterclaim.config import load_settings
from counterclaim.model.claims import Claimant, Field
from counterclaim.model.documents import PartKind, SourceKind
from counterclaim.resolve.actors import Actors
from counterclaim.resolve.own_actors import load_knowledge
from counterclaim.resolve.voices import voices
from counterclaim.store.keys import source_key
from tests.factories import make_resolved

LINES = """
- {id: pine-herald, name: The Pine Herald, kind: outlet, side: pineland, country: X1, aliases: [TPH]}
- {id: oak-herald, name: The Oak Herald, kind: outlet, side: oakland, country: X2, aliases: [TOH]}
- {id: pineland, name: Pineland, kind: state, country: X1}
- {id: oakland, name: Oakland, kind: state, country: X2}
"""


@pytest.fixture(scope="module")
def actors(tmp_path_factory):
    path = tmp_path_factory.mktemp("actors") / "actors.yaml"
    path.write_text(LINES, "utf-8")
    settings = load_settings().resolve
    return Actors(knowledge=load_knowledge(replace(settings, actors=(str(path),))), max_candidates=4)


def published(by, kind=PartKind.ARTICLE, claimant=SourceKind.OWN_VOICE):
    """A page of a publisher with one claim of its own voice."""
    resolved = make_resolved(source=by)
    reading = resolved.reading
    claim = replace(reading.claims[0], claimant=Claimant(text=None, kind=claimant))
    part = replace(reading.page.parts[0], kind=kind, source=by if kind is not PartKind.ARTICLE else None)
    page = replace(reading.page, parts=(part,))
    return replace(resolved, reading=replace(reading, claims=(claim,), page=page), resolutions=())


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("The Pine Herald", "actor:pine-herald"),
        ("Pine Herald", "actor:pine-herald"),
        ("TOH", "actor:oak-herald"),
        ("The Oak Herald", "actor:oak-herald"),
        ("The Pine Herald of the South", None),
        ("Letters to the Oak Herald", None),
        ("The Birch Herald", None),
    ],
)
def test_a_publisher_of_that_very_name_is_one_source_with_who_is_quoted(actors, name, key):
    resolved = published(name)
    found = tuple(voices(resolved.reading, actors, "t"))
    (entry,) = replace(resolved, resolutions=found).entries
    assert source_key(entry) == (key or name.lower())
    assert entry.actor(Field.CLAIMANT) is None, "what claimants are compared by stays as it was"
    assert [r.why for r in found] == ([f"The page is published by {name}."] if key else [])


def test_commenters_and_quoted_speakers_are_not_the_publisher(actors):
    comment = published("The Pine Herald", kind=PartKind.COMMENT)
    quoted = published("The Pine Herald", claimant=SourceKind.OFFICIAL)
    assert not list(voices(comment.reading, actors, "t"))
    assert not list(voices(quoted.reading, actors, "t"))
