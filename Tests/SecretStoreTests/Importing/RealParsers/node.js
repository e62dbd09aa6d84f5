// SPDX-License-Identifier: Apache-2.0
// Reads texts in hexadecimal, one a line, as `node --env-file` does, and prints what it makes of each.
// A line of output is NAME=VALUE pairs in hexadecimal, sorted.
const { parseEnv } = require("util");
// Others, 20.18, 22 and 24 among them, read some lines otherwise; with those this exits with 3.
const [major, minor] = process.versions.node.split(".").map(Number);
if (!parseEnv || major !== 20 || minor < 20) process.exit(3);
const hex = (text) => Buffer.from(text).toString("hex");
const lines = require("fs").readFileSync(0, "latin1").split("\n").slice(0, -1);
for (const line of lines) {
  const values = parseEnv(Buffer.from(line, "hex").toString());
  const pairs = Object.entries(values).map(([name, value]) => hex(name) + "=" + hex(value));
  console.log(pairs.sort().join(" "));
}
