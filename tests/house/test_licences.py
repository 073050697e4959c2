"""An Apache-2.0 project is not shipped with copyleft libraries."""

import re
from importlib.metadata import distribution
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
#: Readers that the tests compare the feeds with. The service never imports them, and they are not shipped.
TESTS_ONLY = {"recurring-ical-events", "x-wr-timezone"}
COPYLEFT = re.compile(r"\b[AL]?GPL|GNU (Affero|Lesser|General)", re.IGNORECASE)


def pinned(requirements: str) -> dict[str, str]:
    """Every distribution of a requirements file that is for this system, with its version."""
    found = re.findall(
        r"^([a-z0-9.-]+)==(\S+)(.*)$", (ROOT / requirements).read_text(encoding="utf-8"), re.MULTILINE
    )
    return {name: version for name, version, rest in found if "sys_platform == 'win32'" not in rest}


def licences(name: str) -> list[str]:
    """What its metadata state; where they state nothing, the head of the licence that comes with it."""
    found = distribution(name)
    metadata = found.metadata.json
    classifiers = [one for one in metadata.get("classifier", []) if one.startswith("License")]
    expression, text = str(metadata.get("license_expression", "")), str(metadata.get("license", ""))[:80]
    stated = [expression, text, *classifiers]
    if any(stated):
        return stated
    files = found.metadata.get_all("License-File") or []
    return [(found.read_text(f"licenses/{file}") or "")[:80] for file in files]


@pytest.mark.parametrize("name", sorted(set(pinned("requirements-dev.txt")) - TESTS_ONLY))
def test_a_dependency_has_a_licence_and_no_copyleft(name: str) -> None:
    stated = [text for text in licences(name) if text]
    assert stated
    assert [text for text in stated if COPYLEFT.search(text)] == []


def test_what_is_for_tests_only_is_not_shipped() -> None:
    assert TESTS_ONLY & set(pinned("requirements.txt")) == set()


def test_the_service_and_the_tests_run_on_the_same_versions() -> None:
    shipped, tested = pinned("requirements.txt"), pinned("requirements-dev.txt")
    assert shipped == {name: tested[name] for name in shipped}
