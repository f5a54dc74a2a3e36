import SiteModel
import TestSupport
import Testing

@Suite struct CandidateTests {
    @Test func `sync candidates have their last play, last attempt and connection`() async throws {
        let ada = try await StoreOfAda()
        let bob = try await ada.store.addUser(Username("bob"), timeZone: "UTC", visibility: .private, at: noon)
        try await ada.store.connectAccount(
            SpotifyAccount(accountID: "acc", id: "id"), credential: .sample(of: bob), at: noon)
        try await ada.sync(
            FetchedListening(plays: [.offered(.sample("t"), at: -60), .offered(.sample("u"), at: -600)]), of: bob)
        try await ada.store.recordFailedSync(
            SyncRecord(at: noon + .seconds(3600), outcome: .failed, requests: 3, newPlays: 0, errorClass: .timedOut),
            of: bob.id)
        let candidates = try await ada.store.syncCandidates()
        #expect(candidates.map(\.user.username.rawValue) == ["ada", "bob"])
        #expect(candidates.map(\.credentialState) == [nil, .active])
        #expect(candidates.map(\.lastPlayAt) == [nil, noon - .seconds(60)])
        #expect(candidates.map(\.attemptedAt) == [nil, noon + .seconds(3600)])
        #expect(candidates[1].user.syncedAt == noon)
    }

    @Test func `sync records are kept for forty days`() async throws {
        let ada = try await StoreOfAda()
        for day in [0, 1, 40, 41] { try await ada.sync(FetchedListening(), at: noon + .seconds(day * 86_400)) }
        let days = try await ada.store.syncRecords(of: ada.ada.id).map {
            $0.at.since(noon) / .seconds(86_400)
        }
        #expect(days == [41, 40, 1])
    }

    @Test func `a gate is set, read and deleted by name`() async throws {
        let ada = try await StoreOfAda()
        #expect(try await ada.store.gate(named: "spotify") == nil)
        for wait in [60, 90] {
            let gate = Gate(notBefore: noon + .seconds(wait), reason: "quota")
            try await ada.store.setGate(gate, named: "spotify")
            #expect(try await ada.store.gate(named: "spotify") == gate)
        }
        #expect(try await ada.store.gate(named: "other") == nil)
        try await ada.store.setGate(nil, named: "spotify")
        #expect(try await ada.store.gate(named: "spotify") == nil)
    }
}

@Suite struct ManifestTests {
    private func record(_ path: String, of owner: User? = nil, size: Int64 = 1) -> PageRecord {
        PageRecord(
            path: path, owner: owner?.id, fingerprint: [1, 2], contentHash: [3], size: size,
            modifiedNs: 1_795_348_800_123_456_789, renderedAt: noon, checkedAt: noon + .seconds(1))
    }

    @Test func `saved records are found by their owner`() async throws {
        let ada = try await StoreOfAda()
        let user = ada.ada
        #expect(try await ada.store.userPages(named: "ada").records == [])
        try await ada.store.savePages([record("ada/index.html", of: user), record("index.html")])
        try await ada.store.savePages([
            record("ada/index.html", of: user, size: 2), record("ada/2026/index.html", of: user),
        ])
        let pages = try await ada.store.userPages(named: "ada")
        let records = [record("ada/2026/index.html", of: user), record("ada/index.html", of: user, size: 2)]
        #expect(pages.records == records)
        #expect(try await ada.store.userPages(after: nil, limit: 5) == [pages])
        #expect(try await ada.store.pageRecords(["ada/index.html", "never/there"]) == [records[1]])
        try await ada.store.forgetPages(["ada/index.html", "never/there"], at: noon)
        #expect(try await ada.store.userPages(named: "ada").records == [records[0]])
        #expect(try await ada.store.pageRecordsOfNoUser() == [record("index.html")])
    }

