// SPDX-License-Identifier: Apache-2.0

import ChildEnvironment
import Glibc
import SecretMemory
import Testing

/// The inherited environment belongs to the process, so each test has a process of its own.
struct EnvironmentBlockTests {
  /// Leaves nothing but these strings in the environment.
  private static func inherit(bytes strings: [[UInt8]]) -> [InheritedVariable] {
    _ = clearenv()
    for string in strings { _ = unsafe putenv(strdup(string.map(CChar.init(bitPattern:)) + [0])) }
    return strings.isEmpty ? [] : InheritedEnvironment.variables()
  }

  private static func inherit(_ strings: String...) -> [InheritedVariable] {
    inherit(bytes: strings.map { Array($0.utf8) })
  }

  private static func strings(_ block: borrowing EnvironmentBlock) -> [[UInt8]] {
    unsafe block.table.withPointers { pointers in
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

  private static func text(_ block: borrowing EnvironmentBlock) -> [String] {
    strings(block).map { String(decoding: $0, as: UTF8.self) }
  }

  private static func injected(_ name: String, bytes: [UInt8]) throws -> InjectedSecret {
    InjectedSecret(variable: name, value: SharedSecret(try SecretBytes(copying: bytes)))
  }

  private static func injected(_ name: String, _ value: String) throws -> InjectedSecret {
    try injected(name, bytes: Array(value.utf8))
  }

  @Test func `a scope's value beats an inherited one, and a secret beats both`() async {
    await #expect(processExitsWith: .success) {
      let inherited = Self.inherit("A=inherited", "B=inherited", "C=inherited")
      let block = try EnvironmentBlock(
        inherited: inherited, rules: EnvironmentRules(.all),
        plain: [.init(name: "B", value: "plain"), .init(name: "C", value: "plain")],
        secrets: [Self.injected("C", "secret")])
      #expect(Self.text(block) == ["A=inherited", "B=plain", "C=secret"])
    }
  }

  @Test func `a name that was inherited twice stands there once`() async {
    await #expect(processExitsWith: .success) {
      _ = Self.inherit("A=1", "X=2")
      // putenv would replace a variable of the same name, so the second one is renamed in place.
      unsafe environ[1]?[0] = CChar(UInt8(ascii: "A"))
      let variables = InheritedEnvironment.variables()
      #expect(variables.map(\.name) == [[0x41], [0x41]])
      let replaced = try EnvironmentBlock(
        inherited: variables, rules: EnvironmentRules(.all), plain: [],
        secrets: [Self.injected("A", "secret")])
      #expect(Self.text(replaced) == ["A=secret"])
      let kept = try EnvironmentBlock(
        inherited: variables, rules: EnvironmentRules(.all), plain: [], secrets: [])
      #expect(Self.text(kept) == ["A=1"])
    }
  }

  @Test func `bytes that are not UTF-8 pass through unchanged`() async {
    await #expect(processExitsWith: .success) {
      let odd: [UInt8] = [0x41, 0x3D, 0xFF, 0x80, 0x3D]
      let block = try EnvironmentBlock(
        inherited: Self.inherit(bytes: [odd, [0xFE, 0x3D]]), rules: EnvironmentRules(.all),
        plain: [], secrets: [Self.injected("B", bytes: [0xC3, 0x28])])
      #expect(Self.strings(block) == [odd, [0xFE, 0x3D], [0x42, 0x3D, 0xC3, 0x28]])
    }
  }

  @Test func `an inherited string is pointed at and not copied`() async {
    await #expect(processExitsWith: .success) {
      let block = try EnvironmentBlock(
        inherited: Self.inherit("A=1"), rules: EnvironmentRules(.all), plain: [], secrets: [])
      unsafe environ[0]?[2] = CChar(UInt8(ascii: "2"))
      #expect(Self.text(block) == ["A=2"])
    }
  }

  @Test func `a clean environment has only what is said`() async {
    await #expect(processExitsWith: .success) {
      let inherited = Self.inherit("SECRUN_KEY=canary", "PATH=/bin", "HOME=/h")
      let block = try EnvironmentBlock(
        inherited: inherited, rules: EnvironmentRules(.matching { $0 == Array("PATH".utf8) }),
        plain: [], secrets: [Self.injected("S", "")])
      #expect(Self.text(block) == ["PATH=/bin", "S="])
      let none = try EnvironmentBlock(
        inherited: [], rules: EnvironmentRules(.all), plain: [], secrets: [])
      #expect(Self.text(none).isEmpty)
    }
  }

  @Test func `many long values fit`() async {
    await #expect(processExitsWith: .success) {
      let secrets = try (0..<200).map {
        try Self.injected("S\($0)", bytes: [UInt8](repeating: 0x78, count: $0 * 17))
      }
      let plain = (0..<200).map { ScopeVariable(name: "P\($0)", value: "\u{e9}\($0)") }
      let block = try EnvironmentBlock(
        inherited: Self.inherit("A=1"), rules: EnvironmentRules(.all), plain: plain,
        secrets: secrets)
      let strings = Self.strings(block)
      #expect(strings.count == 401)
      #expect(strings[400].count == 5 + 199 * 17)
      #expect(strings[200] == Array("P199=\u{e9}199".utf8))
    }
  }
}
