// SPDX-License-Identifier: Apache-2.0

/// The limits of format 1, checked before any cryptography.
package enum StoreLimits {
  /// The longest file, in bytes.
  package static let file = 4 * 1024 * 1024
  /// The longest line, in bytes, its end not counted.
  package static let line = 256 * 1024
  /// The longest value, in bytes; Linux takes at most 128 KiB in one string.
  package static let value = 64 * 1024
  /// The longest private metadata of one secret, in bytes.
  package static let metadata = 4 * 1024
  /// The longest name of a secret, in bytes.
  package static let name = 128
  /// The longest name of a group or label of a member, in bytes.
  package static let label = 64
  /// The most secrets.
  package static let entries = 4096
  /// The most offers.
  package static let offers = 256
  /// The most member records.
  package static let members = 64
  /// The most pins.
  package static let pins = 64
  /// The longest list of what one pin holds, in bytes.
  package static let pinnedItems = 128 * 1024
  /// The most groups.
  package static let groups = 16
  /// The longest scope file that can be approved, in bytes.
  package static let scopeFile = 64 * 1024
  /// The longest identity file, in bytes.
  package static let identity = 16 * 1024
}