    @Test func `pages without a user are those of the site and of removed users`() async throws {
        let ada = try await StoreOfAda()
        let bob = try await ada.store.addUser(Username("bob"), timeZone: "UTC", visibility: .public, at: noon)
        let ofSite = ["404.html", "about/index.html", "assets/a.1.css"].map { record($0) }
        let ofAda = ["ada/2026/index.html", "ada/index.html"].map { record($0, of: ada.ada) }
        try await ada.store.savePages(ofSite + ofAda + [record("bob/index.html", of: bob)])
        #expect(try await ada.store.pageRecordsOfNoUser() == ofSite)
        try await ada.store.renameUser(named: "ada", to: Username("ada2"))
        #expect(try await ada.store.pageRecordsOfNoUser() == ofSite)
        #expect(try await ada.store.userPages(named: "ada2").records == ofAda)
        try await ada.store.removeUser(named: "ada2")
        #expect(try await ada.store.pageRecordsOfNoUser().map(\.path) == (ofSite + ofAda).map(\.path).sorted())
    }

    @Test func `a user who takes a name takes over the pages in its folder`() async throws {
        let ada = try await StoreOfAda()
        let paths = ["ada-b/index.html", "ada/2026/index.html", "ada/index.html", "ada0/index.html"]
        try await ada.store.savePages(paths.map { record($0, of: ada.ada) } + [record("imprint/index.html")])
        try await ada.store.renameUser(named: "ada", to: Username("bob"))
        let ada2 = try await ada.store.addUser(Username("ada"), timeZone: "UTC", visibility: .public, at: noon)
        let taken = try await ada.store.userPages(named: "ada").records
        #expect(taken.map(\.path) == Array(paths[1...2]) && taken.allSatisfy { $0.owner == ada2.id })
        // They still show the former one.
        #expect(try await ada.store.hiddenPageRecords().map(\.path).contains("ada/index.html"))
        #expect(taken.allSatisfy { $0.size != record("").size })
        #expect(try await ada.store.userPages(named: "bob").records.map(\.path) == [paths[0], paths[3]])
        try await ada.store.renameUser(named: "ada", to: Username("imprint"))
        #expect(try await ada.store.pageRecordsOfNoUser() == [])
        #expect(try await ada.store.pageRecords(ofUserNamed: "ada").map(\.path) == Array(paths[1...2]))
        #expect(
            try await ada.store.pageRecords(ofUserNamed: "imprint").map(\.path) == paths[1...2] + ["imprint/index.html"]
        )
    }

    @Test func `pages of users who are private, removed, renamed or without listening are hidden`() async throws {
        let ada = try await StoreOfAda()
        let paths = ["ada/2026/index.html", "ada/index.html"]
        let other = try await ada.store.addUser(Username("bob"), timeZone: "UTC", visibility: .public, at: noon)
        try await ada.insert([.exported(.sample("t"), at: 0, listenedMs: 40_000)])
        try await ada.insert([.exported(.sample("t"), at: 0, listenedMs: 40_000)], of: other)
        try await ada.store.savePages(
            paths.map { record($0, of: ada.ada) } + [record("bob/index.html", of: other), record("index.html")])
        func hidden() async throws -> [String] { try await ada.store.hiddenPageRecords().map(\.path) }
        #expect(try await hidden() == [])
        _ = try await ada.store.updateUser(named: "ada", visibility: .private)
        #expect(try await hidden() == paths)
        _ = try await ada.store.updateUser(named: "ada", visibility: .unlisted)
        #expect(try await hidden() == [])
        try await ada.store.renameUser(named: "ada", to: Username("ad"))
        #expect(try await hidden() == paths)
        try await ada.store.renameUser(named: "ad", to: Username("ada"))
        #expect(try await hidden() == [])
        try await ada.store.disconnectUser(named: "ada")
        #expect(try await hidden() == paths)
        try await ada.store.removeUser(named: "ada")
        #expect(try await hidden() == paths)
    }

    @Test func `users come in batches by name, each once`() async throws {
        let ada = try await StoreOfAda()
        for name in ["b", "c-1", "c", "z9"] {
            _ = try await ada.store.addUser(Username(name), timeZone: "UTC", visibility: .public, at: noon)
        }
        var names: [String] = []
        var stretch = try await ada.store.userPages(after: nil, limit: 2)
        while !stretch.isEmpty {
            names += stretch.map(\.user.username.rawValue)
            stretch = try await ada.store.userPages(after: names.last, limit: 2)
        }
        #expect(names == ["ada", "b", "c", "c-1", "z9"])
    }

    @Test func `a page is shown once there is a connection or a play, unless the user is private`() async throws {
        let ada = try await StoreOfAda()
        #expect(try await ada.store.userPages(named: "ada").isShown == false)
        try await ada.store.connectAccount(
            SpotifyAccount(accountID: "acc", id: "id"), credential: .sample(of: ada.ada), at: noon)
        #expect(try await ada.store.userPages(named: "ada").isShown)
        try await ada.store.disconnectUser(named: "ada")
        #expect(try await ada.store.userPages(named: "ada").isShown == false)
        try await ada.insert([.exported(.sample("t"), at: 0, listenedMs: 40_000)])
        #expect(try await ada.store.userPages(named: "ada").isShown)
        _ = try await ada.store.updateUser(named: "ada", visibility: .private)
        #expect(try await ada.store.userPages(named: "ada").isShown == false)
        #expect(try await ada.store.userPages(after: nil, limit: 9).map(\.isShown) == [false])
    }
}

