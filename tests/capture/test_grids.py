"""Tables of several forms, and files that are none."""

import pytest

from counterclaim.capture.grids import read_grid
from counterclaim.errors import BadTable, EmptyInput


@pytest.mark.parametrize(
    "text",
    [
        "day,tank\n2021-05-01,4\n",
        "day;tank\r\n2021-05-01;4\r\n",
        "\ufeffday\ttank\n\n2021-05-01\t4\n",
        '[{"day": "2021-05-01", "tank": 4, "more": {"a": 1}}]',
        '{"day": "2021-05-01", "tank": 4}\n',
    ],
)
def test_one_table_in_several_forms(text):
    grid = read_grid(text.encode(), "t")
    assert grid.header == ("day", "tank")
    assert grid.rows == (("2021-05-01", "4"),)


def test_a_row_that_is_too_long_loses_nothing_and_a_short_one_is_filled():
    grid = read_grid(b"a,b\n1,2,x\n3\n", "t")
    assert grid.rows == (("1", "2 x"), ("3", ""))
    assert grid.lines == (2, 3)


@pytest.mark.parametrize("text", ["no table at all", "a,b\n", '["a"]', '{"a": 1}\n{"b": '])
def test_what_is_no_table_is_refused_with_its_name(text):
    with pytest.raises(BadTable, match=r"losses\.csv: .*"):
        read_grid(text.encode(), "losses.csv")


def test_an_empty_file_is_refused():
    with pytest.raises(EmptyInput):
        read_grid(b"  \n", "losses.csv")
