"""替代: what a joint lesson takes the place of, as a wish says it."""

import re

from service.domain.joint_lessons import REPLACES_SAME_SUBJECT, ReplaceKind, Replaces
from service.exchange.notation.not_understood import NotUnderstoodError
from service.exchange.notation.plain_text import plain
from service.exchange.notation.subjects import SubjectNames

_NOTHING = re.compile(
    r"不替[代换].*|不占.*|新[开增].*|另[开加].*|加课|增开.*|否|无|课后服务(?:时间|时段)?|不冲抵.*"
)
_SAME = re.compile(
    r"|是|同学?科.*|本学?科.*|原学?科.*|替[代换](?:同|本|原)(?:学科|课|科).*|(?:替[代换])?本班(?:本|同)?学?科.*|/|-|—"
)
_NAMED = re.compile(r"(?:替[代换掉]*|占用?|顶替?|用|原)?(?P<subject>.+?)(?:课|一节|1节)?")


def replaces_said(text: str, subjects: SubjectNames, subject: str) -> Replaces:
    """同学科, 替换书法课, 新开课; NotUnderstoodError `replacement_unreadable` for what is no subject."""
    said = plain(text)
    if _SAME.fullmatch(said):
        return REPLACES_SAME_SUBJECT
    if _NOTHING.fullmatch(said):
        return Replaces(ReplaceKind.NOTHING)
    match = _NAMED.fullmatch(said)
    for name in (said, "" if match is None else match["subject"]):
        standard = subjects.standard(name) if name else None
        if standard is not None:
            return REPLACES_SAME_SUBJECT if standard == subject else Replaces(ReplaceKind.NAMED, standard)
    raise NotUnderstoodError("replacement_unreadable", text)
