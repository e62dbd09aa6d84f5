// SPDX-License-Identifier: Apache-2.0

/// One thing that `secrun doctor` looks at.
///
/// A check reads what `Setup` found out and what it finds out by itself; it changes nothing and never
/// throws: what cannot be looked at is a finding or a summary. A new check is a file in `Checks` and a line in
/// `Doctor.checks`.
protocol DoctorCheck: Sendable {
  /// The word for it in the list, such as `memory`.
  var name: String { get }

  /// Looks.
  func examine(_ setup: Setup) -> Diagnosis
}
