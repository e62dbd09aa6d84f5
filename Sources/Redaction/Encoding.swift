// SPDX-License-Identifier: Apache-2.0

/// How a secret was written where it was found; the words of reports and of `scan`.
package enum Encoding: String, CaseIterable, Sendable {
  case raw
  case base64
  case base64url
  case percent
  case json
  case shell
  case python
  case html
  case hex
  case utf16
}
