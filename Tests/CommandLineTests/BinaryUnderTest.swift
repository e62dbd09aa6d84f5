// SPDX-License-Identifier: Apache-2.0

import Foundation

/// The secrun that the scripts run.
enum BinaryUnderTest {
  /// `SECRUN_TEST_BINARY`, else the product of the same build, which stands beside the test bundle.
  static let path: String = {
    if let chosen = ProcessInfo.processInfo.environment["SECRUN_TEST_BINARY"] { return chosen }
    let bundle =
      (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe"))
      ?? CommandLine.arguments[0]
    return URL(fileURLWithPath: bundle).deletingLastPathComponent()
      .appendingPathComponent("secrun").path
  }()

  /// How many bytes are much output: an unoptimised build is a hundred times slower than a release.
  static let largeOutput =
    ProcessInfo.processInfo.environment["SECRUN_TEST_BINARY"] == nil ? "1000000" : "25000000"

  /// How many runs are many: `SECRUN_TEST_RUNS`, such as 10000 for the long form, else what takes a few seconds.
  static let manyRuns = ProcessInfo.processInfo.environment["SECRUN_TEST_RUNS"] ?? "300"
}
