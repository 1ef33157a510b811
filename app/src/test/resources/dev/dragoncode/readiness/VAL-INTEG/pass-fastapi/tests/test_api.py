from fastapi.testclient import TestClient
from app import app

client = TestClient(app)


def test_orders():
    assert client.get("/orders").status_code == 200
