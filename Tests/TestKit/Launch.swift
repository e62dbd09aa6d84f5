// SPDX-License-Identifier: Apache-2.0

/// What to start, where, and with what on its standard input.
package struct Launch {
  /// Where standard input comes from; `terminal` gives the program a terminal on all three descriptors.
  package enum Input: Equatable {
    case nothing
    case file(String)
    case bytes([UInt8])
    case terminal
  }

  package var program: String
  package var arguments: [[UInt8]]
  package var environment: [[UInt8]]
  package var folder: String
  package var input: Input

  /// `arguments` starts with the program's own name; `environment` holds `NAME=value`.
  package init(
    program: String, arguments: [[UInt8]], environment: [[UInt8]], folder: String,
    input: Input = .nothing
  ) {
    self.program = program
    self.arguments = arguments
    self.environment = environment
    self.folder = folder
    self.input = input
  }
}
