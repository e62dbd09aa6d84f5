# SPDX-License-Identifier: Apache-2.0
"""A small API on loopback that wants a key. It knows only the SHA-256 of the key, not the key.

It prints its port when it is ready, and serves until it is stopped.
"""

import hashlib
import hmac
import json
import sys
from http.server import BaseHTTPRequestHandler, HTTPServer

KEY_DIGEST = sys.argv[1]


class Models(BaseHTTPRequestHandler):
    def do_GET(self):
        scheme, _, key = self.headers.get("Authorization", "").partition(" ")
        digest = hashlib.sha256(key.encode()).hexdigest()
        if scheme == "Bearer" and hmac.compare_digest(digest, KEY_DIGEST):
            self.answer(200, {"models": ["small", "large"]})
        else:
            self.answer(401, {"error": "a valid key is needed"})

    def answer(self, status, content):
        body = json.dumps(content).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


server = HTTPServer(("127.0.0.1", 0), Models)
print(server.server_port, flush=True)
server.serve_forever()
