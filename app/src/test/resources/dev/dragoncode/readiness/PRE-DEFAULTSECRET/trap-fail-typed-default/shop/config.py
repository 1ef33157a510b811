from pydantic_settings import BaseSettings


class Config(BaseSettings):
    PORT: int = 8000
    JWT_SECRET_KEY: str = "shop"
