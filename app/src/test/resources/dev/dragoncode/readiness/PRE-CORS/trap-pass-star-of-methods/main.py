from fastapi import FastAPI
from fastapi.middleware.cors import CORSMiddleware
import secure

app = FastAPI()
secure_headers = secure.Secure()
app.add_middleware(
    CORSMiddleware,
    allow_origins=["https://shop.example.com"],
    allow_methods=["*"],
    allow_headers=["*"],
)


@app.get("/orders")
def orders():
    return []
