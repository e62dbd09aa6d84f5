// SPDX-License-Identifier: Apache-2.0

import Spawning
import Testing

struct TerminalPlanTests {
  private typealias Kind = StandardStreams.Kind

  private static func plan(
    _ input: Kind, _ output: Kind, _ error: Kind, isMerged: Bool = false,
    isForeground: Bool = true, _ mode: TerminalMode = .auto
  ) -> TerminalPlan {
    TerminalPlan(
      StandardStreams(input, output, error, isMerged: isMerged, isForeground: isForeground), mode)
  }

  private static let terminal = Kind.terminal(1)
  private static let another = Kind.terminal(2)

  @Test func `a terminal on all three is one session`() {
    let plan = Self.plan(Self.terminal, Self.terminal, Self.terminal)
    #expect(plan.output == .session && plan.error == .session)
    #expect(plan.isMerged && plan.hasSession)
  }

  @Test func `what is no terminal is a pipe`() {
    let plan = Self.plan(Self.terminal, .other, Self.terminal)
    #expect(plan.output == .pipe && plan.error == .session && !plan.isMerged)
    let none = Self.plan(.other, .pipe, .other)
    #expect(none.output == .pipe && none.error == .pipe && !none.isMerged)
    #expect(Self.plan(.other, .pipe, .pipe, isMerged: true).isMerged)
  }

  @Test func `a pager behind a pipe keeps the keyboard`() {
    let plan = Self.plan(Self.terminal, .pipe, Self.terminal)
    #expect(plan.output == .pipe && plan.error == .display && !plan.hasSession)
  }

  @Test func `a job in the background stays in the user's session`() {
    let plan = Self.plan(Self.terminal, Self.terminal, Self.terminal, isForeground: false)
    #expect(plan.output == .display && plan.error == .display && plan.isMerged)
  }

  @Test func `without the terminal as input there is no session`() {
    let plan = Self.plan(.other, Self.terminal, Self.terminal)
    #expect(plan.output == .display && plan.isMerged && !plan.hasSession)
  }

  @Test func `two terminals stay two`() {
    let plan = Self.plan(Self.terminal, Self.terminal, Self.another)
    #expect(plan.output == .session && plan.error == .display && !plan.isMerged)
  }

  @Test func `where no session can be made the child stays in the user's`() {
    let streams = StandardStreams(
      Self.terminal, Self.terminal, .pipe, isMerged: false, isForeground: true)
    let plan = TerminalPlan(streams, .auto, sessions: false)
    #expect(plan.output == .display && plan.error == .pipe)
    #expect(!plan.hasSession && plan.hasTerminal)
    #expect(!TerminalPlan(streams, .never).hasTerminal)
  }

  @Test func `the user decides otherwise`() {
    let never = Self.plan(Self.terminal, Self.terminal, Self.terminal, isMerged: true, .never)
    #expect(never.output == .pipe && never.error == .pipe && never.isMerged)
    let always = Self.plan(.other, .pipe, .other, .always)
    #expect(always.output == .display && always.error == .display && !always.isMerged)
  }

  @Test(arguments: TerminalMode.allCases)
  func `what is closed stays closed`(_ mode: TerminalMode) {
    let plan = Self.plan(.closed, .closed, .closed, mode)
    #expect(plan.output == .closed && plan.error == .closed && !plan.isMerged)
  }
}
