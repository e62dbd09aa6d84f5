// SPDX-License-Identifier: Apache-2.0

extension ScopeFile {
  /// The secrun.toml that `secrun init` writes: one scope with every name.
  ///
  /// Each further key stands there as an example. A comment has a space behind its `#`; an example
  /// has none, and is valid without it. A `mark` that no other file has keeps another store from being put in the
  /// place of this one: its approved text is another.
  package static func template(store: String = "secrun.store", mark: String? = nil) -> String {
    let markLine = mark.map { "\(markStart)\($0)\n" } ?? ""
    let keep = Scope.defaultKeep.map { PrintableText.quoted($0.text) }.joined(separator: ", ")
    return """
      # Which secrets a command may see. This file holds none itself: commit it.
      # After a change, `secrun allow` shows what it means and signs it; until then nothing runs.
      \(markLine)
      # Where the store is, seen from this file.
      store = \(PrintableText.quoted(store))

      # The scope of a run that names none.
      #default-scope = "default"

      [scope.default]
      \(deliveries)

      # What else the command gets of your environment: "all", or with "clean" only what keep names.
      #inherit = "clean"
      #keep = [\(keep)]

      \(limits)

      # What a redacted secret does besides being masked: "mask", "warn", "fail" or "kill".
      #on-leak = "warn"

      # What may be shown: values shorter than this, and those of these names.
      #redact = { minimum-length = 6, skip = ["PIN"] }

      \(rest)

      """
  }

  private static let markStart = "# This line ties the file to its store, so keep it: "

  /// The lines of a text but for its mark, to tell whether it is the template of any store.
  package static func linesWithoutMark(_ text: [UInt8]) -> [ArraySlice<UInt8>] {
    text.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
      .filter { !$0.isEmpty && !$0.starts(with: markStart.utf8) }
  }

  /// What is given to the command, and how.
  private static let deliveries = """
    # Secrets, by name or glob (* and ?). A name that the store does not have stops the run.
    secrets = ["*"]

    # Secrets that may be missing.
    #optional = ["SENTRY_DSN"]

    # Secrets under another name: variable = secret.
    #as = { OPENAI_KEY = "OPENAI_API_KEY" }

    # Plain variables, for values that are no secret.
    #env = { LOG_LEVEL = "info" }

    # Secrets in files: variable = secret. The variable holds a path, no variable the value.
    #files = { GOOGLE_APPLICATION_CREDENTIALS = "GCP_JSON" }

    # What such a file is: "memfd", in no file system, or "tmpfs", with a folder and a name.
    #files-via = "memfd"
    """

  /// What a scope asks of the command and of the secrets.
  private static let limits = """
    # Variables such as NODE_OPTIONS or LD_PRELOAD, which run code, are refused unless named here.
    #allow-hooks = ["NODE_OPTIONS"]

    # The only programs that may run: names as PATH finds them, or paths.
    #commands = ["python3", "/usr/bin/node"]

    # Files that must stay what they were when `secrun pin default -- COMMAND` looked at them.
    #pinned = ["requirements.txt", "agent/**/*.py"]

    # What becomes of an expired secret: "refuse" or "warn"; and from when before that to warn.
    #on-expired = "warn"
    #warn-before = "7d"
    """

  /// What goes on record, and a second scope as an example.
  private static let rest = """
    # Whether each run must say why, with --reason, for the audit log.
    #require-reason = true

    # Give each program a scope of its own: secrun --scope agent -- COMMAND
    #[scope.agent]
    #secrets = ["OPENAI_API_KEY", "GITHUB_*"]
    """
}
