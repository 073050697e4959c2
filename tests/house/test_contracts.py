"""The layout of the house (pyproject.toml, tool.importlinter) holds."""

import pytest
from importlinter.cli import lint_imports


def test_imports_flow_one_way(capsys: pytest.CaptureFixture[str]) -> None:
    kept = lint_imports(no_cache=True, no_logo=True)
    report = capsys.readouterr().out
    assert kept == 0, report
