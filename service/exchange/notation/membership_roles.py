"""What a school is in a community, as lists write it: 支援校, 受援学校, 集团总校, 核心校区, 轮值牵头校 …"""

import re

from service.domain.communities import Role
from service.exchange.notation.plain_text import plain

# The longer word first: 集团总校 is no 总校 of something else, 被帮扶校 no 帮扶校.
_WORDS: tuple[tuple[str, Role], ...] = (
    (r"轮值(?:牵头)?(?:学?校|单位)?|轮流牵头(?:学?校)?", Role.ROTATING_LEAD),
    (
        r"受援(?:学?校|方|单位)?|(?:被|受)帮扶(?:学?校|方)?|受助(?:学?校)|薄弱学?校|结对帮扶对象",
        Role.SUPPORTED,
    ),
    (r"支援(?:学?校|方|单位)?|(?:结对)?帮扶学?校|援助学?校|优质学?校", Role.SUPPORTING),
    (r"集团总校|集团(?:核心|牵头|龙头)学?校|总校区?", Role.GROUP_HEAD),
    (r"组长(?:单位|学?校)|盟主学?校|牵头(?:学?校|单位)?|领衔学?校", Role.LEAD_UNIT),
    (r"核心学?校区?|龙头学?校|主体学?校|中心校", Role.CORE),
    (r"联盟(?:成员)?学?校|盟校", Role.ALLIED),
    (r"(?:集团)?成员(?:学?校区?|单位)?|分校|参与学?校", Role.MEMBER),
)
_FORMS = tuple((re.compile(form), role) for form, role in _WORDS)


def role_named(text: str) -> Role | None:
    """The role that a text is the name of, remarks in brackets left out; None where it is none."""
    wanted = re.sub(r"\([^()]*\)", "", plain(text))
    return next((role for form, role in _FORMS if form.fullmatch(wanted)), None)


def roles_headed(text: str) -> tuple[Role, ...]:
    """The roles a header names and nothing else: 支援校/集团总校, 受援校（成员校）; () for any other."""
    rest = re.sub(r"\(含[^()]*\)|[()/、或及\s]", "", plain(text))
    for form, _ in _FORMS:
        rest = form.sub("", rest)
    return () if rest else roles_in(text)


def roles_in(text: str) -> tuple[Role, ...]:
    """Every role a cell names, in its order: 集团总校、支援校."""
    rest, found = plain(text), list[tuple[int, Role]]()
    for form, role in _FORMS:
        while match := form.search(rest):
            found.append((match.start(), role))
            rest = rest[: match.start()] + "_" * len(match[0]) + rest[match.end() :]
    return tuple(dict.fromkeys(role for _, role in sorted(found, key=lambda one: one[0])))
