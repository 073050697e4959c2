"""What people write as the address of a database."""

import pytest

from service.storage.addresses import driver_url, server_settings
from service.storage.errors import UnknownDatabase


@pytest.mark.parametrize(
    ("url", "meant"),
    [
        ("sqlite:///tongke.sqlite", "sqlite+aiosqlite:///tongke.sqlite"),
        ("sqlite:////var/lib/tongke.sqlite", "sqlite+aiosqlite:////var/lib/tongke.sqlite"),
        ("postgresql://u:p@db/tongke", "postgresql+asyncpg://u:p@db/tongke"),
        ("postgres://db/tongke?sslmode=require", "postgresql+asyncpg://db/tongke?ssl=require"),
        ("postgresql://db/t?options=-csearch_path%3Da&application_name=b", "postgresql+asyncpg://db/t"),
    ],
)
def test_an_address_gets_its_driver(url: str, meant: str) -> None:
    assert driver_url(url).render_as_string(hide_password=False) == meant


@pytest.mark.parametrize("url", ["", "tongke.sqlite", "mysql://db/secret", "sqlite://", "sqlite:///:memory:"])
def test_any_other_address_is_refused_and_not_repeated(url: str) -> None:
    with pytest.raises(UnknownDatabase) as refused:
        driver_url(url)
    assert str(refused.value) == "A database is named as sqlite:///path or postgresql://host/name."


def test_options_are_told_to_the_server() -> None:
    url = "postgresql://db/t?options=-csearch_path%3Done%20-c%20lock_timeout%3D5s&application_name=b"
    told = {"application_name": "b", "search_path": "one", "lock_timeout": "5s"}
    assert server_settings(url) == told
    assert server_settings("postgresql://db/t") == {"application_name": "tongke"}
