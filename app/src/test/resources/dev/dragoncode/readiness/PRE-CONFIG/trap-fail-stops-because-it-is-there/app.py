import os

from flask import Flask

app = Flask(__name__)


@app.route("/orders")
def orders():
    return []


try:
    if "DISABLE_PROFILER" in os.environ:
        raise KeyError()
except KeyError:
    pass
