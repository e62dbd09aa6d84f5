// SPDX-License-Identifier: Apache-2.0

import TestKit

/// A program that runs beside the script.
struct Live {
  let child: ChildProcess
  let seconds: Double
  /// The line of the script that started it.
  let line: Int
  /// How much of its output `sees` has passed.
  var seen = 0
  /// Canaries that it was once allowed to show.
  var revealed: Set<String> = []
}
