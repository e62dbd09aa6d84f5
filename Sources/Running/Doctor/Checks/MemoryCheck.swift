// SPDX-License-Identifier: Apache-2.0

import SecretMemory

/// How the memory is kept in which secrets lie while secrun works.
struct MemoryCheck: DoctorCheck {
  let name = "memory"

  func examine(_ setup: Setup) -> Diagnosis {
    switch Self.protection {
    case .success(.hidden):
      return Diagnosis("hidden pages (memfd_secret), which even root cannot read")
    case .success(.locked):
      return Diagnosis("locked pages, never swapped or dumped")
    case .success(.dumpExcluded):
      return Diagnosis(
        "pages that are not locked",
        [
          Finding(
            "memory-not-locked",
            "secret memory could not be locked and may be swapped to a disk",
            fix: "ulimit -l unlimited")
        ])
    case .failure(let failure):
      return Diagnosis(
        "no secret memory",
        [Finding("memory-refused", failure.message, fix: "ulimit -l unlimited")])
    }
  }

  /// What the kernel gives; asked by taking some.
  private static var protection: Result<MemoryProtection, RunFailure> {
    Result { () throws(RunFailure) in
      do throws(SecretMemoryError) {
        _ = try SecretBytes(count: 1)
        return SecretArena.protection ?? .dumpExcluded
      } catch {
        throw RunFailure(error)
      }
    }
  }
}
