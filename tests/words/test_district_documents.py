"""The whole of a community as one document: what went in comes out, nothing private does."""

import json

from service.words.district_documents import district_document
from tests.exchange.case import district, truth


def _document() -> dict[str, object]:
    return district_document(district(), district().communities[0].id)


def test_it_holds_everything_of_the_case() -> None:
    document = json.loads(json.dumps(_document(), ensure_ascii=False))
    assert len(document["campuses"]) == 5
    assert sum(len(campus["classes"]) for campus in document["campuses"]) == 42
    assert sum(len(campus["home_lessons"]) for campus in document["campuses"]) == len(truth()["lessons"])
    assert sum(len(campus["teachers"]) for campus in document["campuses"]) == 101
    assert (len(document["wishes"]), len(document["plans"]), document["activities"]) == (10, 22, [])
    assert {campus["bells"][0]["periods"][0]["label"] for campus in document["campuses"]} == {"早读"}


def test_every_home_lesson_has_the_cell_it_came_from() -> None:
    document = json.loads(json.dumps(_document()))
    lessons = [lesson for campus in document["campuses"] for lesson in campus["home_lessons"]]
    assert all(lesson["source"]["cell"] for lesson in lessons)
