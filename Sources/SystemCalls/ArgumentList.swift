// SPDX-License-Identifier: Apache-2.0

import CPosix
import Glibc

/// The last words of secrun's own command line, as they came, for the program that it starts.
///
/// The child gets the very strings of the kernel, so that empty arguments and those that are not UTF-8 arrive unchanged.
@safe
package struct ArgumentList: Sendable {
  /// The number of words.
  package let count: Int

  /// The last `count` words.
  package init(last count: Int) {
    self.count = min(count, max(0, Int(cposix_word_count()) - 1))
  }

  /// The first word, which names the program; nil when there is none.
  package var program: String? {
    guard count > 0, let word = unsafe words[0] else { return nil }
    return unsafe String(cString: word)
  }

  /// All words of secrun's own command line behind its name, as text; they are no secrets, since everybody sees them.
  package static var texts: [String] {
    let list = ArgumentList(last: .max)
    return (0..<list.count).compactMap { index in
      unsafe list.words[index].map { unsafe String(cString: $0) }
    }
  }

  /// The words as a null-terminated table; the C runtime guarantees the null.
  var words: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?> {
    unsafe cposix_words() + (Int(cposix_word_count()) - count)
  }
}
