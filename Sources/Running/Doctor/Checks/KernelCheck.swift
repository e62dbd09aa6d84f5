// SPDX-License-Identifier: Apache-2.0

import SystemCalls

/// What this kernel has of what secrun makes use of.
struct KernelCheck: DoctorCheck {
  let name = "kernel"

  func examine(_ setup: Setup) -> Diagnosis {
    var findings: [Finding] = []
    let hasHiddenMemory = KernelFeatures.hasHiddenMemory
    if !hasHiddenMemory {
      findings.append(
        Finding(
          "kernel-no-hidden-memory",
          "the kernel gives no memfd_secret, so root can read secret memory while a run begins",
          fix: "add secretmem.enable=1 to the kernel's command line", severity: .advice))
    }
    let scope = KernelFeatures.traceScope
    if scope == 0 {
      findings.append(
        Finding(
          "kernel-tracing-open",
          "any process of yours may read the memory of a command that has secrets",
          fix: "sysctl -w kernel.yama.ptrace_scope=1", severity: .advice))
    }
    let limit = KernelFeatures.lockLimit.map { "\($0 / 1024) KiB" } ?? "all memory"
    let parts = [
      hasHiddenMemory ? "memfd_secret" : "no memfd_secret", "may lock \(limit)",
      scope.map { "ptrace scope \($0)" } ?? "no Yama",
      KernelFeatures.landlockVersion.map { "Landlock \($0)" } ?? "no Landlock",
      KernelFeatures.hasKeyrings ? "keyrings" : "no keyrings for secrun unlock",
    ]
    return Diagnosis(parts.joined(separator: ", "), findings)
  }
}
