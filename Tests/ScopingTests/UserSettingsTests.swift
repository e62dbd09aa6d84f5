// SPDX-License-Identifier: Apache-2.0

import Scoping
import Testing

struct UserSettingsTests {
  @Test(
    arguments: [
      ("", UserSettings()), ("# nothing\n[audit]\n[identity]\n", UserSettings()),
      (
        "[audit]\npath = \"/var/log/secrun.jsonl\"",
        UserSettings(auditPath: "/var/log/secrun.jsonl")
      ),
      (
        "audit = { path = '~/a.jsonl', required = true }",
        UserSettings(auditPath: "~/a.jsonl", isAuditRequired: true)
      ),
      ("audit.required = false", UserSettings(isAuditRequired: false)),
      ("audit.file-size = 4096", UserSettings(auditFileSize: 4096)),
      (
        "[identity]\ncommand = [\"pass\", \"show\", \"\", \"a b\"]",
        UserSettings(identityCommand: ["pass", "show", "", "a b"])
      ),
      ("identity.command = [\"/usr/bin/op\"]", UserSettings(identityCommand: ["/usr/bin/op"])),
      (
        "identity.command = [\"~/bin/unlock\", \"./x\"]",
        UserSettings(identityCommand: ["~/bin/unlock", "./x"])
      ),
    ] as [(String, UserSettings)])
  func `says where the log is and which program has the identity`(
    text: String, settings: UserSettings
  ) throws {
    #expect(try UserSettings.parse(text) == settings)
  }

  @Test(arguments: [
    ("[«adit]\npath = \"/x\"", "adit", nil, "audit"), ("«scope = {}", "scope", nil, nil),
    ("[audit]\n«pth = \"/x\"", "pth", "audit", "path"),
    ("[audit]\nrequired = true\n«Required = true", "Required", "audit", "required"),
    ("[identity]\n«comand = []", "comand", "identity", "command"),
    ("«path = \"/x\"", "path", nil, nil),
  ])
  func `an unknown key is refused with its place and the nearest`(
    text: String, key: String, table: String?, nearest: String?
  ) {
    let marked = MarkedText(text)
    #expect(
      marked.settingsError
        == .unknownSetting(key, table: table, nearest: nearest, at: marked.position))
  }

  @Test(arguments: [
    ("audit = «1", "audit", "a table", "a number"),
    ("audit.path = «true", "path", "a text in quotes", "a boolean"),
    ("audit.required = «\"true\"", "required", "true or false", "a text"),
    ("audit.required = «1", "required", "true or false", "a number"),
    ("audit.file-size = «4095", "file-size", "a number from 4096 to 1073741824", "4095"),
    (
      "identity.command = «\"pass show x\"", "command", "a list of texts, the program first",
      "a text"
    ),
    ("identity.command = [\"pass\", «1]", "command", "a text in quotes", "a number"),
  ])
  func `another type is refused`(text: String, key: String, expected: String, found: String) {
    let marked = MarkedText(text)
    #expect(
      marked.settingsError == .wrongType(key, expected: expected, found: found, at: marked.position)
    )
  }

  @Test(arguments: [
    ("audit.path = «\"\"", ScopingError.empty("path", at: .init(line: 1, column: 14))),
    ("identity.command = «[]", .empty("command", at: .init(line: 1, column: 20))),
    ("identity.command = [«\"\"]", .empty("command", at: .init(line: 1, column: 21))),
    ("audit.path = «\"audit.jsonl\"", .relativePath("path", at: .init(line: 1, column: 14))),
    ("audit.path = «\"~ada/x\"", .relativePath("path", at: .init(line: 1, column: 14))),
    (
      "identity.command = [«\"./helper\"]", .relativePath("command", at: .init(line: 1, column: 21))
    ),
    ("identity.command = [«\"bin/x\"]", .relativePath("command", at: .init(line: 1, column: 21))),
    ("audit.path = «\"/a\\u0000\"", .containsNul(at: .init(line: 1, column: 14))),
    (
      "audit.required = true\n«audit.required = false",
      .syntax(reason: "'required' is defined already, on line 1", at: .init(line: 2, column: 7))
    ),
  ])
  func `what could mean something else is refused`(text: String, error: ScopingError) {
    #expect(MarkedText(text).settingsError == error)
  }

  @Test func `the user's settings count before root's, but not against what root requires`() {
    let root = UserSettings(
      auditPath: "/r", isAuditRequired: true, identityCommand: ["r"])
    let user = UserSettings(auditPath: "/u", isAuditRequired: false, identityCommand: ["u"])
    #expect(UserSettings().overRoot(root) == root)
    #expect(user.overRoot(UserSettings()) == user)
    #expect(
      user.overRoot(root)
        == UserSettings(auditPath: "/u", isAuditRequired: true, identityCommand: ["u"]))
    let free = UserSettings(isAuditRequired: false)
    #expect(UserSettings(isAuditRequired: true).overRoot(free).isAuditRequired == true)
    #expect(UserSettings().overRoot(free).isAuditRequired == false)
  }
}

extension MarkedText {
  /// What reading the text as settings throws; nil when it is accepted.
  fileprivate var settingsError: ScopingError? {
    do throws(ScopingError) {
      _ = try UserSettings.parse(text)
      return nil
    } catch {
      return error
    }
  }
}
