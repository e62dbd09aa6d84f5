// SPDX-License-Identifier: Apache-2.0

import Glibc
import SecretMemory
import Testing

/// The environment belongs to the whole process, so whatever changes it runs in a process of its own.
struct InheritedEnvironmentTests {
  @Test func `finds a variable by its name and place`() async {
    await #expect(processExitsWith: .success) {
      _ = unsafe setenv("UNITS_TEXT", "x=y", 1)
      let variable = try #require(
        InheritedEnvironment.variables().first { $0.isNamed("UNITS_TEXT") })
      #expect(InheritedEnvironment.text("UNITS_TEXT") == "x=y")
      #expect(InheritedEnvironment.count(of: variable) == "UNITS_TEXT=x=y".utf8.count)
      #expect(InheritedEnvironment.text("UNITS_TEX") == nil)
      try expectSecret("UNITS_TEX", nil)
    }
  }

  @Test func `copies any bytes of a value into the arena`() async {
    await #expect(processExitsWith: .success) {
      _ = unsafe setenv("UNITS_BYTES", [CChar(bitPattern: 0xFF), 0x41, 0], 1)
      try expectSecret("UNITS_BYTES", [0xFF, 0x41])
      #expect(InheritedEnvironment.isSet("UNITS_BYTES"))
      _ = unsafe setenv("UNITS_BYTES", "", 1)
      #expect(!InheritedEnvironment.isSet("UNITS_BYTES"))
      #expect(!InheritedEnvironment.isSet("UNITS_BYTE"))
      try expectSecret("UNITS_BYTES", [])
    }
  }

  @Test func `a string without an equals sign is all name`() async {
    await #expect(processExitsWith: .success) {
      _ = unsafe putenv(strdup("UNITS_WHOLE=x"))
      let variable = try #require(
        InheritedEnvironment.variables().first { $0.isNamed("UNITS_WHOLE") })
      unsafe environ[variable.index]?[11] = 0
      #expect(InheritedEnvironment.variables()[variable.index].isNamed("UNITS_WHOLE"))
      #expect(InheritedEnvironment.count(of: variable) == 11)
      #expect(InheritedEnvironment.text("UNITS_WHOLE") == nil)
    }
  }

  @Test func `overwrites the values of its own variables in place and no others`() async {
    await #expect(processExitsWith: .success) {
      for (name, value) in [
        ("SECRUN_KEY", "canary"), ("SECRUN_", "canary"), ("SECRUN_EMPTY", ""),
        ("SECRUNNER", "kept"), ("XSECRUN_KEY", "kept"), ("secrun_key", "kept"),
      ] { _ = unsafe setenv(name, value, 1) }
      let before = InheritedEnvironment.variables()
      InheritedEnvironment.overwriteOwnVariables()
      #expect(InheritedEnvironment.variables() == before)
      #expect(InheritedEnvironment.text("SECRUN_KEY") == "xxxxxx")
      #expect(InheritedEnvironment.text("SECRUN_") == "xxxxxx")
      #expect(InheritedEnvironment.text("SECRUN_EMPTY") == "")
      for name in ["SECRUNNER", "XSECRUN_KEY", "secrun_key"] {
        #expect(InheritedEnvironment.text(name) == "kept")
      }
    }
  }
}

private func expectSecret(
  _ name: String, _ expected: [UInt8]?, sourceLocation: SourceLocation = #_sourceLocation
) throws {
  let found = try plainBytes(ifAny: InheritedEnvironment.secret(name))
  #expect(found == expected, sourceLocation: sourceLocation)
}
