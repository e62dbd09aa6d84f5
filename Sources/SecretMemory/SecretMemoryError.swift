// SPDX-License-Identifier: Apache-2.0

/// What can go wrong in secret memory; no case carries a byte of a secret.
package enum SecretMemoryError: Error, Equatable {
  /// The kernel gave no memory; `errno` says why.
  case noMemory(errno: Int32)
  /// libsodium did not start.
  case noCryptography
  /// The disposable thread of a secret phase could not be started; `errno` says why.
  case noThread(errno: Int32)
  /// A box did not open: wrong key, or altered.
  case notAuthentic
  /// Text was not canonical unpadded base64, or decoded to another length than asked for.
  case notBase64
  /// A key had the wrong length.
  case wrongKeyLength
}
