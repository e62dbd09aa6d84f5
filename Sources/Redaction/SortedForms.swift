// SPDX-License-Identifier: Apache-2.0

import SecretMemory

/// The different forms of all secrets in the order of their bytes.
///
/// Sorted order stands in for a dictionary keyed by secret bytes, which would copy them: equal forms,
/// shared prefixes and the children of a trie node are all neighbours.
struct SortedForms: ~Copyable {
  let text: FormText
  let forms: [Form]

  init(_ text: consuming FormText) {
    let sorted = text.bytes.withSpan { bytes in
      let order = text.forms.indices.sorted { left, right in
        let order = Self.compare(bytes, text.forms[left], text.forms[right])
        // Equal forms stand in input order, so that the first secret given lends its name.
        return order == 0 ? left < right : order < 0
      }
      var sorted: [Form] = []
      for index in order {
        let form = text.forms[index]
        if let last = sorted.last, Self.compare(bytes, last, form) == 0 { continue }
        sorted.append(form)
      }
      return sorted
    }
    forms = sorted
    self.text = text
  }

  private static func compare(_ bytes: Span<UInt8>, _ left: Form, _ right: Form) -> Int {
    for index in 0..<min(left.count, right.count) {
      let difference = Int(bytes[left.offset + index]) - Int(bytes[right.offset + index])
      if difference != 0 { return difference }
    }
    return left.count - right.count
  }

  /// How many bytes two forms have in common at their starts.
  func commonPrefix(_ left: Int, _ right: Int) -> Int {
    text.bytes.withSpan { bytes in
      let limit = min(forms[left].count, forms[right].count)
      for index in 0..<limit
      where bytes[forms[left].offset + index] != bytes[forms[right].offset + index] {
        return index
      }
      return limit
    }
  }
}
