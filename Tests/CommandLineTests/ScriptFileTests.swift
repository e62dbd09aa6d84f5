// SPDX-License-Identifier: Apache-2.0

import Testing

struct ScriptFileTests {
  private let text = "# first\n\nexec true\n-- a.txt --\none\n\n-- b/c --\n-- d --\ntwo\n"

  @Test func `lines come first, then files`() {
    let script = Script(path: "/x/sample.txt", text: text)
    #expect(script.name == "sample")
    #expect(script.lines.map(\.text) == ["# first", "", "exec true"])
    #expect(script.lines.map(\.number) == [1, 2, 3])
    #expect(script.files.map(\.name) == ["a.txt", "b/c", "d"])
    #expect(script.files.map(\.text) == ["one\n\n", "", "two\n"])
  }

  @Test func `recording changes only the file that it names`() {
    let changed = ScriptRecorder.rewritten(text, with: ["b/c": Array("new\n".utf8)])
    #expect(changed == text.replacing("-- b/c --\n", with: "-- b/c --\nnew\n"))
    #expect(ScriptRecorder.rewritten(text, with: [:]) == text)
  }
}
