// SPDX-License-Identifier: Apache-2.0

/// What config.toml says: the settings of a user, or of root for all users, apart from any repository.
///
/// Nothing that comes with a repository can set these: they say where the evidence of runs goes, and which program is
/// trusted to hand out the identity.
package struct UserSettings: Equatable, Sendable {
  /// `audit.path`: where the audit log is, absolute or from `~/`; nil for its usual place.
  package var auditPath: String?
  /// `audit.required`: whether a run is refused whose record cannot be written; nil when nothing is said.
  package var isAuditRequired: Bool?
  /// `audit.file-size`: how long a file of the log may grow before the next begins, in bytes; nil when nothing is said.
  package var auditFileSize: Int?
  /// `identity.command`: the program that prints the identity, and its arguments; never empty.
  package var identityCommand: [String]?

  /// Settings with this content, by default none.
  package init(
    auditPath: String? = nil, isAuditRequired: Bool? = nil, auditFileSize: Int? = nil,
    identityCommand: [String]? = nil
  ) {
    self.auditPath = auditPath
    self.isAuditRequired = isAuditRequired
    self.auditFileSize = auditFileSize
    self.identityCommand = identityCommand
  }

  /// Reads config.toml; throws the first error in the file, with its place.
  package static func parse(_ text: String) throws(ScopingError) -> UserSettings {
    try UserSettingsReader.read(SourceReader.entries(of: text))
  }

  /// The user's settings, with root's where the user says nothing; what root requires stays required.
  package func overRoot(_ root: UserSettings) -> UserSettings {
    UserSettings(
      auditPath: auditPath ?? root.auditPath,
      isAuditRequired: root.isAuditRequired == true
        ? true : isAuditRequired ?? root.isAuditRequired,
      auditFileSize: auditFileSize ?? root.auditFileSize,
      identityCommand: identityCommand ?? root.identityCommand)
  }

  /// The names of the tables in config.toml.
  package static let tables = UserSettingsReader.Table.allCases.map(\.rawValue)
}
