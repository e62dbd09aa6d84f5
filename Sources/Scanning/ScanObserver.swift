// SPDX-License-Identifier: Apache-2.0

package import SystemCalls

/// Who is told what a scan comes across, in the order of the scan.
package protocol ScanObserver: AnyObject {
  /// A value of the store stands somewhere.
  func found(_ leak: Leak)
  /// Something looks like a key.
  func suspected(_ key: SuspectedKey)
  /// A file or folder could not be read.
  func skipped(_ path: [UInt8], _ error: SystemCallError)
  /// One more file, or object of a repository, of so many bytes was read.
  func passed(bytes: Int)
}
