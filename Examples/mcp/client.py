# SPDX-License-Identifier: Apache-2.0
"""A small MCP client: starts the server that client.json names, as desktop clients do, and asks it twice."""
import json
import subprocess
import sys

with open("client.json", encoding="utf-8") as file:
    entry = json.load(file)["mcpServers"]["weather"]
server = subprocess.Popen(
    [entry["command"], *entry["args"]], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, bufsize=1)
count = 0


def ask(method, **parameters):
    global count
    count += 1
    print(json.dumps({"jsonrpc": "2.0", "id": count, "method": method, "params": parameters}), file=server.stdin)
    reply = json.loads(server.stdout.readline())
    assert reply["id"] == count, reply
    return reply["result"]


ready = ask(
    "initialize", protocolVersion="2025-06-18", capabilities={}, clientInfo={"name": "try", "version": "1"})
print("server:", ready["serverInfo"]["name"])
print(json.dumps({"jsonrpc": "2.0", "method": "notifications/initialized"}), file=server.stdin)
print("tools:", *[tool["name"] for tool in ask("tools/list")["tools"]])
for place in ["Oslo", "nowhere"]:
    result = ask("tools/call", name="forecast", arguments={"place": place})
    print("error:" if result["isError"] else "answer:", result["content"][0]["text"])
server.stdin.close()
sys.exit(server.wait())
