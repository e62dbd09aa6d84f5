// SPDX-License-Identifier: Apache-2.0

/// The keys at the top of secrun.toml.
enum FileKey: String, CaseIterable {
  case store
  case defaultScope = "default-scope"
  case scope

  /// Keys that the format has and this version refuses.
  static let notSupportedYet: Set<String> = ["redact"]

  static var names: [String] { allCases.map(\.rawValue) }
}
