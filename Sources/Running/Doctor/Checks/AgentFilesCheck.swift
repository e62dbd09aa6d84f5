// SPDX-License-Identifier: Apache-2.0

import Redaction
import Scanning
import SecretMemory
import SystemCalls

/// Whether the settings of agents and of the servers that they start (MCP) hold keys in clear.
struct AgentFilesCheck: DoctorCheck {
  let name = "agents"

  private static let inProject = [
    ".mcp.json", "mcp.json", ".cursor/mcp.json", ".vscode/mcp.json", ".vscode/settings.json",
    ".claude/settings.json", ".claude/settings.local.json", ".gemini/settings.json",
    ".codex/config.toml", ".aider.conf.yml", ".continue/config.json", ".continue/config.yaml",
    ".roo/mcp.json", ".zed/settings.json", ".amazonq/mcp.json", "opencode.json",
  ]
  private static let inHome = [
    ".claude.json", ".claude/settings.json", ".config/Claude/claude_desktop_config.json",
    ".cursor/mcp.json", ".codeium/windsurf/mcp_config.json", ".gemini/settings.json",
    ".codex/config.toml", ".codex/auth.json", ".aider.conf.yml", ".continue/config.json",
    ".continue/config.yaml", ".config/zed/settings.json", ".config/opencode/opencode.json",
    ".config/Code/User/mcp.json", ".config/Code/User/settings.json", ".aws/amazonq/mcp.json",
    ".config/goose/config.yaml", ".lmstudio/mcp.json",
  ]

  private static let sizeLimit = 4 * 1024 * 1024

  func examine(_ setup: Setup) -> Diagnosis {
    guard case .success(let search) = setup.values else {
      return Diagnosis("not looked at: the store does not open")
    }
    var files = Self.inProject.map { Path.resolve($0, in: setup.folder.path) }
    files += Self.inHome.map { Path.resolve($0, in: setup.home) }
    var seen: Set<UInt64> = []
    let there = files.filter { file in
      guard let status = FileStatus.of(file), status.kind == .regular else { return false }
      return seen.insert(status.inode).inserted
    }
    let findings = there.compactMap { finding($0, search, setup) }
    let summary =
      there.isEmpty
      ? "no settings of agents found"
      : findings.isEmpty
        ? "no key in \(there.count == 1 ? "1 file" : "\(there.count) files")"
        : "keys in clear"
    return Diagnosis(summary, findings)
  }

  private func finding(_ file: String, _ search: StreamSearch, _ setup: Setup) -> Finding? {
    let found = FoundPlaces()
    TreeScan(search, honoursIgnoreFiles: false, observer: found).scan(file)
    let path = setup.masked(Array(file.utf8))
    let advice =
      "have the server started by secrun, which gives it the key: \"command\": \"secrun\""
    if let leak = found.leaks.first {
      return Finding(
        "value-in-agent-file",
        "\(path):\(leak.occurrence.line) holds the value of \(leak.occurrence.name) in clear; \(advice)",
        fix: "secrun scan \(ShellWord.quoted(file))")
    }
    guard let key = found.keys.first else { return setting(file, path, advice) }
    return Finding(
      "key-in-agent-file",
      "\(path):\(key.sighting.line) holds what looks like \(key.sighting.rule.title); \(advice)",
      fix: "secrun scan --unknown \(ShellWord.quoted(file))")
  }

  /// A setting that is called like a key and holds a value.
  private func setting(_ file: String, _ path: String, _ advice: String) -> Finding? {
    guard let descriptor = try? FileReading.open(file),
      let text = (try? FileReading.secret(from: descriptor, limit: Self.sizeLimit)) ?? nil,
      let line = text.withSpan({ PlainSettings.firstLine(in: $0) })
    else { return nil }
    return Finding(
      "key-in-agent-file",
      "\(path):\(line) holds the value of a setting that is called like a key; \(advice)",
      fix: "secrun set NAME")
  }
}
