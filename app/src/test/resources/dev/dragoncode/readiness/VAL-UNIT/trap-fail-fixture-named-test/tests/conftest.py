import pytest


@pytest.fixture
def test_user():
    return User()
