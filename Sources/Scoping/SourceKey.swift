// SPDX-License-Identifier: Apache-2.0

/// One part of a key: a name and where it stands.
struct SourceKey {
  let name: String
  let position: SourcePosition
}
