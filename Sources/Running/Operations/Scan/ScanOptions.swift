// SPDX-License-Identifier: Apache-2.0

/// What the user asked of a scan.
package struct ScanOptions: Sendable {
  /// How findings are written.
  package enum Form: Sendable {
    /// A line for each, for people and `grep`.
    case text
    /// One object, described in `secrun help json`.
    case json
    /// SARIF 2.1.0, which code hosts show beside the code.
    case sarif
  }

  /// Where things are.
  package var places = PlaceOptions()
  /// `--scope`; nil looks for every value that the identity can open.
  package var scope: String?
  /// Files and folders, or repositories; `-` is standard input.
  package var paths: [String] = []
  /// `--git`: the history of repositories instead of files.
  package var isHistory = false
  /// `--staged`: what the next commit would change.
  package var isStaged = false
  /// `--gitignore`: whether what git ignores is passed by.
  package var honoursIgnoreFiles = false
  /// `--unknown`: whether to warn of what looks like a key and is not in the store.
  package var looksForKeys = false
  /// `--json` or `--sarif`.
  package var form = Form.text

  /// The defaults.
  package init() {}
}
