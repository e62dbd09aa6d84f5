// SPDX-License-Identifier: Apache-2.0

import Spawning
import SystemCalls

/// A run from the command line: it ends the process as the child ended.
package enum RunFlow {
  /// Runs the last `wordCount` words of secrun's own command line, and never returns.
  package static func runAndEnd(
    _ options: RunOptions, wordCount: Int, warn: @escaping (String) -> Void
  ) throws(RunFailure) -> Never {
    try Run(options, ArgumentList(last: wordCount), warn: warn).run().end()
  }
}
