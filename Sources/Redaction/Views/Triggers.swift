// SPDX-License-Identifier: Apache-2.0

/// The places of the one or two bytes that may wake a view, found once and remembered.
struct Triggers {
  private let first: UInt8
  private let second: UInt8?
  /// The next place of each byte; `Int.max` when there is none before `searched`.
  private var places = (-1, -1)
  private var searched = 0

  init(_ first: UInt8, _ second: UInt8? = nil) {
    self.first = first
    self.second = second
  }

  /// The next place from a position on.
  mutating func next(in raw: borrowing Window, from position: Int) -> Int? {
    if searched != raw.end {
      places = (-1, -1)
      searched = raw.end
    }
    if places.0 < position { places.0 = raw.first(first, from: position) ?? .max }
    if let second, places.1 < position { places.1 = raw.first(second, from: position) ?? .max }
    let place = second == nil ? places.0 : min(places.0, places.1)
    return place == .max ? nil : place
  }
}
