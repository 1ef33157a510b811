import httpx

client = httpx.Client(timeout=None)
