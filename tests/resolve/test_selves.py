"""`us` is whoever speaks; `US` is a state."""

import pytest

from counterclaim.resolve.actors import is_own


@pytest.mark.parametrize(
    ("text", "own"), [("us", True), ("Us", True), ("we", True), ("our troops", True), ("US", False)]
)
def test_the_state_is_not_the_pronoun(text, own):
    assert is_own(text) is own
