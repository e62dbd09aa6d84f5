// SPDX-License-Identifier: Apache-2.0

import Auditing
import SecretStore
import SystemCalls

/// Whether runs are put on record, and the record is as it was written and nobody else's to read.
struct AuditCheck: DoctorCheck {
  let name = "audit"

  func examine(_ setup: Setup) -> Diagnosis {
    let place: AuditPlace
    do throws(RunFailure) {
      place = try AuditPlace.find()
    } catch {
      return Diagnosis(
        "the settings cannot be read",
        [Finding("settings-unusable", error.message, fix: error.fix ?? "secrun doctor")])
    }
    let path = place.log.path
    var findings = writing(place) + permissions(place.log)
    guard place.log.exists else {
      return Diagnosis("\(path), no run so far", findings)
    }
    do throws(RunFailure) {
      let verdict = try CheckAudit.verdict(of: place.log)
      if let first = verdict.faults.first {
        let others = verdict.faults.count == 1 ? "" : " (and \(verdict.faults.count - 1) more)"
        findings.append(
          Finding(
            "audit-damaged", CheckAudit.line(for: first) + others, fix: "secrun audit verify"))
      }
      let state = verdict.faults.isEmpty ? "intact" : "not intact"
      return Diagnosis("\(path), \(verdict.recordCount) records, \(state)", findings)
    } catch {
      findings.append(Finding("audit-unreadable", error.message, fix: "secrun audit verify"))
      return Diagnosis("\(path) cannot be read", findings)
    }
  }

  private func writing(_ place: AuditPlace) -> [Finding] {
    var folder = place.log.path
    // A folder that is missing is made, if the one above can be written.
    repeat { folder = Path.folder(of: folder) } while FileStatus.of(folder) == nil && folder != "/"
    let isFile = FileStatus.of(folder)?.kind != .directory
    guard isFile || !FileStatus.isWritable(folder) else { return [] }
    return [
      Finding(
        "audit-not-written",
        "\(folder) cannot be written, so "
          + (place.isRequired ? "every run is refused" : "no run is put on record"),
        fix: isFile ? "rm \(ShellWord.quoted(folder))" : "chmod u+w \(ShellWord.quoted(folder))")
    ]
  }

  private func permissions(_ log: AuditLog) -> [Finding] {
    let own = HomeFolders().state
    return [(own, "700"), (log.path, "600"), (log.statePath, "600")].compactMap { path, mode in
      guard let status = FileStatus.of(path), status.permissions & 0o077 != 0 else { return nil }
      return Finding(
        "audit-open",
        "\(path) may be read by others (mode \(String(status.permissions, radix: 8)))",
        fix: "chmod \(mode) \(ShellWord.quoted(path))")
    }
  }
}
