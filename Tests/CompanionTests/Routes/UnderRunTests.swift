import Application
import Foundation
import SiteModel
import SpotifyTestSupport
import TestSupport
import Testing

/// A run over everybody is under way: nobody waits for it.
@Suite(.timeLimit(.minutes(20))) struct UnderRunTests {
    @Test func `a sync, a change and a departure are done while a run holds its lock`() async throws {
        try await CompanionSite.running { site in
            let zoe = try await site.signedUp("zoe")
            let zed = try await site.signedUp("zed", as: 1)
            let shown = [("visibility", "public"), ("timeZone", "UTC"), ("bio", "")]
            #expect(try await zed.submit("/account/settings", shown).status == 303)
            let run = try await RunLock.take(for: site.application.settings.database)
            let synced = try await zoe.submit("/api/spotify/sync", headers: ["Accept": "application/json"])
            #expect(synced.status == 200, "\(synced)")
            #expect(try await site.store.user(named: "zoe").syncedAt == site.clock.wall.now())
            let hidden = try await zed.submit(
                "/account/settings", [("visibility", "private"), ("timeZone", "Asia/Tokyo"), ("bio", "")])
            #expect(hidden.location == "/account/?done=hidden", "\(hidden)")
            #expect(site.page("zed/index.html") == nil)
            #expect(try await zed.submit("/account/delete", [("username", "zed")]).status == 303)
            while try await site.store.hasUser(named: "zed") { await Task.yield() }
            withExtendedLifetime(run) {}
        }
    }
}
