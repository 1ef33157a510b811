import sentry_sdk
from fastapi import FastAPI

sentry_sdk.init(dsn=dsn, enable_tracing=True)
app = FastAPI()
