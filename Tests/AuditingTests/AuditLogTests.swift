// SPDX-License-Identifier: Apache-2.0

import Auditing
import Glibc
import SecretMemory
import SystemCalls
import TestKit
import Testing

struct AuditLogTests {
  @Test func `files are their owner's alone`() throws {
    let sample = try SampleLog(1)
    #expect(FileStatus.of(sample.folder["state"])?.permissions == 0o700)
    #expect(FileStatus.of(sample.path)?.permissions == 0o600)
    #expect(FileStatus.of(sample.log.statePath)?.permissions == 0o600)
  }

  @Test func `the key moves with each record and no older one stays`() throws {
    let sample = try SampleLog(1)
    var seen: [[UInt8]] = []
    for _ in 0..<5 {
      let state = try sample.bytes("audit.jsonl.key")
      #expect(state.count == 120)
      let key = Array(state[72..<104])
      #expect(!seen.contains(key))
      seen.append(key)
      try sample.append()
    }
    let all = try sample.bytes("audit.jsonl") + sample.bytes("audit.jsonl.key")
    for key in seen {
      #expect(!all.contains(bytes: key))
      #expect(!all.contains(bytes: Base64.encode(key)))
    }
  }

  @Test func `the chain goes on over closed files`() throws {
    let sample = try SampleLog(30, sizeLimit: 4000)
    let verdict = try sample.verdict()
    #expect(verdict.faults == [])
    #expect(verdict.recordCount == 31)
    #expect(verdict.fileCount >= 3)
    #expect(try sample.log.lines().count == 31)
    for name in sample.folder.names { #expect(name == "state") }
    for number in 1..<verdict.fileCount {
      let status = FileStatus.of("\(sample.path).\(number)")
      #expect(status?.permissions == 0o600)
      #expect(status.map { $0.size <= 4000 } == true)
    }
    let head = try #require(try sample.log.head())
    #expect(head.number == 30)
    #expect(try sample.faults(head: head) == [])
  }

  @Test func `a closed file is missed when it is gone, and named when it was changed`() throws {
    let sample = try SampleLog(30, sizeLimit: 4000)
    try sample.change("audit.jsonl.2") { $0[1] = $0[1].replacing("run-", with: "RUN-") }
    let fault = try #require(try sample.verdict().faults.first)
    #expect(fault.path == sample.path + ".2")
    #expect(fault.line == 2)
    try sample.remove("audit.jsonl.2")
    let kinds = try sample.faults()
    #expect(kinds.first == .missingFile)
    #expect(kinds.count == 2)
  }

  @Test func `a closed file is never written over`() throws {
    let sample = try SampleLog(4, sizeLimit: 4000)
    try sample.replace("audit.jsonl.1", "evidence\n")
    try sample.append(10)
    #expect(try sample.text("audit.jsonl.1") == "evidence\n")
    #expect(FileStatus.of(sample.path + ".2") != nil)
  }

  /// As when a process is killed between writing a line and writing the state.
  @Test(arguments: 1...3) func `a record that the state does not know yet is kept`(count: Int)
    throws
  {
    let sample = try SampleLog(2)
    let state = try sample.bytes("audit.jsonl.key")
    try sample.append(count)
    try sample.replace("audit.jsonl.key", state)
    #expect(try sample.faults() == [])
    try sample.append()
    #expect(try sample.faults() == [])
    #expect(try sample.verdict().recordCount == 4 + count)
  }

  @Test func `a line that broke off does not swallow the next record`() throws {
    let sample = try SampleLog(2)
    try sample.replace("audit.jsonl", try sample.text() + "{\"seq\":3,\"ti")
    try sample.append(2)
    #expect(try sample.places() == ["4: notARecord"])
    #expect(try sample.verdict().recordCount == 5)
  }

  @Test func `what follows a killed process at the end is recognised only when it is genuine`()
    throws
  {
    let sample = try SampleLog(2)
    try sample.replace("audit.jsonl", try sample.text() + "forged\n")
    try sample.append(2)
    #expect(try sample.places() == ["4: notARecord"])
  }

  @Test func `threads that write at once make one chain`() throws {
    let sample = try SampleLog()
    let log = sample.log
    let writers = (0..<8).map { writer in
      Thread {
        for number in 0..<25 {
          try? SecretPhase.run(failed: { AuditError.memory($0) }) { () throws(AuditError) in
            try log.append("start") { $0.add("run", "\(writer)-\(number)") }
          }
        }
      }
    }
    for writer in writers { writer.join() }
    let verdict = try sample.verdict()
    #expect(verdict.faults == [])
    #expect(verdict.recordCount == 201)
  }

  @Test func `a log that cannot be written says why`() throws {
    let sample = try SampleLog()
    try sample.folder.write("state", "a file")
    #expect(throws: AuditError.self) { try sample.append() }
    let link = try SampleLog(1)
    try link.remove("audit.jsonl")
    #expect(unsafe symlink("/dev/null", link.path) == 0)
    #expect(throws: AuditError.system(SystemCallError("open", link.path, code: ELOOP))) {
      try link.append()
    }
  }

  @Test func `a disk that is full leaves the log as it was`() async {
    await #expect(processExitsWith: .success) {
      let sample = try SampleLog(2)
      let before = try sample.text()
      signal(SIGXFSZ, SIG_IGN)
      var limit = rlimit(rlim_cur: rlim_t(before.utf8.count + 100), rlim_max: rlim_t.max)
      #expect(unsafe setrlimit(__rlimit_resource_t(RLIMIT_FSIZE.rawValue), &limit) == 0)
      #expect(throws: AuditError.self) { try sample.append() }
      #expect(try sample.text() == before)
      limit.rlim_cur = rlim_t.max
      #expect(unsafe setrlimit(__rlimit_resource_t(RLIMIT_FSIZE.rawValue), &limit) == 0)
      try sample.append()
      #expect(try sample.faults() == [])
    }
  }

  @Test func `a durable log is the same log`() throws {
    let sample = try SampleLog(3, isDurable: true)
    #expect(try sample.faults() == [])
  }
}
