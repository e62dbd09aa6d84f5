// SPDX-License-Identifier: Apache-2.0

import Auditing
import Testing

/// What a head proves that was kept elsewhere.
struct AuditHeadTests {
  @Test func `a head has one text`() throws {
    let sample = try SampleLog(3)
    let head = try #require(try sample.log.head())
    #expect(head.number == 3)
    #expect(AuditHead(head.text) == head)
  }

  @Test(arguments: [
    "", "3", ":", "3:", "3:AAAA", "03:" + String(repeating: "A", count: 43),
    "-1:" + String(repeating: "A", count: 43), "3:" + String(repeating: "A", count: 42) + "!",
    "3:" + String(repeating: "A", count: 43) + ":",
  ])
  func `other texts are none`(text: String) {
    #expect(AuditHead(text) == nil)
  }

  @Test func `there is none where there is no record`() throws {
    let sample = try SampleLog()
    #expect(try sample.log.head() == nil)
  }

  @Test func `it is found again while the log goes on`() throws {
    let sample = try SampleLog(3)
    let head = try #require(try sample.log.head())
    #expect(try sample.faults(head: head) == [])
    try sample.append(5)
    #expect(try sample.faults(head: head) == [])
  }

  /// Log and key file put back together to an earlier state are one whole: only the head shows it.
  @Test func `it shows that log and key file were put back`() throws {
    let sample = try SampleLog(3)
    let (oldLog, oldKey) = (try sample.text(), try sample.bytes("audit.jsonl.key"))
    try sample.append(4)
    let head = try #require(try sample.log.head())
    try sample.replace("audit.jsonl", oldLog)
    try sample.replace("audit.jsonl.key", oldKey)
    #expect(try sample.faults() == [])
    #expect(try sample.faults(head: head) == [.missingHead(7)])
    // Other records in the place of those cut off are not the ones that were there.
    try sample.append(4)
    #expect(try sample.faults() == [])
    #expect(try sample.faults(head: head) == [.otherHead(7)])
  }

  @Test func `it shows that everything was replaced`() throws {
    let sample = try SampleLog(5)
    let head = try #require(try sample.log.head())
    let other = try SampleLog(9)
    try sample.replace("audit.jsonl", try other.text())
    try sample.replace("audit.jsonl.key", try other.bytes("audit.jsonl.key"))
    #expect(try sample.faults() == [])
    #expect(try sample.places(head: head) == ["6: otherHead(5)"])
  }

  @Test func `it stands for older files that were put elsewhere`() throws {
    let sample = try SampleLog(3)
    let head = try #require(try sample.log.head())
    try sample.append(2)
    try sample.change { $0.removeSubrange(0...3) }
    #expect(try sample.faults() == [.missing(0...3)])
    #expect(try sample.faults(head: head) == [])
  }
}
