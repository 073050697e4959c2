from datetime import UTC, datetime
from pathlib import Path

import pytest

from service.settings import SettingInvalid, Settings, variables


def test_an_empty_environment_serves_this_machine_only() -> None:
    settings = Settings.from_environment({})
    assert settings == Settings()
    assert (settings.host, settings.database) == ("127.0.0.1", "sqlite:///tongke.sqlite")


def test_every_setting_is_read_from_its_variable() -> None:
    environment = {
        "TONGKE_DATABASE": "postgresql://db/tongke",
        "TONGKE_PUBLIC_URL": "https://tongke.example.org/",
        "TONGKE_TRUST_LOOPBACK": "yes",
        "TONGKE_SECRET": "quiet",
        "TONGKE_HOST": "::1",
        "TONGKE_PORT": "0",
        "TONGKE_SPOOL": "/var/spool/tongke",
        "TONGKE_SMTP_HOST": "mail.example.org",
        "TONGKE_SMTP_PORT": "25",
        "TONGKE_SMTP_SENDER": "tongke@example.org",
        "TONGKE_SMTP_USER": "tongke",
        "TONGKE_SMTP_PASSWORD": "hush",
        "TONGKE_LANGUAGE": "en",
        "TONGKE_DASK": "tcp://10.0.0.5:8786",
        "TONGKE_NOW": "2026-10-12T08:00+08:00",
    }
    assert sorted(environment) == sorted(name for name in variables() if not name.endswith("_FILE"))
    assert Settings.from_environment(environment) == Settings(
        database="postgresql://db/tongke",
        public_url="https://tongke.example.org",
        trust_loopback=True,
        secret="quiet",
        host="::1",
        port=0,
        spool="/var/spool/tongke",
        smtp_host="mail.example.org",
        smtp_port=25,
        smtp_sender="tongke@example.org",
        smtp_user="tongke",
        smtp_password="hush",
        language="en",
        dask="tcp://10.0.0.5:8786",
        now=datetime(2026, 10, 12, 0, 0, tzinfo=UTC),
    )


def test_an_empty_variable_counts_as_not_given() -> None:
    assert Settings.from_environment({"TONGKE_PORT": "", "TONGKE_SECRET_FILE": ""}) == Settings()


@pytest.mark.parametrize(
    ("variable", "text"),
    [
        ("TONGKE_PORT", "http"),
        ("TONGKE_PORT", "65536"),
        ("TONGKE_PORT", "٨٠"),
        ("TONGKE_SMTP_PORT", "-1"),
        ("TONGKE_PUBLIC_URL", "tongke.example.org"),
        ("TONGKE_PUBLIC_URL", "ftp://tongke.example.org"),
        ("TONGKE_PUBLIC_URL", "https://tongke.example.org/?a=b"),
        ("TONGKE_PUBLIC_URL", "http://[broken"),
        ("TONGKE_LANGUAGE", "fr"),
        ("TONGKE_NOW", "第7周"),
        ("TONGKE_NOW", "2026-10-12T08:00"),
        ("TONGKE_NOW", "0001-01-01T00:00+08:00"),
        ("TONGKE_NOW", "1999-12-31T23:59+08:00"),
        ("TONGKE_NOW", "2101-01-01T00:00+08:00"),
        ("TONGKE_NOW", "9999-12-31T23:59+00:00"),
        ("TONGKE_TRUST_LOOPBACK", "1"),
    ],
)
def test_a_value_that_cannot_be_used_is_refused_by_name(variable: str, text: str) -> None:
    with pytest.raises(SettingInvalid, match=variable):
        Settings.from_environment({variable: text})


def test_a_mail_server_needs_a_sender() -> None:
    with pytest.raises(SettingInvalid, match="TONGKE_SMTP_SENDER"):
        Settings.from_environment({"TONGKE_SMTP_HOST": "mail.example.org"})


def test_a_secret_may_come_from_a_file(tmp_path: Path) -> None:
    file = tmp_path / "secret"
    file.write_text("quiet\n", encoding="utf-8")
    assert Settings.from_environment({"TONGKE_SECRET_FILE": str(file)}).secret == "quiet"


def test_a_secret_given_twice_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SettingInvalid, match="TONGKE_SECRET and TONGKE_SECRET_FILE are both given"):
        Settings.from_environment({"TONGKE_SECRET": "quiet", "TONGKE_SECRET_FILE": str(tmp_path)})


def test_a_file_that_cannot_be_read_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SettingInvalid, match="TONGKE_SECRET_FILE"):
        Settings.from_environment({"TONGKE_SECRET_FILE": str(tmp_path / "nowhere")})


def test_what_is_no_secret_comes_from_no_file(tmp_path: Path) -> None:
    assert Settings.from_environment({"TONGKE_LANGUAGE_FILE": str(tmp_path)}) == Settings()


def test_secrets_do_not_show() -> None:
    settings = Settings(database="postgresql://a:quiet@db/t", secret="quiet", smtp_password="quiet")
    assert "quiet" not in repr(settings)
