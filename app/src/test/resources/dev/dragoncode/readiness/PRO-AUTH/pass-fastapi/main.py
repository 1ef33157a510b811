from fastapi import Depends, FastAPI
from auth import current_user

app = FastAPI()


@app.get("/orders")
def orders(user=Depends(current_user)):
    return []
