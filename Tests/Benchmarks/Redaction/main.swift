// SPDX-License-Identifier: Apache-2.0

import Glibc
import Redaction
import SecretMemory

// Prints how long the needles of 1 to 1,000 secrets take to make, and how fast streams of several kinds
// are redacted with them. Run by redaction.sh; nothing here is a test.

if CommandLine.arguments.count == 4, CommandLine.arguments[1] == "write" {
  let (what, folder) = (CommandLine.arguments[2], CommandLine.arguments[3])
  if let hostile = Hostile.allCases.first(where: { "\($0)" == what }) {
    hostile.write(to: folder)
  } else {
    try write(Int(what) ?? 1, to: folder)
  }
  exit(0)
}
let counts = CommandLine.arguments.dropFirst().compactMap { Int($0) }
// Names among the arguments choose what to measure.
let names = CommandLine.arguments.dropFirst().filter { Int($0) == nil }
let inputs = Input.allCases.filter { names.isEmpty || names.contains($0.rawValue) }
let hostile = Hostile.allCases.filter { names.isEmpty || names.contains("\($0)") }
try measureCopy()
for count in counts.isEmpty ? [1, 10, 100, 1000] : counts {
  let secrets = try makeSecrets(count)
  let needles = try measureBuild(secrets)
  for input in inputs {
    try report(input.rawValue, count, input.bytes(secrets), needles)
  }
}
for hostile in hostile { try hostile.run() }
