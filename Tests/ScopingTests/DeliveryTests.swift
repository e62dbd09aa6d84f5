// SPDX-License-Identifier: Apache-2.0

import Scoping
import Testing

/// Which secrets become variables, files or the standard input.
struct DeliveryTests {
  private func select(_ body: String, input: String? = nil) throws -> Selection {
    let scope = try ScopeFile.parse("[scope.a]\n" + body).scope(named: "a")
    return try scope.select(from: ["A", "B", "C"], standardInput: input)
  }

  private func shape(_ selection: Selection) -> String {
    selection.injections.map { "\($0.variable)=\($0.secret):\($0.delivery.rawValue)" }
      .joined(separator: " ")
  }

  @Test(arguments: [
    ("files.F = \"A\"", "F=A:file"),
    ("secrets = [\"*\"]\nfiles.F = \"A\"", "B=B:variable C=C:variable F=A:file"),
    ("secrets = [\"A\"]\nfiles.F = \"A\"", "A=A:variable F=A:file"),
    ("optional = [\"A\"]\nfiles.F = \"A\"", "A=A:variable F=A:file"),
    ("optional = [\"*\"]\nfiles.F = \"A\"", "B=B:variable C=C:variable F=A:file"),
    ("secrets = [\"A\"]\nfiles.A = \"A\"", "A=A:file"),
    ("secrets = [\"A\", \"B\"]\nfiles.A = \"B\"", "A=B:file B=B:variable"),
    ("as.X = \"A\"\nfiles.F = \"A\"", "F=A:file X=A:variable"),
    ("files = { F = \"A\", G = \"A\" }", "F=A:file G=A:file"),
  ])
  func `a file takes the place of a variable that only a glob brings`(
    body: String, expected: String
  ) throws {
    #expect(try shape(select(body)) == expected)
  }

  @Test(arguments: [
    ("secrets = [\"*\"]", "A", "B=B:variable C=C:variable"),
    ("as = { X = \"A\", Y = \"A\", Z = \"B\" }", "A", "Z=B:variable"),
    ("files.F = \"A\"", "A", "F=A:file"),
  ])
  func `standard input takes the place of every variable`(
    body: String, input: String, expected: String
  ) throws {
    let selection = try select(body, input: input)
    #expect(shape(selection) == expected)
    #expect(selection.standardInput?.secret == input)
    #expect(selection.opened.contains(input))
  }

  @Test func `only what is in scope can be read`() throws {
    #expect(throws: ScopingError.outsideScope("AB", scope: "a", nearest: nil)) {
      try select("secrets = [\"A\"]", input: "AB")
    }
  }

  @Test func `a file whose secret is missing stops the run, unless it is optional`() throws {
    #expect(throws: ScopingError.missingSecrets([.init(name: "GONE", nearest: nil)], scope: "a")) {
      try select("files.F = \"GONE\"")
    }
    #expect(try shape(select("files.F = \"GONE\"\noptional = [\"GONE\"]")) == "")
  }
}
