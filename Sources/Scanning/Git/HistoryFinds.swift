// SPDX-License-Identifier: Apache-2.0

import Redaction

/// What the objects of a repository hold, and how much of it has been told.
///
/// A leak is told with the commit that brought it in, not again with each later version of the file that still has
/// it: what a parent's version holds too is taken off.
struct HistoryFinds {
  private struct Place: Hashable {
    let object: String
    let path: [UInt8]
  }

  private let results: [String: StreamSearch.Result]
  private var told: Set<Place> = []
  private var reached: Set<String> = []

  init(_ results: [String: StreamSearch.Result]) { self.results = results }

  var isEmpty: Bool { results.isEmpty }

  /// What a changed file brings in; nil when that is nothing, or was told of the same file before.
  mutating func takeNew(_ change: HistoryChange) -> StreamSearch.Result? {
    guard var result = results[change.new] else { return nil }
    reached.insert(change.new)
    guard told.insert(Place(object: change.new, path: change.path)).inserted else { return nil }
    for old in change.old {
      guard let before = results[old] else { continue }
      result.occurrences = Self.added(
        result.occurrences, since: before.occurrences, line: \.line,
        isSame: { $0.name == $1.name && $0.encoding == $1.encoding })
      result.sightings = Self.added(
        result.sightings, since: before.sightings, line: \.line, isSame: { $0.rule == $1.rule })
    }
    return result
  }

  /// What the message of a commit or tag holds; nil when that is nothing.
  mutating func takeMessage(_ id: String) -> StreamSearch.Result? {
    guard let result = results[id], reached.insert(id).inserted else { return nil }
    return result
  }

  /// The names of values in objects that nothing has led to.
  var unreached: [String] {
    let left = results.filter { !reached.contains($0.key) }
    return Set(left.values.flatMap { $0.occurrences.map(\.name) }).sorted()
  }

  /// `new` without one for each of `old` that is the same, the nearest by its line first.
  private static func added<Find>(
    _ new: [Find], since old: [Find], line: KeyPath<Find, Int>, isSame: (Find, Find) -> Bool
  ) -> [Find] {
    var rest = new
    for before in old {
      let same = rest.indices.filter { isSame(rest[$0], before) }
      let nearest = same.min {
        abs(rest[$0][keyPath: line] - before[keyPath: line])
          < abs(rest[$1][keyPath: line] - before[keyPath: line])
      }
      if let nearest { rest.remove(at: nearest) }
    }
    return rest
  }
}
