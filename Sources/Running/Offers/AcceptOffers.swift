// SPDX-License-Identifier: Apache-2.0

import Scoping
import SecretMemory
import SecretStore
import SystemCalls

/// Looking at what was offered, and signing or refusing it.
package struct AcceptOffers {
  private let project: Project
  /// Gone as soon as it has signed.
  private var identity: Identity?
  /// The offers that are asked about.
  private let offers: [Offer]

  /// Reads the offers: all, or those of the names, or the one of that number.
  package init(
    _ names: [String], number: Int?, _ places: PlaceOptions
  ) throws(RunFailure) {
    let project = try Project.find(places)
    // A missing store is told before a missing identity, which is read once: its variable is overwritten then.
    _ = try project.readStore()
    let identity = try project.identity()
    let all = try SecretPhase.run(failed: RunFailure.init) { () throws(RunFailure) in
      let store = try project.open(identity)
      return try project.explaining { () throws(StoreError) in try store.offers() }
    }
    for name in names where !all.contains(where: { $0.name == name }) {
      throw RunFailure(.noOffer(name: name), store: project.storePath)
    }
    self.project = project
    self.identity = identity
    offers = all.filter { offer in
      (names.isEmpty || names.contains(offer.name)) && (number == nil || number == offer.number)
    }
    guard number == nil || !offers.isEmpty else {
      throw RunFailure("there is no such offer", hints: ["see what there is with: secrun accept"])
    }
  }

  /// Whether there is nothing to accept.
  package var isEmpty: Bool { offers.isEmpty }

  /// What is offered and what would change, for standard output; who offers it nobody can know.
  package var text: [UInt8] {
    let now = CurrentProcess.time
    let rows = offers.map { offer in
      [
        "\(offer.number)", offer.name, offer.group, "unknown", words(for: offer.effect),
        offer.details.map { Duration.text(max(0, now - $0.created)) } ?? "-",
        offer.details.map { PrintableText.escaped($0.note, limit: 4096) } ?? "-",
      ]
    }
    return TextTable.bytes(["NUMBER", "NAME", "GROUP", "BY", "EFFECT", "AGE", "NOTE"], rows)
  }

  /// The same for machines.
  package var json: [UInt8] {
    JSONText.bytes(
      offers.map { offer in
        Row(
          number: offer.number, name: offer.name, group: offer.group,
          effect: words(for: offer.effect), created: offer.details?.created,
          note: offer.details?.note)
      })
  }

  private struct Row: Encodable {
    let number: Int
    let name: String
    let group: String
    let effect: String
    /// Nil, as the note is, for an offer that cannot be opened.
    let created: Int64?
    let note: String?
  }

  /// Asks the user on the terminal; false is no.
  package func ask(_ question: String) throws(RunFailure) -> Bool {
    guard Terminal.isTerminal(0) else {
      throw RunFailure(
        "nothing was accepted: there is no terminal to ask on",
        hints: ["add --yes to sign what was shown, or --reject to take it out"])
    }
    do throws(SystemCallError) {
      return ["y", "yes"].contains(try Terminal.ask("\(question) [y/N] ").lowercased())
    } catch {
      throw RunFailure(error)
    }
  }

  /// Refuses what cannot be accepted: a choice that was not made, or a name that must be insisted on.
  package func check(isDangerAllowed: Bool) throws(RunFailure) {
    var seen: Set<String> = []
    for offer in offers {
      guard seen.insert(offer.name).inserted else {
        throw RunFailure(
          "\(offer.name) is offered more than once",
          hints: ["choose one with --number, and take the others out with --reject"])
      }
      guard offer.effect != .cannotBeOpened else {
        throw RunFailure(
          "the offer of \(offer.name) cannot be opened: it is for another group, key or store",
          hints: ["take it out with: secrun accept --reject --number \(offer.number)"])
      }
    }
    try NameDanger.refuse(offers.map(\.name), unless: isDangerAllowed)
  }

  /// Signs exactly the offers that were shown.
  package mutating func accept() throws(RunFailure) {
    let now = CurrentProcess.time
    let offers = offers
    try edit { store throws(StoreError) in
      // From the last to the first, so that the numbers stay right.
      for offer in offers.reversed() { try store.accept(offer, now: now) }
    }
  }

  /// Takes the offers that were shown out of the store.
  package mutating func reject() throws(RunFailure) {
    let offers = offers
    try edit { store throws(StoreError) in try store.reject(offers) }
  }

  private mutating func edit(
    _ body: (OpenStore) throws(StoreError) -> Void
  ) throws(RunFailure) {
    try SecretPhase.run(failed: RunFailure.init) { () throws(RunFailure) in
      try project.edit(with: identity.take()) { store throws(StoreError) in
        try body(store)
        return ((), true)
      }
    }
  }

  private func words(for effect: Offer.Effect) -> String {
    switch effect {
    case .adds: "new"
    case .replaces(let version): "replaces version \(version)"
    case .repeats: "the value it has"
    case .cannotBeOpened: "cannot be opened"
    }
  }
}
