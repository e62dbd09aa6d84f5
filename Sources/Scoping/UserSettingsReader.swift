// SPDX-License-Identifier: Apache-2.0

/// Reads the entries of config.toml.
enum UserSettingsReader {
  /// The tables of the file.
  enum Table: String, CaseIterable {
    case audit
    case identity
  }

  enum AuditKey: String, CaseIterable {
    case path
    case required
    case fileSize = "file-size"
  }

  enum IdentityKey: String, CaseIterable {
    case command
  }

  static func read(_ entries: [SourceEntry]) throws(ScopingError) -> UserSettings {
    var settings = UserSettings()
    for entry in entries {
      switch try key(of: entry, in: nil, as: Table.self) {
      case .audit: try readAudit(entry, into: &settings)
      case .identity: try readIdentity(entry, into: &settings)
      }
    }
    return settings
  }

  private static func readAudit(
    _ table: SourceEntry, into settings: inout UserSettings
  ) throws(ScopingError) {
    for entry in try table.table() {
      switch try key(of: entry, in: .audit, as: AuditKey.self) {
      case .path: settings.auditPath = try entry.wholePath()
      case .required: settings.isAuditRequired = try entry.boolean()
      case .fileSize: settings.auditFileSize = try entry.number(4096...1 << 30)
      }
    }
  }

  private static func readIdentity(
    _ table: SourceEntry, into settings: inout UserSettings
  ) throws(ScopingError) {
    for entry in try table.table() {
      switch try key(of: entry, in: .identity, as: IdentityKey.self) {
      case .command: settings.identityCommand = try entry.commandLine()
      }
    }
  }

  private static func key<Key: CaseIterable & RawRepresentable<String>>(
    of entry: SourceEntry, in table: Table?, as type: Key.Type
  ) throws(ScopingError) -> Key {
    if let key = Key(rawValue: entry.key) { return key }
    throw .unknownSetting(
      PrintableText.escaped(entry.key), table: table?.rawValue,
      nearest: NearestName.to(entry.key, in: type.allCases.map(\.rawValue)), at: entry.position)
  }
}
