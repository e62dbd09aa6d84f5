// SPDX-License-Identifier: Apache-2.0

import Running

/// Reads the words of a plain run without the argument parser.
///
/// ArgumentParser takes two of the six milliseconds that a start would cost (measured: four tenths of all
/// instructions), because it looks through every type of the program. What is not plain here, such as an unknown
/// option or a missing value, is left to it, and so are all messages; the script `spellings` holds the two together.
struct RunWords {
  private(set) var options = RunOptions()
  /// How many words the command has.
  private(set) var commandCount = 0

  /// Nil when the words are better left to the parser.
  init?(_ words: ArraySlice<String>) {
    var rest = words
    while let word = rest.popFirst() {
      if word == "--" {
        commandCount = rest.count
        // These contradict each other, in whatever order; the parser says so.
        if options.isReplaced, options.report ?? options.timeToLive != nil || options.isSubreaper {
          return nil
        }
        if options.isReplaced || options.isRedactionOff, options.onLeak != nil { return nil }
        return
      }
      guard take(word, &rest) else { return nil }
    }
    return nil
  }

  private mutating func take(_ word: String, _ rest: inout ArraySlice<String>) -> Bool {
    switch word {
    case "--clean-env": options.isEnvironmentClean = true
    case "--no-redact": options.isRedactionOff = true
    case "--exec": options.isReplaced = true
    case "--subreaper": options.isSubreaper = true
    default: return takeValue(word, &rest)
    }
    return true
  }

  private mutating func takeValue(_ word: String, _ rest: inout ArraySlice<String>) -> Bool {
    // A value that looks like an option may be a mistake, and the parser knows what to say.
    guard let value = rest.popFirst(), !value.hasPrefix("-") else { return false }
    switch word {
    case "--scope": options.scope = value
    case "--only": options.only.append(value)
    case "--except": options.except.append(value)
    case "--env-file": options.environmentFiles.append(value)
    case "--on-leak": options.onLeak = value
    case "--report": options.report = value
    case "--reason": options.reason = value
    case "--drain": options.drain = value
    case "--stdin": options.standardInput = value
    case "--ttl": options.timeToLive = value
    case "--kill-after": options.killAfter = value
    case "--tty": options.terminal = value
    case "--store": options.places.store = value
    case "--config": options.places.config = value
    case "--identity": options.places.identity = value
    default: return false
    }
    return true
  }
}
