"""The style sheet of a page, as far as an import asks: which of its classes strike out."""

import re

#: .xl66, td.xl66, span.font5; of `.a .b` and `.a:hover` no element's own class tells
_CLASS = re.compile(r"(?:[a-z][a-z0-9]*)?\.([\w-]+)")


def is_struck(style: str) -> bool:
    """Whether declarations strike out: text-decoration:line-through."""
    return "line-through" in style.lower()


def classes_that_strike(sheet: str) -> frozenset[str]:
    """The names of the classes in lower case; a later rule of a class that says none takes it back.

    By splitting, in one go whatever is written: no form here tries a place twice.
    """
    found: set[str] = set()
    for rule in sheet.lower().replace("<!--", " ").replace("-->", " ").split("}")[:-1]:
        selectors, _, declared = rule.rpartition("{")
        if "text-decoration" not in declared:
            continue
        named = (_CLASS.fullmatch(one.strip()) for one in selectors.rpartition("*/")[2].split(","))
        names = {one[1] for one in named if one is not None}
        found = found | names if is_struck(declared) else found - names
    return frozenset(found)
