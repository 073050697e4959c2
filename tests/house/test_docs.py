"""What can be set, called or asked for is documented, in both languages; what the pages show is there."""

import argparse
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from service.cli import build_parser
from service.settings import variables
from service.web.routing.routes import ROUTES
from service.words.catalogue import Words

ROOT = Path(__file__).parents[2]
READMES = ("README.md", "README.zh-CN.md")

pytestmark = pytest.mark.parametrize("readme", READMES)


def commands() -> dict[str, argparse.ArgumentParser]:
    """The subcommands of `tongke`, those of two words, too."""
    return dict(subcommands(build_parser(Words("en"))))


def subcommands(parser: argparse.ArgumentParser) -> Iterator[tuple[str, argparse.ArgumentParser]]:
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            for name, child in action.choices.items():
                inner = list(subcommands(child))
                yield from ((f"{name} {last}", one) for last, one in inner)
                yield from () if inner else [(name, child)]


def text(readme: str) -> str:
    return (ROOT / readme).read_text(encoding="utf-8")


def pages(readme: str) -> list[Path]:
    return [page for page in sorted((ROOT / "docs").glob("*.md")) if _chinese(page.name) == _chinese(readme)]


def _chinese(name: str) -> bool:
    return name.endswith(".zh-CN.md")


def all_text(readme: str) -> str:
    """The README and every page of its language."""
    return "\n".join([text(readme), *(page.read_text(encoding="utf-8") for page in pages(readme))])


def test_every_page_is_linked_and_has_its_other_language(readme: str) -> None:
    assert set(re.findall(r"\(docs/([^)]+\.md)\)", text(readme))) == {page.name for page in pages(readme)}
    (other,) = set(READMES) - {readme}
    assert [page.name.split(".")[0] for page in pages(readme)] == [
        page.name.split(".")[0] for page in pages(other)
    ]


def test_a_page_is_built_alike_in_both_languages(readme: str) -> None:
    (other,) = set(READMES) - {readme}
    assert [(page.name.split(".")[0], _outline(page)) for page in pages(readme)] == [
        (page.name.split(".")[0], _outline(page)) for page in pages(other)
    ]


def _outline(page: Path) -> list[str]:
    """The level of each heading, and the rows of tables."""
    return re.findall(r"^(?:#+ |\|)", page.read_text(encoding="utf-8"), re.MULTILINE)


def test_every_setting_is_documented_and_no_other(readme: str) -> None:
    #: Read by the tests alone.
    of_tests = {"TONGKE_REQUIRE_ALL", "TONGKE_TEST_POSTGRES"}
    assert set(re.findall(r"TONGKE_[A-Z_]+", all_text(readme))) - of_tests == set(variables())


def test_the_two_commands_are_on_the_first_screen(readme: str) -> None:
    first_screen = text(readme).splitlines()[:24]
    assert [line.split()[1] for line in first_screen if line.startswith("make ")] == ["run", "test"]


def test_the_picture_is_on_the_first_screen(readme: str) -> None:
    before_sections = text(readme).split("\n## ")[0]
    assert re.findall(r"!\[[^\]]+\]\(([^)]+)\)", before_sections) == ["docs/table.png"]


def test_the_layout_names_every_room_and_no_other(readme: str) -> None:
    (layout,) = re.findall(r"```\ncalendars/.*?```", text(readme), re.DOTALL)
    named = set(re.findall(r"(?:^|(?<= ))([a-z_]+)/", layout, re.MULTILINE))
    top = {"calendars", "service", "migrations", "docker", "docs", "tests"}
    rooms = {path.parent.name for path in (ROOT / "service").rglob("__init__.py")}
    assert named == top | rooms | {"pages", "static"}


def test_what_is_linked_exists(readme: str) -> None:
    for page in (ROOT / readme, *pages(readme)):
        links = re.findall(r"\]\(([^)#]+)[^)]*\)", page.read_text(encoding="utf-8"))
        assert [link for link in links if "://" not in link and not (page.parent / link).exists()] == []


def test_every_make_target_named_exists(readme: str) -> None:
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    assert set(re.findall(r"`make ([a-z]+)`", all_text(readme))) - targets == set()


def test_every_route_is_documented_and_no_other(readme: str) -> None:
    documented = re.findall(r"^\| `(/[^`]*)`", all_text(readme), re.MULTILINE)
    assert sorted(documented) == sorted({route.path for route in ROUTES})


def test_every_command_is_documented_and_no_other(readme: str) -> None:
    heading = r"^### `tongke ([a-z]+(?:-[a-z]+)?(?: [a-z]+)?)[^`]*`$"
    documented = re.findall(heading, all_text(readme), re.MULTILINE)
    assert sorted(documented) == sorted(commands())


def test_every_option_is_documented_and_no_other(readme: str) -> None:
    options = {option for command in commands().values() for option in command._option_string_actions}
    not_of_tongke = {"--strict"}  # mypy's
    documented = set(re.findall(r"--[a-z][a-z-]+", all_text(readme))) - not_of_tongke
    assert documented == options - {"-h", "--help"}
