// SPDX-License-Identifier: Apache-2.0

import SecretMemory
import SystemCalls

/// Where a user's own files are, by the XDG Base Directory Specification 0.8.
package struct HomeFolders: Sendable {
  /// The user's home folder.
  package let home: String
  /// `$XDG_CONFIG_HOME/secrun`, by default `~/.config/secrun`.
  package let configuration: String
  /// `$XDG_DATA_HOME/secrun`, by default `~/.local/share/secrun`.
  package let data: String
  /// `$XDG_STATE_HOME/secrun`, by default `~/.local/state/secrun`.
  package let state: String

  /// Where the user's identity is kept.
  package var identityPath: String { configuration + "/identity" }
  /// Where the user's own settings are.
  package var settingsPath: String { configuration + "/config.toml" }
  /// The store that is used outside of projects.
  package var storePath: String { data + "/secrun.store" }
  /// Where runs are put on record unless the user's settings say otherwise.
  package var auditPath: String { state + "/audit.jsonl" }

  /// Takes the folders from the environment that secrun was started with.
  package init() {
    let home = Self.absolute("HOME") ?? CurrentProcess.homeByUserDatabase ?? "/"
    self.home = home
    configuration = (Self.absolute("XDG_CONFIG_HOME") ?? home + "/.config") + "/secrun"
    data = (Self.absolute("XDG_DATA_HOME") ?? home + "/.local/share") + "/secrun"
    state = (Self.absolute("XDG_STATE_HOME") ?? home + "/.local/state") + "/secrun"
  }

  /// The specification says that a relative path is to be ignored.
  private static func absolute(_ variable: String) -> String? {
    guard let path = InheritedEnvironment.text(variable), path.hasPrefix("/") else { return nil }
    return path
  }
}
