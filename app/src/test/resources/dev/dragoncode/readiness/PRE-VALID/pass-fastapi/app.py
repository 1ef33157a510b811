from fastapi import FastAPI
from pydantic import BaseModel

app = FastAPI()


class Order(BaseModel):
    product: str


@app.post("/orders")
def create(order: Order):
    return order
