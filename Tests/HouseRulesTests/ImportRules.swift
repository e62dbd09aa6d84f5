// SPDX-License-Identifier: Apache-2.0

/// Which modules each target may import: the stages know nothing of each other, and nobody imports Foundation.
enum ImportRules {
  private static let system: Set = ["Glibc", "Musl", "Synchronization"]
  private static let stages: Set = [
    "SecretStore", "Scoping", "ChildEnvironment", "Spawning", "Redaction", "Auditing",
    "Scanning",
  ]

  static let allowed: [String: Set<String>] = [
    "SecretMemory": system.union(["CSodium", "CPosix"]),
    "SystemCalls": system.union(["CPosix", "SecretMemory"]),
    "SecretStore": ["SecretMemory", "SystemCalls"],
    "Scoping": [],
    "ChildEnvironment": ["SecretMemory"],
    "Spawning": ["SystemCalls", "ChildEnvironment"],
    "Redaction": ["SecretMemory"],
    "Scanning": ["Redaction", "ChildEnvironment", "SystemCalls", "SecretMemory"],
    "Auditing": ["SecretMemory", "SystemCalls", "FoundationEssentials"],
    "Running": stages.union(["SecretMemory", "SystemCalls", "FoundationEssentials"]),
    "secrun": ["Running", "ArgumentParser", "FoundationEssentials"],
  ]

  /// The modules that a file imports, with their lines.
  static func imports(of file: SourceFile) -> [(module: String, line: Int)] {
    let statement =
      /^\s*(?:@\w+(?:\([^)]*\))?\s+)*(?:\w+\s+)?import\s+(?:(?:struct|class|enum|protocol|func|let|var|typealias)\s+)?(\w+)/
    return file.codeLines.enumerated().compactMap { index, line in
      line.firstMatch(of: statement).map { (String($0.output.1), index + 1) }
    }
  }

  /// Every import that the table does not have; Redaction's one unsafe file may call libc as a door does.
  static func violations(_ files: [SourceFile]) -> [String] {
    files.flatMap { file in
      var allowed = allowed[file.target] ?? []
      if file.target == "Redaction", HouseRules.isUnsafe(file) { allowed.formUnion(system) }
      return imports(of: file).filter { !allowed.contains($0.module) }
        .map { "\(file.path):\($0.line): \(file.target) may not import \($0.module)" }
    }
  }
}
