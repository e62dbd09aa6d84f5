// SPDX-License-Identifier: Apache-2.0

import FoundationEssentials

/// One line of the audit log as `Documentation.docc/AuditLog.md` describes it; what a line does not have is nil.
struct LoggedRecord: Decodable {
  /// A secret that was released, or would have been.
  struct Secret: Codable {
    let name: String
    let version: UInt64?
    let delivered: [String]?
  }

  /// How often a secret was redacted in one encoding on one stream.
  struct Redaction: Codable {
    let name: String
    let encoding: String
    let stream: String
    let count: Int
  }

  let seq: UInt64
  let time: String
  let event: String
  let run: String?
  let decision: String?
  let refusal: String?
  let user: String?
  let uid: UInt32?
  let pid: Int32?
  let ppid: Int32?
  let parent: String?
  let tty: Bool?
  let cwd: String?
  let argv0: String?
  let program: String?
  let programDigest: String?
  let pinDigest: String?
  let mode: String?
  let reason: String?
  let scope: String?
  let scopeFile: String?
  let scopeDigest: String?
  let store: String?
  let storeId: String?
  let secrets: [Secret]?
  let status: Int32?
  let signal: Int32?
  let failure: String?
  let durationMs: Int?
  let redactions: [Redaction]?

  /// Reads lines, leaving out what is no record; `verify` says where such are.
  static func read(_ lines: [[UInt8]]) -> [LoggedRecord] {
    let decoder = JSONDecoder()
    decoder.keyDecodingStrategy = .convertFromSnakeCase
    return lines.compactMap { try? decoder.decode(LoggedRecord.self, from: Data($0)) }
  }
}
