// SPDX-License-Identifier: Apache-2.0

/// Whether the project's dependencies are pinned and looked after: what they run gets the secrets too.
struct DependenciesCheck: DoctorCheck {
  let name = "dependencies"

  private static let nodeLocks = [
    "package-lock.json", "npm-shrinkwrap.json", "yarn.lock", "pnpm-lock.yaml", "bun.lock",
    "bun.lockb",
  ]
  private static let pythonLocks = [
    "poetry.lock", "uv.lock", "pdm.lock", "Pipfile.lock", "pylock.toml",
  ]
  /// Words of programs that know of weaknesses in dependencies.
  private static let audits = [
    "pip-audit", "npm audit", "yarn audit", "yarn npm audit", "pnpm audit", "bun audit",
    "osv-scanner",
    "safety check", "safety scan", "snyk ", "trivy ", "grype ", "dependency-review-action",
    "package-ecosystem:",
  ]

  func examine(_ setup: Setup) -> Diagnosis {
    let names = setup.folder.fileNames
    let requirements = names.filter { $0.hasPrefix("requirements") && $0.hasSuffix(".txt") }
    let hasNode = names.contains("package.json")
    let hasPython = names.contains("pyproject.toml") || names.contains("Pipfile")
    guard hasNode || hasPython || !requirements.isEmpty else {
      return Diagnosis("no Python or Node dependencies found")
    }
    var findings = requirements.flatMap { self.requirements($0, setup) }
    if hasNode, setup.folder.text("package.json")?.contains("ependencies\"") == true {
      findings += lock(
        Self.nodeLocks, "package.json", make: "npm install --package-lock-only", setup)
    }
    if hasPython, requirements.isEmpty {
      let isPoetry = setup.folder.text("pyproject.toml")?.contains("[tool.poetry") == true
      findings += lock(
        Self.pythonLocks, names.contains("Pipfile") ? "Pipfile" : "pyproject.toml",
        make: isPoetry ? "poetry lock" : "uv lock", setup)
    }
    if !isAudited(setup) {
      findings.append(
        Finding(
          "no-audit", "nothing in the project looks for known weaknesses in its dependencies",
          fix: hasNode && !hasPython && requirements.isEmpty ? "npm audit" : "pip-audit",
          severity: .advice))
    }
    return Diagnosis(
      findings.isEmpty ? "pinned, locked and audited" : "not all pinned, locked and audited",
      findings)
  }

  /// Lines that leave open what is installed.
  private func requirements(_ file: String, _ setup: Setup) -> [Finding] {
    var (unpinned, unhashed): ([String], Int) = ([], 0)
    for line in RequirementLines.read(setup.folder.text(file) ?? "") {
      if !line.isPinned { unpinned.append("\(file):\(line.number)") }
      if !line.hasHash { unhashed += 1 }
    }
    let input = ShellWord.quoted(file)
    let fix = "pip-compile --generate-hashes --output-file \(input) \(input)"
    var findings: [Finding] = []
    if let first = unpinned.first {
      let more = unpinned.count == 1 ? "" : " and \(unpinned.count - 1) more"
      findings.append(
        Finding(
          "requirement-not-pinned",
          "\(first)\(more): a later version, which nobody has looked at, would be installed",
          fix: fix))
    }
    if unhashed > 0 {
      findings.append(
        Finding(
          "requirement-without-hash",
          "\(file): without hashes a replaced package would be installed unnoticed", fix: fix))
    }
    return findings
  }

  private func lock(
    _ locks: [String], _ file: String, make: String, _ setup: Setup
  ) -> [Finding] {
    let there = locks.filter(setup.folder.fileNames.contains)
    guard !there.isEmpty else {
      return [
        Finding(
          "no-lock-file", "\(file) has no lock file, so that each install may bring other versions",
          fix: make)
      ]
    }
    guard setup.folder.isInRepository, setup.folder.tracked(there).isEmpty else { return [] }
    return [
      Finding(
        "lock-file-not-committed",
        "\(there[0]) is not in git, so that others install other versions",
        fix: "git add \(ShellWord.quoted(there[0]))")
    ]
  }

  private func isAudited(_ setup: Setup) -> Bool {
    var files = [
      "Makefile", "justfile", "tox.ini", "noxfile.py", "package.json", ".pre-commit-config.yaml",
    ]
    files += [".github/dependabot.yml", ".github/dependabot.yaml"] + PipelineFiles.names(setup)
    if ["renovate.json", ".renovaterc", "renovate.json5"].contains(
      where: setup.folder.fileNames.contains)
    {
      return true
    }
    return files.contains { file in
      guard let text = setup.folder.text(file) else { return false }
      return Self.audits.contains { text.contains($0) }
    }
  }
}
