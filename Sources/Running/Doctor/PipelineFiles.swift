// SPDX-License-Identifier: Apache-2.0

import SystemCalls

/// The files of a project that say what CI and containers run.
enum PipelineFiles {
  private static let single = [
    ".gitlab-ci.yml", ".gitlab-ci.yaml", "bitbucket-pipelines.yml", "azure-pipelines.yml",
    ".circleci/config.yml", ".drone.yml", ".woodpecker.yml", "docker-compose.yml",
    "docker-compose.yaml", "compose.yml", "compose.yaml", "action.yml", "action.yaml",
  ]

  static func names(_ setup: Setup) -> [String] {
    var names = single.filter {
      FileStatus.of(Path.resolve($0, in: setup.folder.path))?.kind == .regular
    }
    for folder in [".github/workflows", ".forgejo/workflows", ".gitea/workflows"] {
      let entries = (try? Folder(Path.resolve(folder, in: setup.folder.path)).entries()) ?? []
      for entry in entries where entry.kind == .regular {
        let name = String(decoding: entry.name, as: UTF8.self)
        if name.hasSuffix(".yml") || name.hasSuffix(".yaml") { names.append("\(folder)/\(name)") }
      }
    }
    return names
      + setup.folder.fileNames.filter {
        $0 == "Dockerfile" || $0 == "Containerfile" || $0.hasPrefix("Dockerfile.")
          || $0.hasSuffix(".Dockerfile")
      }
  }
}
