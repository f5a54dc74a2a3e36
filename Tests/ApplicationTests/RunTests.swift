import Application
import Foundation
import Rendering
import SiteModel
import SpotifySimulator
import SyncRunner
import Testing

@Suite(.timeLimit(.minutes(20))) struct RunTests {
    @Test func `a run with nobody connected builds the site and asks nobody`() async throws {
        let site = try TestApplication()
        try site.application.store().close()
        let report = try await site.application.run()
        #expect(report.sync?.due == 0)
        #expect(report.build?.failed == 0)
        #expect(site.page("index.html") != nil)
        let again = try await site.application.run()
        #expect(again.build?.written == 0)
    }

    @Test func `a run that lacks the client id builds all the same`() async throws {
        try await TestApplication.withSpotify { site, spotify in
            _ = try await site.connect("ada", UserChange(visibility: .public), as: spotify.accounts[0])
            var application = site.application
            application.settings.spotifyClientID = nil
            let report = try await application.run()
            #expect(report.sync == nil)
            #expect(report.syncProblem is SettingsError)
            #expect(report.build?.failed == 0)
            #expect(site.page("ada/index.html") != nil)
        }
    }

    @Test func `a hidden page that cannot be deleted keeps nobody from being synced and shown`() async throws {
        try await TestApplication.withSpotify { site, spotify in
            try await site.addUser("eve")
            _ = try await site.application.run()
            _ = try await site.connect("ada", UserChange(visibility: .public), as: spotify.accounts[0])
            try site.blockPage(of: "eve")
            let store = try site.application.store()
            _ = try await store.updateUser(named: "eve", visibility: .private)
            let report = try await site.application.run()
            #expect(report.hiddenPagesProblem != nil)
            #expect(report.sync?.synced == 1)
            // The page and the data beside it.
            #expect(report.build?.failed == 2)
            #expect(site.page("ada/index.html") != nil)
            #expect(site.page("index.html")?.contains("ada/") == true)
            #expect(site.page("index.html")?.contains("eve/") == false)
            try site.unblockPage(of: "eve")
            #expect(try await site.application.run().hiddenPagesProblem == nil)
            #expect(site.page("eve/index.html") == nil)
        }
    }

    @Test func `a database that has built elsewhere does not overwrite another site`() async throws {
        let (site, other) = (try TestApplication(), try TestApplication(at: TestApplication.now + .seconds(60)))
        for (site, user) in [(site, "ada"), (other, "eve")] {
            try await site.addUser(user)
            _ = try await site.application.run()
        }
        var application = site.application
        application.settings.output = other.path + "/output"
        await #expect(throws: OperatingError.self) { try await application.build() }
        #expect(other.page("index.html")?.contains("eve/") == true)
    }

    @Test func `pages of the operator and copies of the site are not taken for another site`() async throws {
        let site = try TestApplication()
        try await site.addUser("ada")
        _ = try await site.application.run()
        // A page and an asset of the operator, of which none links the other.
        let (output, files) = (site.path + "/output", FileManager.default)
        try files.createDirectory(atPath: output + "/blog", withIntermediateDirectories: true)
        try "<p>Mine".write(toFile: output + "/blog/index.html", atomically: true, encoding: .utf8)
        try "a{}".write(toFile: output + "/assets/x.01234567.css", atomically: true, encoding: .utf8)
        var application = site.application
        application.settings.database = site.path + "/empty.sqlite"
        application.settings.output = site.path + "/copy"
        try files.copyItem(atPath: output, toPath: site.path + "/copy")
        try files.removeItem(atPath: site.path + "/copy/ada")
        #expect(try await application.build().failed > 0)  // It does not know the pages, and leaves them alone.
        // A copy has other times.
        application = site.application
        application.settings.output = site.path + "/copy"
        #expect(try await application.build().failed == 0)
    }

    @Test func `an unknown user stops a run before anything is done`() async throws {
        let site = try TestApplication()
        try site.application.store().close()
        await #expect(throws: StoreError.unknownUser("ada", nearest: nil)) {
            try await site.application.run(users: ["ada"])
        }
        #expect(site.page("index.html") == nil)
    }

    @Test func `while another run holds the lock, runs are refused and looking on is allowed`() async throws {
        let site = try TestApplication()
        _ = try await site.application.build()
        let lock = try await RunLock.take(for: site.application.settings.database)
        defer { withExtendedLifetime(lock) {} }
        await #expect { try await site.application.run() } throws: { error in
            if case LockError.held = error { true } else { false }
        }
        #expect(try await site.application.status().run?.process == Int(getpid()))
        #expect(try await site.application.build(isDryRun: true).failed == 0)
    }

    @Test func `a new time zone reports that it waits for a sync of the user, and is set when that ends`() async throws
    {
        let waits = AsyncStream<Void>.makeStream()
        let site = try TestApplication(observer: Observer(waits: { waits.continuation.yield() }))
        try await site.addUser("ada")
        let store = try site.application.store()
        let ada = try await store.user(named: "ada").id
        let lock = try await store.locks.user(ada, patience: .zero)
        let zone = try #require(TimeZone(identifier: "Asia/Tokyo"))
        async let change = site.application.changeUser("ada", UserChange(bio: "Waited.", timeZone: zone))
        for await _ in waits.stream { break }
        lock.release()
        #expect(try await change.failed == 0)
        #expect(site.page("ada/index.html")?.contains("Waited.") == true)
        #expect(try await store.user(named: "ada").timeZone == "Asia/Tokyo")
    }
}
