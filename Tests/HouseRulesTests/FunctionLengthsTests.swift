// SPDX-License-Identifier: Apache-2.0

import Testing

struct FunctionLengthsTests {
  private func functions(_ text: String) -> [String] {
    FunctionLengths.functions(in: SourceFile(path: "a.swift", text: text))
      .map { "\($0.name) \($0.line) \($0.length)" }
  }

  @Test(arguments: [
    ("func a() {}", ["a 1 1"]),
    ("func a() {\n  b { c }\n}", ["a 1 3"]),
    ("func a(\n  b: Int = f { 1 }\n) -> [Int] {\n}", ["a 1 4"]),
    (
      "struct A {\n  init() {\n    self.init(b: 1)\n  }\n  deinit {\n  }\n}",
      ["init 2 3", "deinit 5 2"]
    ),
    ("var a: Int {\n  1\n}", ["a 1 3"]),
    ("var a = { 1 }()\nvar b: Int\nvar c: [Int] = b.map {\n  $0\n}", []),
    ("func a<T>() where T: B {\n  func c() {\n  }\n}", ["a 1 4", "c 2 2"]),
    ("protocol P {\n  func a()\n  var b: Int { get }\n  init()\n}\nstruct S {\n}", ["b 3 1"]),
    ("func a() { // {\n  \"}\"\n}", ["a 1 3"]),
    ("subscript(i: Int) -> Int {\n  .init(i)\n}", ["subscript 1 3"]),
  ])
  func `functions are found with their lengths`(text: String, found: [String]) {
    #expect(functions(text) == found)
  }
}
