// SPDX-License-Identifier: Apache-2.0

import Glibc
import Redaction
import SecretMemory

// Prints how long the needles of 1 to 1,000 secrets take to make, and how fast streams of several kinds
// are redacted with them. Run by redaction.sh; nothing here is a test.

let counts = CommandLine.arguments.dropFirst().compactMap { Int($0) }
for count in counts.isEmpty ? [1, 10, 100, 1000] : counts {
  let secrets = try makeSecrets(count)
  _ = try SecretPhase.run(failed: { $0 }) { () throws(SecretMemoryError) in }
  let needles = try measureBuild(secrets)
  for input in Input.allCases {
    let bytes = input.bytes(secrets)
    try report(input, count, bytes, needles)
  }
}
