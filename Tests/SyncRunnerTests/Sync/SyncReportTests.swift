import Foundation
import SiteModel
import TestSupport
import Testing

@testable import SyncRunner

@Suite struct SyncReportTests {
    @Test func `the JSON report has every key, with null for missing values`() throws {
        var report = SyncReport()
        report.due = 2
        report.synced = 1
        report.failed = 1
        report.skipped = 97
        report.newPlays = 23
        report.requests = 8
        report.users = [
            .init(username: "ada", outcome: .synced, newPlays: 23, requests: 7, reason: nil),
            .init(username: "bob", outcome: .failed, newPlays: 0, requests: 1, reason: "why", problem: .other),
        ]
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys]
        #expect(
            String(decoding: try encoder.encode(report), as: UTF8.self) == """
                {"due":2,"failed":1,"gateClosedUntil":null,"left":0,"newPlays":23,"requests":8,"skipped":97,"synced":1,\
                "users":[{"newPlays":23,"outcome":"synced","reason":null,"requests":7,"username":"ada"},\
                {"newPlays":0,"outcome":"failed","reason":"why","requests":1,"username":"bob"}]}
                """)
        report.gateClosedUntil = .sample
        #expect(
            String(decoding: try encoder.encode(report), as: UTF8.self)
                .contains(#""gateClosedUntil":"2026-11-22T10:00:00Z""#))
    }

    struct Case: CustomTestStringConvertible {
        var testDescription: String
        var problems: [SyncReport.Problem?]
        var expected: SyncReport.ExitReason
    }

    static let cases: [Case] = [
        Case(testDescription: "nobody due", problems: [], expected: .done),
        Case(testDescription: "all synced", problems: [nil, nil], expected: .done),
        Case(testDescription: "too early", problems: [.tooEarly], expected: .tryLater),
        Case(testDescription: "one synced, the gate closed then", problems: [nil, .gate], expected: .tryLater),
        Case(testDescription: "all unreachable", problems: [.unreachable, .unreachable], expected: .unreachable),
        Case(testDescription: "one unreachable", problems: [nil, .unreachable], expected: .someFailed),
        Case(testDescription: "one named, refused", problems: [.connection], expected: .needsReconnect),
        Case(testDescription: "one of two refused", problems: [nil, .connection], expected: .someFailed),
        Case(testDescription: "mixed", problems: [.connection, .unreachable], expected: .someFailed),
        Case(testDescription: "failed, then the gate closed", problems: [.other, .gate], expected: .someFailed),
        Case(testDescription: "not on the list", problems: [.configuration], expected: .configuration),
        Case(testDescription: "something else", problems: [.other], expected: .someFailed),
    ]

    @Test func `the JSON report says rateLimited for a rate limit and for a sync that is too early`() throws {
        let words = try [SyncOutcome.rateLimited, .tooEarly].map { outcome in
            let user = SyncReport.User(
                username: "ada", outcome: outcome, newPlays: 0, requests: 0, reason: nil, notBefore: .sample)
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.sortedKeys]
            return String(decoding: try encoder.encode(user), as: UTF8.self)
        }
        #expect(
            Set(words) == [#"{"newPlays":0,"outcome":"rateLimited","reason":null,"requests":0,"username":"ada"}"#])
    }

    @Test(arguments: cases) func `the results of all users give one exit reason`(_ c: Case) {
        var report = SyncReport()
        report.users = c.problems.map {
            .init(
                username: "ada", outcome: $0 == nil ? .synced : .failed, newPlays: 0, requests: 0, reason: nil,
                problem: $0)
        }
        report.synced = c.problems.count { $0 == nil }
        #expect(report.exitReason == c.expected)
    }

    @Test(arguments: [
        ([RefusalStreak.Sign](), false), ([.refused, .refused], false), ([.refused, .refused, .refused], true),
        ([.refused, .accepted, .refused, .refused], false), ([.refused, .none, .refused, .none, .refused], true),
        ([.refusedByAge, .refusedByAge, .refusedByAge], false),
        ([.accepted, .refused, .refused, .refusedByAge, .refused], true),
    ]) func `three unexplained refusals in a row count as an outage`(_ signs: [RefusalStreak.Sign], _ isOutage: Bool) {
        #expect(RefusalStreak.isOutage(signs) == isOutage)
    }
}
