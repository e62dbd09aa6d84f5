// SPDX-License-Identifier: Apache-2.0

import SecretMemory
import SecretStore

/// Tells settings such as `PORT=3000` from secrets, by their names and by what their values look like.
///
/// A guess, and made so that it errs to the safe side: a name that hints at a secret is never a setting, and neither is a
/// value that could hold one.
enum PlainSetting {
  private static let secretWords = [
    "KEY", "TOKEN", "SECRET", "PASS", "PWD", "CREDENTIAL", "AUTH", "PRIVATE", "DSN", "WEBHOOK",
    "SALT",
    "CERT", "SIGN", "PIN", "COOKIE", "SESSION", "JWT", "OTP", "SEED", "ENCRYPT", "HASH", "CODE",
  ]
  private static let values: [StaticString] = [
    "true", "false", "yes", "no", "on", "off", "enabled", "disabled", "debug", "info", "warn",
    "warning", "error", "trace", "verbose", "silent", "production", "development", "staging",
    "test", "testing", "local", "localhost", "none", "null", "utf-8", "UTF-8", "UTC", "C.UTF-8",
  ]
  private static let settingWords = [
    "PORT", "HOST", "HOSTNAME", "DEBUG", "LOG_LEVEL", "LOGLEVEL", "ENV", "ENVIRONMENT", "REGION",
    "TZ", "LANG", "LOCALE", "TIMEOUT", "WORKERS", "THREADS", "LIMIT", "COUNT", "SIZE", "MODE",
    "VERSION", "NAME", "DIR", "PATH", "FILE", "URL", "BUCKET", "DOMAIN", "LEVEL", "FORMAT",
  ]
  private static let longest = 64

  static func looksPlain(_ secret: ImportedSecret) -> Bool {
    let words = secret.name.uppercased()
    if secretWords.contains(where: words.contains) { return false }
    return looksPlain(secret.value.bytes, words)
  }

  private static func looksPlain(_ value: borrowing SecretBytes, _ words: String) -> Bool {
    if value.count == 0 { return true }
    guard value.count <= longest else { return false }
    if isNumber(value) { return true }
    for word in values where isEqual(value, word) { return true }
    let names = words.split(separator: "_").map(String.init)
    guard let last = names.last, settingWords.contains(last) || settingWords.contains(words) else {
      return false
    }
    return isAddress(value)
  }

  /// A number that is too short for a key.
  private static func isNumber(_ value: borrowing SecretBytes) -> Bool {
    guard value.count <= 8 else { return false }
    for index in 0..<value.count {
      let byte = value[index]
      guard (0x30...0x39).contains(byte) || byte == UInt8(ascii: ".") else { return false }
    }
    return true
  }

  private static func isEqual(_ value: borrowing SecretBytes, _ word: StaticString) -> Bool {
    guard value.count == word.utf8CodeUnitCount else { return false }
    for (offset, byte) in word.description.utf8.enumerated() where value[offset] != byte {
      return false
    }
    return true
  }

  /// Words, paths, hosts and URLs without a user, a query, or a long run that could be a key.
  private static func isAddress(_ value: borrowing SecretBytes) -> Bool {
    var run = 0
    var digits = 0
    for index in 0..<value.count {
      let byte = value[index]
      switch byte {
      case 0x30...0x39:
        run += 1
        digits += 1
      case 0x41...0x5A, 0x61...0x7A: run += 1
      case UInt8(ascii: "."), UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "/"),
        UInt8(ascii: ":"):
        (run, digits) = (0, 0)
      default: return false
      }
      if run > 20 || (run > 8 && digits > 3) { return false }
    }
    return true
  }
}
