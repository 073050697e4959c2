"""The linear relaxation: what a model's variables are worth, in fractions."""

import pytest
from ortools.sat.python import cp_model

from service.solver.relaxation import relaxed
from service.solver.searches import Search

SEARCH = Search(5, deterministic=True)


def test_of_three_that_exclude_each_other_in_pairs_each_is_half_there() -> None:
    model = cp_model.CpModel()
    one, two, three = (model.new_bool_var("") for _ in range(3))
    for pair in ((one, two), (two, three), (one, three)):
        model.add_at_most_one(pair)
    model.maximize(one + two + three)
    assert relaxed(model, SEARCH) == pytest.approx([0.5, 0.5, 0.5])


def test_every_kind_of_constraint_counts() -> None:
    model = cp_model.CpModel()
    left, right, any_of, count = (*(model.new_bool_var("") for _ in range(3)), model.new_int_var(0, 9, ""))
    model.add_exactly_one(left, right)
    model.add_bool_or(any_of, right)
    model.add_implication(any_of, right.negated())
    model.add(count + left >= 4)
    model.minimize(count + 2 * right)
    assert relaxed(model, SEARCH) == pytest.approx([1, 0, 1, 3])


def test_what_cannot_be_has_none() -> None:
    model = cp_model.CpModel()
    number = model.new_int_var(0, 1, "")
    model.add(number + number >= 3)
    assert relaxed(model, SEARCH) is None
