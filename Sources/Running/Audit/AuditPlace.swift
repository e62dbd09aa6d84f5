// SPDX-License-Identifier: Apache-2.0

import Auditing
import Scoping
import SecretStore

/// The audit log as the user's own settings, or root's, want it; no file of a repository has a say.
struct AuditPlace {
  /// How long a file may grow where the settings do not say.
  private static let usualSize = 4 << 20

  let log: AuditLog
  /// Whether a run is refused that cannot be put on record.
  let isRequired: Bool

  /// The log of these settings, by default in the user's folder for state.
  init(_ settings: UserSettings, _ homeFolders: HomeFolders) {
    isRequired = settings.isAuditRequired ?? false
    // A record that must be there must also survive a power failure.
    log = AuditLog(
      path: settings.auditPath ?? homeFolders.auditPath,
      sizeLimit: settings.auditFileSize ?? Self.usualSize, isDurable: isRequired)
  }

  /// The log, for commands that need no project.
  static func find() throws(RunFailure) -> AuditPlace {
    let homeFolders = HomeFolders()
    return AuditPlace(try SettingsFiles.read(homeFolders), homeFolders)
  }
}
