"""Parts that several tests share."""

import os
from collections.abc import Iterator

import pytest

from tests.office import Office, lacking


@pytest.fixture(scope="session")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """One LibreOffice for the whole session; without it tests are skipped, but fail where all must run (CI)."""
    reason = lacking()
    if reason and os.environ.get("CI") == "true":
        pytest.fail(reason)
    if reason:
        pytest.skip(reason)
    with Office(tmp_path_factory.mktemp("office") / "profile") as started:
        yield started
