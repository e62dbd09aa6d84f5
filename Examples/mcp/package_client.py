# SPDX-License-Identifier: Apache-2.0
"""The same conversation as in client.py, led by the client of the Python package "mcp"."""
import asyncio
import json

from mcp import ClientSession, StdioServerParameters
from mcp.client.stdio import stdio_client


def fields(result):
    """By the protocol's own names, which the package's versions spell differently."""
    return result.model_dump(by_alias=True)


async def main():
    with open("client.json", encoding="utf-8") as file:
        entry = json.load(file)["mcpServers"]["weather"]
    async with stdio_client(StdioServerParameters(**entry)) as (reader, writer):
        async with ClientSession(reader, writer) as session:
            ready = await session.initialize()
            print("server:", fields(ready)["serverInfo"]["name"])
            print("tools:", *[tool.name for tool in (await session.list_tools()).tools])
            for place in ["Oslo", "nowhere"]:
                result = fields(await session.call_tool("forecast", {"place": place}))
                print("error:" if result["isError"] else "answer:", result["content"][0]["text"])


asyncio.run(main())
