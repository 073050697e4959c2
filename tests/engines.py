"""Engines that keep, from test to test, what SQLAlchemy compiled.

Each test opens a database of its own, and each engine compiles every statement anew: that was a quarter of
the time of tests with a database. Loaded by tests/conftest.py for every test; what tests start does without.
"""

from functools import partial
from typing import Any

from sqlalchemy import URL
from sqlalchemy.engine import Dialect
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine

from service.storage import engines

#: More statements than all tests have; an engine by itself keeps 500.
_STATEMENTS = 10_000
_real = partial(create_async_engine, query_cache_size=_STATEMENTS)
#: The first engine of each kind that has connected, by its dialect's name.
_first: dict[str, AsyncEngine] = {}


def _engine(url: URL, **options: Any) -> AsyncEngine:
    """An engine with a pool of its own, and the dialect and compiled statements of the first of its kind."""
    engine = _real(url, **options)
    first = _first.setdefault(engine.dialect.name, engine)
    if first is not engine and _has_connected(first.dialect):
        mine = engine.sync_engine
        mine.dialect = mine.pool._dialect = first.dialect
        mine._compiled_cache = first.sync_engine._compiled_cache
    return engine


def _has_connected(dialect: Dialect) -> bool:
    """What a dialect asks a server when it first connects, this one knows."""
    return getattr(dialect, "server_version_info", None) is not None


vars(engines)["create_async_engine"] = _engine
