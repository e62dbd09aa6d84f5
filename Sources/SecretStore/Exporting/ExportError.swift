// SPDX-License-Identifier: Apache-2.0

package import SecretMemory

/// Why values cannot be written in a form; names only.
package enum ExportError: Error, Equatable {
  /// The form has no way to say these values.
  case notExpressible(names: [String])
  /// What was written does not read back as it should; nothing of it was handed out.
  case notProved
  /// Secret memory could not be had.
  case memory(SecretMemoryError)
}
