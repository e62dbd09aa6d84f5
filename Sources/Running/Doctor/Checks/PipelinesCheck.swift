// SPDX-License-Identifier: Apache-2.0

/// Whether what builds and runs the project is named so that nobody can put something else in its place.
struct PipelinesCheck: DoctorCheck {
  let name = "pipelines"

  func examine(_ setup: Setup) -> Diagnosis {
    let files = PipelineFiles.names(setup)
    guard !files.isEmpty else { return Diagnosis("no CI or container files found") }
    var (actions, images): ([String], [String]) = ([], [])
    for file in files {
      let lines = (setup.folder.text(file) ?? "").split(
        separator: "\n", omittingEmptySubsequences: false)
      var stages: Set<Substring> = []
      for (index, line) in lines.enumerated() {
        let place = "\(file):\(index + 1)"
        switch PipelineLine.floating(line, stages: &stages) {
        case .action: actions.append(place)
        case .image: images.append(place)
        case nil: break
        }
      }
    }
    let findings =
      finding(
        "floating-action", actions,
        "an action is named by a tag or branch, which its owner can move to other code",
        fix: "pinact run")
      + finding(
        "floating-image", images,
        "a container image is named without its digest, so that another may be pulled",
        fix: "docker buildx imagetools inspect IMAGE")
    return Diagnosis(
      findings.isEmpty
        ? "everything in \(files.count == 1 ? "1 file" : "\(files.count) files") is pinned"
        : "not everything is pinned", findings)
  }

  private func finding(
    _ code: String, _ places: [String], _ reason: String, fix: String
  ) -> [Finding] {
    guard let first = places.first else { return [] }
    let more = places.count == 1 ? "" : " and \(places.count - 1) more"
    return [Finding(code, "\(first)\(more): \(reason)", fix: fix)]
  }
}
