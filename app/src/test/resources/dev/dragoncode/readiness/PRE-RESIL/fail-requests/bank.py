import requests


def pay():
    return requests.post("https://bank.example.com")
