from __future__ import annotations

import pytest

from counterclaim.extract.speaker_kinds import kind_of


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("a military source", "military"),
        ("the army's spokesman", "military"),
        ("a spokesman for the defence ministry", "official"),
        ("the Turkish defense ministry", "official"),
        ("the Syrian defense ministry", "official"),
        ("a source at the hospital", "medic"),
        ("doctors in the town", "medic"),
        ("the Britain-based monitoring group", "monitor"),
        ("an observatory's director", "monitor"),
        ("a rebel commander", "armed_group"),
        ("state television", "media"),
        ("our correspondent in the city", "media"),
        ("residents", "witness"),
        ("local sources", "witness"),
        ("sources speaking on condition of anonymity", "anonymous"),
        ("a post on Telegram", "social_media"),
        ("the Red Cross", "organisation"),
        ("a draft resolution", "document"),
        ("Harald Example", "person"),
        ("the group", "unknown"),
        ("something", "unknown"),
    ],
)
def test_head_decides(words, kind):
    assert kind_of(words) == kind
