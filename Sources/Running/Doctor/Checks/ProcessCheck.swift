// SPDX-License-Identifier: Apache-2.0

import SystemCalls

/// Whether secrun's own process can be looked into while it works.
struct ProcessCheck: DoctorCheck {
  let name = "process"

  func examine(_ setup: Setup) -> Diagnosis {
    var findings: [Finding] = []
    if KernelFeatures.isDumpable {
      findings.append(
        Finding(
          "process-dumpable",
          "the system did not let secrun forbid core dumps and the reading of its memory",
          fix: "run secrun without the sandbox that refuses prctl"))
    }
    if let tracer = KernelFeatures.tracer {
      findings.append(
        Finding(
          "process-traced", "process \(tracer) traces secrun and sees all that it does",
          fix: "kill \(tracer)"))
    }
    return Diagnosis(
      findings.isEmpty
        ? "not dumpable, no core, not traced" : "others can look into it", findings)
  }
}