@Suite struct DirectoryTests {
    let today = LocalDate(dayNumber: 20_779)

    /// A line that tells which days it was made from.
    func line(_ user: User, _ artist: Artist?, _ days: [ListeningDay], _ temperament: Temperament?) -> DirectoryLine {
        DirectoryLine(topArtist: artist?.id ?? "", weeks: days.map { Int64($0.date.dayNumber) })
    }

    @Test func `entries come in the requested order, made from the days from the requested one on`() async throws {
        let ada = try await StoreOfAda()
        let bob = try await ada.store.addUser(Username("bob"), timeZone: "UTC", visibility: .public, at: noon)
        try await ada.sync(
            FetchedListening(
                plays: [.offered(.sample("t"), at: 0), .offered(.sample("t"), at: -864_000)],
                topArtists: [.shortTerm: [.sample("first"), .sample("second")], .longTerm: [.sample("other")]]),
            of: bob)
        let entries = try ada.store.directoryEntries(
            of: [(bob.id, "bob/index.html", []), (99, "cy/index.html", []), (ada.ada.id, "ada/index.html", [])],
            daysFrom: today, making: line)
        #expect(entries.map(\.user.username.rawValue) == ["bob", "ada"])
        #expect(entries.map(\.line.topArtist) == ["first", ""])
        #expect(entries.map(\.line.weeks) == [[20_779], []])
        let longer = try ada.store.directoryEntries(
            of: [(bob.id, "bob/index.html", [])], daysFrom: today.advanced(by: -10), making: line)
        #expect(longer[0].line.weeks == [20_769, 20_779])
    }

