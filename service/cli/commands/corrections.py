"""Commands about what schools write and what it means there: correct, corrections."""

from service import clock
from service.actions.importing.answer_questions import (
    AnswerIsRole,
    AnswerRefused,
    answer_questions,
    forget_corrections,
)
from service.cli.invocation import ACTOR, FINE, CommandError, Invocation
from service.domain.collecting.corrections import CLASS_ENDED, Correction, CorrectionKind
from service.exchange.notation.plain_text import plain
from service.storage.database import Database
from service.words.catalogue import Words
from service.words.imports.collection_texts import role_answered_text


async def correct(call: Invocation) -> int:
    """Remember what a text means, or forget it; the next import goes by it."""
    arguments = call.arguments
    kind = CorrectionKind(arguments.kind)
    if kind is not CorrectionKind.CAMPUS and bool(arguments.campus) == arguments.everywhere:
        raise CommandError(
            call.words.text("Say whose writing this is: --campus NAME, or --everywhere for all schools.")
        )
    correction = Correction(
        arguments.campus or "",
        kind,
        plain(arguments.written),
        " ".join((arguments.meant or "").split()),
    )
    async with await Database.open(call.database, create=True) as database:
        if arguments.forget:
            await forget_corrections(database, [correction], actor=ACTOR, now=clock.now())
        else:
            try:
                await answer_questions(
                    database,
                    [correction],
                    actor=ACTOR,
                    now=clock.now(),
                    at_new_campus=arguments.new,
                )
            except AnswerRefused as refused:
                raise CommandError(refusal_text(refused, call.words)) from refused
    if arguments.forget:
        call.say("Forgotten: {what}", what=_what(correction, call.words))
    else:
        call.line(correction_text(correction, call.words))
    return FINE


async def corrections(call: Invocation) -> int:
    """Everything that is remembered."""
    async with await Database.open(call.database) as database, database.reading() as store:
        known = await store.corrections()
    for correction in known:
        call.line(correction_text(correction, call.words))
    call.say("Corrections: {count}.", count=len(known))
    call.document(
        {
            "corrections": [
                {"campus": one.campus, "kind": one.kind.value, "written": one.written, "meant": one.meant}
                for one in known
            ]
        }
    )
    return FINE


def refusal_text(refused: AnswerRefused, words: Words) -> str:
    """Why it would answer nothing."""
    if isinstance(refused, AnswerIsRole):
        return role_answered_text(refused.text, words)
    return words.text(
        "“{text}” is no campus; there are: {choices}. With --everywhere it holds at every campus, "
        "with --new at one that comes with a workbook.",
        text=refused.text,
        choices=refused.choices,
    )


def correction_text(correction: Correction, words: Words) -> str:
    """`柳河校区 teacher 张三丰 → 张三`."""
    meant = correction.meant or words.text("(not to be read)")
    if correction.kind is CorrectionKind.CLASS and correction.meant in ("", CLASS_ENDED):
        meant = words.text("(is no more)")
    return f"{_what(correction, words)} → {meant}"


def _what(correction: Correction, words: Words) -> str:
    return f"{correction.campus or words.text('everywhere')} {correction.kind.value} {correction.written}"
