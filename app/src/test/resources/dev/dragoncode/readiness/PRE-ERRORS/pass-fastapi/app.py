from fastapi import FastAPI

app = FastAPI()


@app.exception_handler(Exception)
async def failed(request, exc):
    return answer(500)
