// SPDX-License-Identifier: Apache-2.0

/// The measures that make the process forget.
///
/// The memory test leaves out one at a time to show that it would notice. Only a build with `SECRUN_MEMORY_TEST` can do
/// that; in every other one the answer is always yes, and costs nothing.
package enum Wipe: String, CaseIterable, Sendable {
  /// Blocks of the arena are set to zero when they are given back.
  case freedBlocks = "freed-blocks"
  /// The stack of a secret phase is set to zero when it is over.
  case phaseStack = "phase-stack"
  /// What was relayed is set to zero as soon as it is written.
  case relayedBytes = "relayed-bytes"
  /// Registers are cleared before a relay sleeps.
  case registers
  /// The variables of secrun's own are overwritten where they stand.
  case ownVariables = "own-variables"

  #if SECRUN_MEMORY_TEST
    private static let omitted = allCases.first { wipe in
      MemoryTest.words.contains("without-" + wipe.rawValue)
    }
  #endif

  /// Whether the measure is taken.
  @inline(__always)
  package var isDone: Bool {
    #if SECRUN_MEMORY_TEST
      Self.omitted != self
    #else
      true
    #endif
  }
}
