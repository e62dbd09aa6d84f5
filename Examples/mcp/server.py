# SPDX-License-Identifier: Apache-2.0
"""A small MCP server: JSON-RPC over standard input and output, one message a line, with one tool and a key.

It is as careless as servers are: it logs its key, and returns it in the text of an error.
"""
import json
import os
import sys

KEY = os.environ["WEATHER_KEY"]
TOOL = {
    "name": "forecast",
    "description": "The weather of a place",
    "inputSchema": {"type": "object", "properties": {"place": {"type": "string"}}, "required": ["place"]},
}


def forecast(place):
    if place == "nowhere":
        raise LookupError(f"GET https://weather.example/v1?key={KEY}&q={place}: 404")
    return f"{place}: sunny"


def answer(method, parameters):
    if method == "initialize":
        return {
            "protocolVersion": parameters["protocolVersion"],
            "capabilities": {"tools": {}},
            "serverInfo": {"name": "weather", "version": "1"},
        }
    if method == "tools/list":
        return {"tools": [TOOL]}
    if method == "tools/call":
        try:
            text, failed = forecast(parameters["arguments"]["place"]), False
        except LookupError as error:
            text, failed = str(error), True
        return {"content": [{"type": "text", "text": text}], "isError": failed}
    return {}


print(f"weather: starting with key {KEY}", file=sys.stderr)
for line in sys.stdin:
    message = json.loads(line)
    if "id" in message:
        reply = {"jsonrpc": "2.0", "id": message["id"], "result": answer(message["method"], message.get("params", {}))}
        print(json.dumps(reply), flush=True)
