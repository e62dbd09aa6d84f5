// SPDX-License-Identifier: Apache-2.0

import SecretMemory
import Testing

struct FramingTests {
  @Test func `puts the length of eight bytes before each field`() {
    var frame = Framing("ab")
    frame.append([1, 2, 3])
    frame.append([UInt8]())
    frame.append(0x0102_0304_0506_0708)
    frame.append("\u{e9}")
    #expect(
      frame.bytes == [2, 0, 0, 0, 0, 0, 0, 0, 0x61, 0x62] + [3, 0, 0, 0, 0, 0, 0, 0, 1, 2, 3]
        + [0, 0, 0, 0, 0, 0, 0, 0] + [8, 0, 0, 0, 0, 0, 0, 0, 8, 7, 6, 5, 4, 3, 2, 1]
        + [2, 0, 0, 0, 0, 0, 0, 0, 0xC3, 0xA9])
  }

  @Test func `an empty frame has no bytes, and another is appended as it is`() {
    var frame = Framing()
    #expect(frame.bytes.isEmpty)
    frame.appendRaw(Framing("x"))
    #expect(frame.bytes == Framing("x").bytes)
  }

  @Test func `lists of fields that would join to the same text give different frames`() {
    let lists = [["a", "b"], ["ab", ""], ["", "ab"], ["ab"], ["a", "b", ""], ["a\0b"]]
    let frames = lists.map { fields in
      var frame = Framing()
      for field in fields { frame.append(field) }
      return frame.bytes
    }
    #expect(Set(frames).count == lists.count)
  }

  @Test func `a length above 255 fills the next byte`() {
    var frame = Framing()
    frame.append([UInt8](repeating: 7, count: 0x0201))
    #expect(Array(frame.bytes.prefix(9)) == [1, 2, 0, 0, 0, 0, 0, 0, 7])
  }

  @Test func `a secret behind a frame comes back when the frame is the same`() throws {
    let frame = Framing("label")
    let secret = try SecretBytes(copying: [1, 2, 3])
    let framed = try frame.followed(by: secret)
    #expect(plainBytes(framed) == frame.bytes + [3, 0, 0, 0, 0, 0, 0, 0, 1, 2, 3])
    let found = try plainBytes(ifAny: frame.field(of: 3, after: framed))
    #expect(found == [1, 2, 3])
  }

  @Test func `a secret behind another frame or of another length does not`() throws {
    let frame = Framing("label")
    let framed = try frame.followed(by: SecretBytes(copying: [1, 2, 3]))
    for (other, count) in [(Framing("lab"), 3), (Framing("labem"), 3), (frame, 2), (frame, 4)] {
      let found = try plainBytes(ifAny: other.field(of: count, after: framed))
      #expect(found == nil)
    }
    for index in 0..<framed.count - 3 {
      var changed = try framed.copy()
      changed[index] ^= 1
      let found = try plainBytes(ifAny: frame.field(of: 3, after: changed))
      #expect(found == nil)
    }
  }
}
