from fastapi import FastAPI
from slowapi import Limiter

app = FastAPI()
limiter = Limiter(key_func=ip)


@app.get("/orders")
@limiter.limit("5/minute")
def orders(request):
    return []
