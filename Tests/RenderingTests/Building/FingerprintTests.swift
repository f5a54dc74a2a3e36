import Testing

@testable import Rendering
@testable import SiteModel

@Suite struct FingerprintTests {
    private static let today = LocalDate(dayNumber: 20_779)
    private static let user = User(
        id: 7, username: Username(stored: "ada"), spotifyAccountID: "x1", displayName: "Ada", imageURL: "https://i/1",
        profileURL: "https://p/1", timeZone: "Europe/Berlin", bio: "Hello", visibility: .public,
        hiddenSections: [.clock, .weeks], dataVersion: 3, syncedAt: Instant(seconds: 1), profileFetchedAt: nil,
        createdAt: Instant(seconds: 0))

    private static func site(
        templates: [UInt8] = [1], assets: [UInt8] = [2], settings: [String: String?] = ["title": "A", "baseURL": nil],
        precompression: Precompression = .gzip, rendererVersion: Int = 1
    ) -> SharedFingerprint {
        SharedFingerprint(
            templates: templates, assets: assets, settings: settings, precompression: precompression,
            rendererVersion: rendererVersion)
    }

    struct Change: Sendable, CustomTestStringConvertible {
        var name: String
        var isSeen = true
        var site = FingerprintTests.site()
        var today = FingerprintTests.today
        var user: @Sendable (inout User) -> Void = { _ in }
        var testDescription: String { name }
    }

    static let changes = [
        Change(name: "data version") { $0.dataVersion += 1 },
        Change(name: "username") { $0.username = Username(stored: "bob") },
        Change(name: "display name") { $0.displayName = "Eda" },
        Change(name: "no display name") { $0.displayName = nil },
        Change(name: "empty display name") { $0.displayName = "" },
        Change(name: "image") { $0.imageURL = "https://i/2" },
        Change(name: "profile link") { $0.profileURL = nil },
        Change(name: "time zone") { $0.timeZone = "Asia/Tokyo" },
        Change(name: "bio") { $0.bio = "" },
        Change(name: "visibility") { $0.visibility = .unlisted },
        Change(name: "fewer hidden sections") { $0.hiddenSections = [.clock] },
        Change(name: "other hidden sections") { $0.hiddenSections = [.clock, .months] },
        Change(name: "templates", site: site(templates: [9])),
        Change(name: "assets", site: site(assets: [9])),
        Change(name: "renderer", site: site(rendererVersion: 2)),
        Change(name: "title", site: site(settings: ["title": "B", "baseURL": nil])),
        Change(name: "base URL", site: site(settings: ["title": "A", "baseURL": ""])),
        Change(name: "precompression", site: site(precompression: .none)),
        Change(name: "the next day", today: today.advanced(by: 1)),
        Change(name: "nothing", isSeen: false),
        Change(name: "the store's own key", isSeen: false) { $0.id = 8 },
        Change(name: "a sync that found nothing", isSeen: false) { $0.syncedAt = Instant(seconds: 2) },
        Change(name: "the same sections", isSeen: false) { $0.hiddenSections = [.weeks, .clock] },
        Change(name: "the same settings", isSeen: false, site: site(settings: ["baseURL": nil, "title": "A"])),
    ]

    @Test(arguments: changes)
    func `a page's fingerprint changes with what the page shows, and with nothing else`(_ change: Change) {
        var user = Self.user
        change.user(&user)
        let before = Self.site().fingerprint(of: Self.user, today: Self.today)
        let after = change.site.fingerprint(of: user, today: change.today)
        #expect((before != after) == change.isSeen)
        #expect(after.count == 32)
    }

    @Test func `every change gives a different fingerprint`() {
        let all = Self.changes.filter(\.isSeen).map { change in
            var user = Self.user
            change.user(&user)
            return change.site.fingerprint(of: user, today: change.today)
        }
        #expect(Set(all).count == all.count)
    }

    @Test func `fields do not run into each other`() {
        func digest(_ fields: (inout Fingerprint) -> Void) -> [UInt8] {
            var fingerprint = Fingerprint(of: "test")
            fields(&fingerprint)
            return fingerprint.digest
        }
        let all = [
            digest { _ in },
            digest { $0.add("a", "bc") },
            digest { $0.add("ab", "c") },
            digest { $0.add("a", "") },
            digest { $0.add("a", nil) },
            digest { $0.add("a", [String]()) },
            digest { $0.add("a", [""]) },
            digest { $0.add("a", ["bc"]) },
            digest { $0.add("a", ["b", "c"]) },
            digest { $0.add("a", ["c", "b"]) },
            digest {
                $0.add("a", "b")
                $0.add("c", "")
            },
            digest {
                $0.add("c", "")
                $0.add("a", "b")
            },
            Fingerprint(of: "other").digest,
        ]
        #expect(Set(all).count == all.count)
    }

    @Test func `a fingerprint is the same on every machine`() {
        var fingerprint = Fingerprint(of: "test")
        fingerprint.add("number", 1)
        let hex = fingerprint.digest.map { String($0, radix: 16) }.joined()
        // printf '\4\0\0\0\0\0\0\0test\6\0\0\0\0\0\0\0number\1\1\0\0\0\0\0\0\0001' | sha256sum, without leading zeros
        #expect(hex == "5a3f189f697177e92b7ef3402794f18c2f6356e881a51504dce9018159b1b")
    }

    @Test func `pages of the site have different fingerprints, which depend on the templates`() throws {
        let site = Self.site()
        let paths = [try SitePath("index.html"), try SitePath("404.html")]
        let digests = paths.map { site.fingerprint(of: $0).digest }
        #expect(digests[0] != digests[1])
        #expect(digests[0] != Self.site(templates: [9]).fingerprint(of: paths[0]).digest)
    }
}
