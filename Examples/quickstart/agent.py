# SPDX-License-Identifier: Apache-2.0
"""An agent that does its work, and is careless with the keys it was given."""

import base64
import json
import os
import sys
import urllib.request

key = os.environ["MODEL_API_KEY"]
password = os.environ["DATABASE_PASSWORD"]
url = os.environ["QUICKSTART_URL"] + "/models"
sys.stdout.reconfigure(line_buffering=True)

# The key is real: the endpoint checks it.
request = urllib.request.Request(url, headers={"Authorization": f"Bearer {key}"})
with urllib.request.urlopen(request) as answer:
    print(f"agent: GET /models: {answer.status} {answer.read().decode()}")

# The carelessness.
print(f"agent: debug: using key {key}")
basic = base64.b64encode(f"demo:{key}".encode()).decode()
print(f"agent: debug: header Authorization: Basic {basic}")
error = {"error": "connection refused", "login": {"user": "demo", "password": password}, "key": key}
print(f"agent: error: {json.dumps(error)}", file=sys.stderr)
