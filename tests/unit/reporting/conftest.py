"""A whole report in either language, made once."""

import pytest

from tests.report_content import report, view


@pytest.fixture(scope="session", params=["zh", "en"])
def language(request):
    return request.param


@pytest.fixture(scope="session")
def made(language):
    return report("full", view(draws=True), view("tight", lift=-0.2), language=language)
