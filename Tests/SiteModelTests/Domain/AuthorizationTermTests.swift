import SiteModel
import Testing

@Suite struct AuthorizationTermTests {
    @Test(arguments: [
        ("2026-01-15T08:30:00.250Z", "2026-07-15T08:30:00.250Z"), ("2026-08-31T23:59:59Z", "2027-02-28T23:59:59Z"),
        ("2027-08-31T00:00:00Z", "2028-02-29T00:00:00Z"), ("2026-03-31T12:00:00Z", "2026-09-30T12:00:00Z"),
        ("2026-06-30T12:00:00Z", "2026-12-30T12:00:00Z"), ("2026-07-01T12:00:00Z", "2027-01-01T12:00:00Z"),
    ])
    func `an authorization ends six calendar months later`(from: String, to: String) throws {
        let term = AuthorizationTerm(authorizedAt: try #require(Instant(from)))
        #expect(term.endsAt == Instant(to))
    }

    @Test func `days left are whole, and the warning begins with 30 days left`() throws {
        let term = AuthorizationTerm(authorizedAt: try #require(Instant("2026-06-22T10:00:00Z")))
        let end = term.endsAt
        #expect(term.daysLeft(at: end - .seconds(31 * 86_400)) == 31)
        #expect(!term.isEnding(at: end - .seconds(31 * 86_400)))
        #expect(term.isEnding(at: end - .seconds(31 * 86_400 - 1)))
        #expect(term.daysLeft(at: end - .seconds(86_399)) == 0)
        #expect(term.daysLeft(at: end + .seconds(1)) == 0)
    }
}
