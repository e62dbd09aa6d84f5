// SPDX-License-Identifier: Apache-2.0

import SecretMemory
import Testing

struct CStringTableTests {
  private static func strings(_ table: borrowing CStringTable) -> [[UInt8]] {
    unsafe table.withPointers { pointers in
      var strings: [[UInt8]] = []
      while let string = unsafe pointers[strings.count] {
        var bytes: [UInt8] = []
        while case let byte = unsafe string[bytes.count], byte != 0 {
          bytes.append(UInt8(bitPattern: byte))
        }
        strings.append(bytes)
      }
      return strings
    }
  }

  @Test func `an empty table ends at once`() throws {
    let table = try CStringTable(entries: 0, bytes: 0)
    #expect(table.count == 0)
    #expect(Self.strings(table).isEmpty)
  }

  @Test func `keeps its strings in order and ends with a null pointer`() throws {
    var table = try CStringTable(entries: 4, bytes: 64)
    table.append("A", Array("plain".utf8))
    table.append("B", try SecretBytes(copying: [0xFF, 0x3D, 0x80]))
    table.append("C", [])
    #expect(table.count == 3)
    #expect(
      Self.strings(table) == [
        Array("A=plain".utf8), [0x42, 0x3D, 0xFF, 0x3D, 0x80], [0x43, 0x3D],
      ])
  }

  @Test func `room that is measured exactly is enough`() throws {
    var table = try CStringTable(entries: 2, bytes: "A=12".utf8.count + 1 + "BC=".utf8.count + 1)
    table.append("A", try SecretBytes(copying: Array("12".utf8)))
    table.append("BC", [])
    #expect(Self.strings(table) == [Array("A=12".utf8), Array("BC=".utf8)])
  }

  @Test func `an inherited string is pointed at where it stands`() throws {
    let inherited = try #require(InheritedEnvironment.variables().first { $0.isNamed("PATH") })
    var table = try CStringTable(entries: 1, bytes: 0)
    table.append(inherited)
    let expected = "PATH=" + (try #require(InheritedEnvironment.text("PATH")))
    #expect(Self.strings(table) == [Array(expected.utf8)])
    let addresses = unsafe table.withPointers { unsafe [UInt(bitPattern: $0[0])] }
    var second = try CStringTable(entries: 1, bytes: 0)
    second.append(inherited)
    let again = unsafe second.withPointers { unsafe [UInt(bitPattern: $0[0])] }
    #expect(again == addresses)
  }
}
