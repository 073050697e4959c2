"""Nothing of a district can differ unseen: a field that is added later is compared, or a test here fails."""

from dataclasses import fields, replace

import pytest

from service.domain.differences.difference import What
from service.domain.differences.districts import COMPARISONS, differences
from service.domain.differences.naming import Naming
from service.domain.district import District
from tests.districts import small_district
from tests.full_district import edits, full_district

FULL = full_district()


def test_every_field_of_a_district_is_compared() -> None:
    assert list(COMPARISONS) == [field.name for field in fields(District)]


def test_the_full_district_has_something_in_every_field() -> None:
    assert [field.name for field in fields(District) if getattr(FULL, field.name) == ()] == []


@pytest.mark.parametrize("district", [small_district(), FULL])
def test_a_district_does_not_differ_from_itself(district: District) -> None:
    assert differences(district, district) == ()
    assert differences(district, replace(district)) == ()


def test_every_edit_of_every_field_is_told_both_ways() -> None:
    silent = [
        path
        for path, edited in edits(FULL)
        if edited.term.id == FULL.term.id
        and (differences(FULL, edited) == () or differences(edited, FULL) == ())
    ]
    assert silent == []


def test_only_ids_terms_versions_order_and_layers_are_told_without_saying_what() -> None:
    """What is new by its id alone is what it was; counted, so that nobody wonders what was written.

    A layer of bells alone says nothing: what it hides of another, or shows again, is told of that one's days.
    """
    unseen = {
        path.rpartition(".")[2]
        for path, edited in edits(FULL)
        if {one.what for one in differences(FULL, edited)} == {What.UNSEEN}
    }
    assert unseen == {"id", "layer", "term_id", "version"}


def test_every_field_that_holds_ids_has_names() -> None:
    named = Naming(FULL).of_ids
    paths = {path.rstrip("[]-").rpartition(".")[2] for path, _ in edits(FULL)}
    holding = {name for name in paths if name.endswith(("_id", "_ids"))}
    assert holding - named.keys() == {"term_id"}
