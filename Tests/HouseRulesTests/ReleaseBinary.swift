// SPDX-License-Identifier: Apache-2.0

import Foundation
import TestKit

/// The release build that Tests/run.sh makes and names in `SECRUN_RELEASE_BINARY`.
enum ReleaseBinary {
  static let path = ProcessInfo.processInfo.environment["SECRUN_RELEASE_BINARY"]

  /// How long the file may be: 16 MiB.
  ///
  /// FoundationEssentials, which comes with ArgumentParser, is nearly half of it.
  static let sizeLimit = 16 << 20

  /// Signs of ICU, which comes with the full Foundation and costs tens of megabytes.
  static let signsOfICU = [
    "_FoundationICU", "FoundationInternationalization", "libicu", "icudt", "uloc_getDefault",
    "ucal_open", "ICU_DATA",
  ]

  /// The signs of ICU in the bytes of a program.
  static func signsOfICU(in bytes: [UInt8]) -> [String] {
    signsOfICU.filter { bytes.contains(bytes: Array($0.utf8)) }
  }

  /// The shared libraries that a program asks for.
  static func neededLibraries(of path: String) throws -> [String] {
    let readelf = try ChildProcess.run("readelf", ["-d", "-W", path], in: "/")
    let text = String(decoding: readelf.output, as: UTF8.self)
    return text.matches(of: /\(NEEDED\).*\[(.*)\]/).map { String($0.output.1) }
  }
}
