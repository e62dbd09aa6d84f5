// SPDX-License-Identifier: Apache-2.0

import Auditing
import Testing

/// What an attacker does to the files of a log is found, and named by its line.
struct TamperingTests {
  @Test func `a log that nobody touched is intact`() throws {
    let sample = try SampleLog(20)
    let verdict = try sample.verdict()
    #expect(verdict.faults == [])
    #expect(verdict.recordCount == 21)
    #expect(verdict.fileCount == 1)
  }

  @Test(arguments: 0..<8) func `one changed letter names its record`(record: Int) throws {
    let sample = try SampleLog(7)
    try sample.change { $0[record] = $0[record].replacing("\"time\":\"2", with: "\"time\":\"3") }
    #expect(try sample.places() == ["\(record + 1): altered(\(record))"])
  }

  /// The fields of the chain itself are no exception; a letter at an end may decode to another length or not at all.
  @Test(arguments: ["key", "prev", "next", "sig", "seq"], [0, 1, 4, 7])
  func `a changed field of the chain names its record`(field: String, record: Int) throws {
    let sample = try SampleLog(7)
    try sample.change { lines in
      guard let start = lines[record].firstRange(of: "\"\(field)\":")?.upperBound else { return }
      let at = lines[record].index(start, offsetBy: field == "seq" ? 0 : 5)
      let old = lines[record][at]
      let new: Character = field == "seq" ? "9" : old == "A" ? "B" : "A"
      lines[record].replaceSubrange(at...at, with: [new])
    }
    let faults = try sample.verdict().faults
    if field == "key", record > 0 {
      #expect(faults == [])
    } else if field == "seq" {
      #expect(!faults.isEmpty)
    } else {
      #expect(faults.first?.line == record + 1)
      #expect(faults.count == 1)
    }
  }

  @Test func `two changed records are both named`() throws {
    let sample = try SampleLog(9)
    try sample.change { lines in
      for record in [3, 6] { lines[record] = lines[record].replacing("run-", with: "RUN-") }
    }
    #expect(try sample.places() == ["4: altered(3)", "7: altered(6)"])
  }

  @Test func `two neighbours that were changed are both named`() throws {
    let sample = try SampleLog(9)
    try sample.change { lines in
      for record in [4, 5] { lines[record] = lines[record].replacing("run-", with: "RUN-") }
    }
    #expect(try sample.places() == ["5: altered(4)", "6: altered(5)"])
  }

  @Test(arguments: 0..<7) func `a record that was taken out is missed`(record: Int) throws {
    let sample = try SampleLog(7)
    try sample.change { $0.remove(at: record) }
    #expect(try sample.places() == ["\(record + 1): missing(ClosedRange(\(record)...\(record)))"])
  }

  @Test func `several that were taken out are missed together`() throws {
    let sample = try SampleLog(9)
    try sample.change { $0.removeSubrange(3...5) }
    #expect(try sample.faults() == [.missing(3...5)])
  }

  @Test(arguments: 1..<6) func `two records that changed places are named`(record: Int) throws {
    let sample = try SampleLog(7)
    try sample.change { $0.swapAt(record, record + 1) }
    let number = UInt64(record)
    #expect(try sample.faults() == [.missing(number...number), .outOfPlace(number)])
  }

  @Test func `a record that stands twice is named`() throws {
    let sample = try SampleLog(5)
    try sample.change { $0.append($0[2]) }
    #expect(try sample.places() == ["7: outOfPlace(2)"])
  }

  @Test(arguments: ["", "{}", "garbage", "{\"seq\":3}"])
  func `a line that is no record is named`(text: String) throws {
    let sample = try SampleLog(5)
    try sample.change { $0.insert(text, at: 3) }
    #expect(try sample.places() == ["4: notARecord"])
  }

  @Test func `a record that became something else is named once`() throws {
    let sample = try SampleLog(5)
    try sample.change { $0[3] = "overwritten" }
    #expect(try sample.places() == ["4: notARecord"])
  }

  @Test(arguments: 1...5) func `records cut off at the end are missed`(count: Int) throws {
    let sample = try SampleLog(5)
    try sample.change { $0.removeLast(count) }
    #expect(try sample.faults() == [.missingAtEnd(UInt64(6 - count)...5)])
  }

  @Test func `a line that was cut in two is named, and what follows missed`() throws {
    let sample = try SampleLog(5)
    try sample.replace("audit.jsonl", String(try sample.text().dropLast(400)))
    #expect(try sample.faults().last == .missingAtEnd(4...5))
  }

  @Test func `an emptied or removed log is missed`() throws {
    let sample = try SampleLog(5)
    try sample.replace("audit.jsonl", "")
    #expect(try sample.faults() == [.missingAtEnd(0...5)])
    try sample.remove("audit.jsonl")
    #expect(try sample.faults() == [.missingAtEnd(0...5)])
  }

  @Test func `a scar stays when the log goes on`() throws {
    let sample = try SampleLog(5)
    try sample.change { $0.removeLast(2) }
    try sample.append(3)
    #expect(try sample.places() == ["5: missing(ClosedRange(4...5))"])
  }

  @Test func `another log in its place is found`() throws {
    let sample = try SampleLog(5)
    try sample.replace("audit.jsonl", try SampleLog(5).text())
    #expect(try sample.faults() == [.otherState])
    try sample.replace("audit.jsonl", try SampleLog(7).text())
    #expect(try sample.faults() == [.otherState])
    try sample.replace("audit.jsonl", try SampleLog(3).text())
    #expect(try sample.faults() == [.missingAtEnd(4...5)])
  }

  @Test func `another key file is found`() throws {
    let sample = try SampleLog(5)
    try sample.replace("audit.jsonl.key", try SampleLog(5).bytes("audit.jsonl.key"))
    #expect(try sample.faults() == [.otherState])
  }

  @Test func `an older key file does not make an older log whole`() throws {
    let sample = try SampleLog(3)
    let oldKey = try sample.bytes("audit.jsonl.key")
    try sample.append(4)
    // With the log as it is, the older state is behind, as after a kill, and nothing is lost.
    try sample.replace("audit.jsonl.key", oldKey)
    #expect(try sample.faults() == [])
    try sample.append()
    #expect(try sample.faults() == [])
    #expect(try sample.verdict().recordCount == 9)
  }

  @Test(arguments: [[], Array("short".utf8), [UInt8](repeating: 7, count: 128)])
  func `a key file that is gone or damaged is said, and leaves a scar`(bytes: [UInt8]) throws {
    let sample = try SampleLog(3)
    try sample.replace("audit.jsonl.key", bytes)
    #expect(try sample.faults() == [.missingState])
    try sample.append()
    #expect(try sample.places() == ["5: newKey(4)"])
    try sample.append(3)
    #expect(try sample.places() == ["5: newKey(4)"])
    #expect(try sample.verdict().recordCount == 9)
  }

  /// Who has the present state, but no older one, makes a record of his own in the place of an older one.
  @Test func `a chain that is written anew behind a genuine part is found`() throws {
    let sample = try SampleLog(5)
    let forged = try SampleLog(9)
    try sample.change { lines in
      lines.removeSubrange(3...)
      lines += (try? forged.lines()[3...]) ?? []
    }
    #expect(try sample.faults().first == .altered(3))
    try sample.replace("audit.jsonl.key", try forged.bytes("audit.jsonl.key"))
    #expect(try sample.places() == ["4: altered(3)"])
  }
}