    @Test func `a line that is stored with the page is used as long as it was made from the same`() async throws {
        let ada = try await StoreOfAda()
        var record = PageRecord(
            path: "ada/index.html", owner: ada.ada.id, fingerprint: [1], contentHash: [2], size: 3, modifiedNs: 4,
            renderedAt: noon, checkedAt: noon,
            line: StoredLine(
                DirectoryLine(
                    topArtist: "Nova", topArtistID: "n", cover: "https://i.scdn.co/image/ab",
                    weeks: [0, 604_800_000, 1 << 40], streak: 41, label: [.deep, .night]), fingerprint: [7]))
        func stored(_ fingerprint: [UInt8]) throws -> DirectoryLine {
            try ada.store.directoryEntries(
                of: [(ada.ada.id, "ada/index.html", fingerprint)], daysFrom: today, making: line)[0].line
        }
        for artist in ["Nova", "Other"] {
            record.line?.line.topArtist = artist
            try await ada.store.savePages([record])
            #expect(try stored([7]) == record.line?.line)
            #expect(try stored([7]).weeks == [0, 604_800_000, (1 << 32) - 1])
        }
        #expect(try stored([1]).topArtist.isEmpty)
        let kept = record.line
        record.line = nil
        try await ada.store.savePages([record])
        #expect(try stored([7]).topArtist.isEmpty)
        record.line = kept
        try await ada.store.savePages([record])
        #expect(try stored([7]).topArtist == "Other")
        try await ada.store.forgetPages([record.path], at: noon)
        #expect(try stored([7]).topArtist.isEmpty)
    }
}

@Suite struct ProfileTests {
    @Test func `a user without data has an empty profile`() async throws {
        let ada = try await StoreOfAda()
        #expect(try ada.profile() == ProfileListening(user: ada.ada))
        #expect(try ada.store.profile(of: 99, from: LocalDate(dayNumber: 0), listLength: 5) == nil)
    }

    @Test func `days are listed from the requested one on, active dates over all time`() async throws {
        let ada = try await StoreOfAda()
        try await ada.sync([
            .offered(.sample("old", by: "oldArtist"), at: -10 * 86_400), .offered(.sample("t1"), at: -86_400),
            .offered(.sample("t2", by: "a2"), at: 0), .offered(.sample("t3", by: "a2"), at: 500),
        ])
        let today = LocalDate(dayNumber: 20_779)
        let profile = try #require(
            try ada.store.profile(of: ada.ada.id, from: today.advanced(by: -1), listLength: 5))
        #expect(profile.days.map(\.date) == [today.advanced(by: -1), today])
        #expect(profile.days.map(\.plays) == [1, 2])
        let tops = try ada.days().suffix(2)
        #expect(tops.map(\.topArtistID) == ["a1", "a2"])
        #expect(tops.map(\.topTrackID) == ["t1", "t2"])
        #expect(profile.activeDates == [-10, -1, 0].map(today.advanced(by:)))
    }

    @Test func `lists are cut to the requested length`() async throws {
        let ada = try await StoreOfAda()
        try await ada.sync(
            FetchedListening(
                topArtists: [.mediumTerm: (0..<9).map { .sample("a\($0)") }],
                topTracks: [.mediumTerm: (0..<9).map { .sample("t\($0)") }]))
        let profile = try #require(try ada.store.profile(of: ada.ada.id, from: LocalDate(dayNumber: 0), listLength: 3))
        #expect(profile.topArtists[.mediumTerm]?.map(\.rank) == [1, 2, 3])
        #expect(profile.topTracks[.mediumTerm]?.map(\.item.id) == ["t0", "t1", "t2"])
        #expect(profile.topArtists.count == 1 && profile.topTracks.count == 1)
    }

    @Test func `a gap is listed if it ends on or after the first day in the user's zone`() async throws {
        let ada = try await StoreOfAda()
        try await ada.store.setTimeZone(
            ofUserNamed: "ada", to: "Asia/Tokyo", clock: try #require(ZoneOffsets(identifier: "Asia/Tokyo")))
        try await ada.sync([.offered(.sample("t"), at: -3600)])
        try await ada.sync([.offered(.sample("u"), at: 0)], isFull: true)
        let today = LocalDate(dayNumber: 20_779)
        // Noon in UTC is 21:00 in Tokyo.
        for (day, count) in [(today, 1), (today.advanced(by: 1), 0), (today.advanced(by: -1), 1)] {
            let profile = try ada.store.profile(of: ada.ada.id, from: day, listLength: 1)
            #expect(profile?.gaps.count == count)
        }
    }
}
