// SPDX-License-Identifier: Apache-2.0

import CTestKit

extension [UInt8] {
  /// Whether `needle` occurs in these bytes.
  package func contains(bytes needle: [UInt8]) -> Bool {
    unsafe ctestkit_contains(self, count, needle, needle.count) != 0
  }
}
