// SPDX-License-Identifier: Apache-2.0

import SecretMemory

/// Lines that are well formed and of which nothing opens, for tests of the grammar alone.
enum StoreLines {
  static let header = "secrun-store 1 id=\(zeroes(16))"
  static let end = "end"

  static func zeroes(_ count: Int) -> String {
    String(decoding: Base64.encode([UInt8](repeating: 0, count: count)), as: UTF8.self)
  }

  static let signature = "by=\(zeroes(32)) sig=\(zeroes(64))"

  static func group(_ name: String = "default") -> String {
    "group \(name) epoch=1 pk=\(zeroes(32)) \(signature)"
  }

  static func member(_ label: String = "me", group: String = "default") -> String {
    let keys = "enc=\(zeroes(32)) ver=\(zeroes(32)) wrap=\(zeroes(48))"
    return "member \(label) group=\(group) epoch=1 \(keys) \(signature)"
  }

  static let config = "config digest=\(zeroes(32)) text=\(zeroes(3)) \(signature)"

  static func entry(_ name: String, group: String = "default") -> String {
    "entry \(name) \(sealed(group)) \(signature)"
  }

  static func offer(_ name: String, group: String = "default") -> String {
    "offer \(name) \(sealed(group))"
  }

  private static func sealed(_ group: String) -> String {
    "group=\(group) epoch=1 v=1 key=\(zeroes(80)) nonce=\(zeroes(24)) box=\(zeroes(80))"
      + " mnonce=\(zeroes(24)) mbox=\(zeroes(80))"
  }

  /// A store with one record of each kind.
  static let whole = [header, group(), member(), config, entry("A"), offer("O"), end]
}
