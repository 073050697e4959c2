"""What a request can meet instead of an answer."""

from collections.abc import Mapping

#: The one table from a problem to its status.
STATUSES: Mapping[str, int] = {
    "bad_request": 400,
    "nothing_handed_in": 400,
    "loopback_only": 403,
    "pages_closed": 403,
    "changes_hindered": 409,
    "changes_overtaken": 409,
    "changes_refused": 409,
    "key_taken": 422,
    "no_open_incident": 409,
    "nothing_concerned": 409,
    "nothing_to_change": 409,
    "solve_running": 409,
    "take_back_unknown": 404,
    "answer_unknown": 400,
    "other_origin": 403,
    "not_found": 404,
    "name_unknown": 404,
    "name_unclear": 422,
    "method_not_allowed": 405,
    "address_revoked": 410,
    "seen_another": 412,
    "body_too_large": 413,
    "edit_refused": 422,
    "pin_refused": 422,
    "split_refused": 422,
    "if_match_missing": 428,
    "key_missing": 428,
    "too_many_guesses": 429,
    "nothing_kept": 429,
    "being_made": 429,
    "internal_error": 500,
    "database_unavailable": 503,
}


class Problem(Exception):
    """A request that cannot be answered as asked; `code` is one of STATUSES.

    `detail` says what is wrong here, in the reader's words; "": what the code means says it all.
    """

    def __init__(self, code: str, headers: Mapping[str, str] | None = None, detail: str = "") -> None:
        super().__init__(code)
        self.code = code
        self.headers = dict(headers or {})
        self.detail = detail
