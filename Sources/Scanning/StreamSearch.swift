// SPDX-License-Identifier: Apache-2.0

package import Redaction
package import SecretMemory
package import SystemCalls

/// Searches one stream of bytes after the other: a file, an object of a repository, a list of names.
package final class StreamSearch {
  /// What one stream holds.
  package struct Result: Equatable {
    /// The values of the store.
    package var occurrences: [Occurrence] = []
    /// What looks like a key and is no part of them.
    package var sightings: [KeySighting] = []
    /// How many bytes it had.
    package var count = 0

    /// Whether there is nothing to tell.
    package var isEmpty: Bool { occurrences.isEmpty && sightings.isEmpty }
  }

  private static let readSize = 256 * 1024
  private var finder: Finder
  private var keys: KeySearch?

  /// Searches for needles, and with `looksForKeys` also for what looks like a key.
  package init(_ needles: NeedleSet, looksForKeys: Bool) throws(ScanError) {
    finder = try ScanError.searching { () throws(RedactionError) in try Finder(needles) }
    keys = looksForKeys ? try KeySearch() : nil
  }

  /// Reads a stream to its end, which is where `read` returns 0.
  package func search<E: Error>(
    _ read: (inout SecretBytes, Range<Int>) throws(E) -> Int
  ) throws(E) -> Result {
    finder.restart()
    keys?.restart()
    var result = Result()
    var isEnded = false
    while !isEnded {
      let count = try finder.fill(Self.readSize) { window, range throws(E) in
        let count = try read(&window, range)
        keys?.read(window, range.prefix(count))
        return count
      }
      isEnded = count == 0
      result.count += count
    }
    finder.finish()
    result.occurrences = finder.occurrences
    let known = result.occurrences.map(\.range)
    result.sightings = (keys?.finish() ?? []).filter { sighting in
      !known.contains { $0.overlaps(sighting.range) }
    }
    return result
  }

  /// Searches what an open file still holds; `waits` says whether to wait for a writer.
  package func search(
    _ file: borrowing Descriptor, waits: Bool
  ) throws(SystemCallError) -> Result {
    let number = file.number
    return try search { window, range throws(SystemCallError) in
      while true {
        switch try Descriptor(borrowing: number).read(into: &window, range) {
        case .moved(let count): return count
        case .wouldWait:
          if !waits { return 0 }
          try Poll.wait(for: number)
        }
      }
    }
  }

  /// Searches bytes that lie in the arena already.
  package func search(_ secret: borrowing SecretBytes) -> Result {
    var place = 0
    return search { window, range in
      let piece = place..<min(place + range.count, secret.count)
      window.replace(at: range.lowerBound, with: secret, piece)
      place = piece.upperBound
      return piece.count
    }
  }

  /// Searches bytes that are no secret by themselves, such as the name of a file.
  package func search(_ bytes: [UInt8]) -> Result {
    var rest = bytes[...]
    return search { window, range in
      let piece = Array(rest.prefix(range.count))
      window.replace(at: range.lowerBound, with: piece)
      rest = rest.dropFirst(piece.count)
      return piece.count
    }
  }
}
