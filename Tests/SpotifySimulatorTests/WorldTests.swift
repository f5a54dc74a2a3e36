import Foundation
import SpotifySimulator
import Testing

@Suite struct WorldTests {
    private struct Print: Hashable {
        var track: String?
        var endedAt: Int64
        var listenedMs: Int
        var visibleFrom: Int64
        var context: SimulatedContext?

        init(_ play: SimulatedPlay) {
            track = play.track.id
            endedAt = play.endedAt
            listenedMs = play.listenedMs
            visibleFrom = play.visibleFrom
            context = play.context
        }
    }

    private func prints(_ world: SimulatorWorld, _ key: String, from: Int64 = .min, to: Int64) -> [Print] {
        world.plays(of: world.account(key: key)?.id ?? "", from: from, to: to).map(Print.init)
    }

    @Test func `the same seed gives the same accounts and plays, another seed gives others`() {
        let again = SimulatorWorld(seed: 1, listeners: 16, now: now)
        let other = SimulatorWorld(seed: 2, listeners: 16, now: now)
        #expect(again.accounts.map(\.accountID) == world.accounts.map(\.accountID))
        for account in world.accounts {
            #expect(prints(again, account.key, to: now) == prints(world, account.key, to: now))
        }
        #expect(prints(other, "night-owl", to: now) != prints(world, "night-owl", to: now))
    }

    @Test func `the same seed gives the same bytes over HTTP`() async throws {
        func bytes() async throws -> [Data] {
            var bytes: [Data] = []
            let own = SimulatorWorld(seed: 5, listeners: 6, now: now)
            try await withSimulator(world: own) { simulator, visitor in
                for account in own.accounts {
                    let token = try await visitor.connect(account.id).access
                    for path in ["/me", "/me/player/recently-played?limit=50", "/me/top/tracks", "/me/top/artists"] {
                        let text = try await visitor.get(path, token: token).text
                        // Pages name the address they were asked at, and the port differs.
                        bytes.append(Data(text.replacing(simulator.baseURL, with: "").utf8))
                    }
                    bytes.append(simulator.history(of: account.id))
                }
            }
            return bytes
        }
        #expect(try await bytes() == (try await bytes()))
    }

    @Test(arguments: [1, 26 * hour, 90 * day])
    func `the past never changes when the clock moves on`(later: Int64) {
        let then = SimulatorWorld(seed: 1, listeners: 16, now: now + later)
        for account in world.accounts where account.key != "three-plays" {
            let start = now - 300 * day
            #expect(prints(then, account.key, from: start, to: now) == prints(world, account.key, from: start, to: now))
        }
    }

    @Test func `the order in which days are asked for changes no play`() {
        let backwards = SimulatorWorld(seed: 1, listeners: 3, now: now)
        var pieces: [Print] = []
        for back in 0..<40 {
            let to = now - Int64(back) * 7 * hour
            pieces = prints(backwards, "night-owl", from: to - 7 * hour, to: to) + pieces
        }
        #expect(pieces == prints(world, "night-owl", from: now - 280 * hour, to: now))
    }

    @Test func `the heavy listener has new plays in many hours of the next two days`() {
        let id = account("heavy").id
        let hours = (0..<48).count {
            !world.plays(of: id, from: now + Int64($0) * hour, to: now + Int64($0 + 1) * hour).isEmpty
        }
        #expect(hours >= 10)
    }

    @Test func `plays of an account do not overlap and do not come before the release`() throws {
        var overlaps = 0
        var wrongLengths = 0
        var wrongArrivals = 0
        var unreleased = 0
        for account in world.accounts {
            let plays = world.plays(of: account.id, to: now)
            for (before, play) in zip(plays, plays.dropFirst()) where play.endedAt - before.endedAt > 2000 {
                // A doubled report and a twin at the same millisecond are the two known exceptions.
                if play.endedAt - Int64(play.listenedMs) < before.endedAt { overlaps += 1 }
            }
            if zip(plays, plays.dropFirst()).contains(where: { $0.endedAt > $1.endedAt }) { overlaps += 1 }
            wrongLengths += plays.count { $0.listenedMs <= 0 || $0.listenedMs > $0.track.durationMs }
            wrongArrivals += plays.count { !(0...414_000_000).contains($0.visibleFrom - $0.endedAt) }
            unreleased += plays.count { $0.track.album.releaseDate > "2026-11-22" }
        }
        #expect(overlaps == 0)
        #expect(wrongLengths == 0)
        #expect(wrongArrivals == 0)
        #expect(unreleased == 0)
    }

    @Test func `about three plays in a thousand arrive late`() {
        let plays = world.accounts.flatMap { world.plays(of: $0.id, to: now) }
        let late = plays.count { $0.visibleFrom > $0.endedAt }
        #expect((10...80).contains(late * 10_000 / plays.count))
    }

    @Test func `each listener's plays fit their label`() {
        func share(_ key: String, _ hours: Set<Int>) -> Double {
            let zone = TimeZone(identifier: account(key).timeZone) ?? .gmt
            let plays = world.plays(of: account(key).id, to: now)
            let within = plays.count { play in
                let date = Date(timeIntervalSince1970: Double(play.endedAt) / 1000)
                let second = (Int(play.endedAt / 1000) + zone.secondsFromGMT(for: date)) % 86_400
                return hours.contains(second / 3600)
            }
            return Double(within) / Double(plays.count)
        }
        #expect(share("night-owl", [22, 23, 0, 1, 2, 3, 4]) > 0.55)
        #expect(share("early-bird", [5, 6, 7, 8, 9, 10, 11]) > 0.7)
        let owned = world.plays(of: account("one-album").id, to: now)
        let albums = Dictionary(grouping: owned) { $0.track.album.id }.values.map(\.count)
        #expect((albums.max() ?? 0) * 10 > owned.count * 8)
        func artists(_ key: String) -> Int {
            Set(world.plays(of: account(key).id, to: now).compactMap { $0.track.artists.first?.id }).count
        }
        #expect(artists("explorer") > 300)
        #expect(artists("one-album") < 40)
        #expect(world.plays(of: account("nobody").id, to: now + 900 * day).isEmpty)
        #expect(world.plays(of: account("three-plays").id, to: now).count == 3)
        let heavy = world.plays(of: account("heavy").id, to: now).filter(\.isOffered)
        #expect(zip(heavy, heavy.dropFirst(50)).contains { $1.endedAt - $0.endedAt < hour })
        #expect(heavy.contains { $0.track.isLocal })
        let timeless = world.plays(of: account("timeless").id, to: now)
        #expect(timeless.count > 1000)
        #expect(timeless.allSatisfy { $0.track.album.releaseDate < "1980" })
        let fresh = world.plays(of: account("fresh").id, from: now - 90 * day, to: now)
        #expect(fresh.count { $0.track.album.releaseDate >= "2025-05" } * 2 > fresh.count)
    }

    @Test func `a holiday has no plays, and the weekend listener plays most at weekends`() {
        // 4 to 29 August in Auckland, twelve hours ahead of UTC.
        let from: Int64 = 1_785_844_800_000 + 8 * hour
        #expect(world.plays(of: account("holiday").id, from: from, to: from + 24 * day).isEmpty)
        #expect(!world.plays(of: account("holiday").id, from: from - 8 * day, to: from).isEmpty)
        let week = world.plays(of: account("weekend").id, from: now - 364 * day, to: now)
        let atWeekend = week.count { play in
            // Saturday and Sunday by São Paulo's clock, which is three hours behind UTC all year.
            let day = (play.endedAt - 3 * hour) / 86_400_000
            return (day + 3) % 7 >= 5
        }
        #expect(atWeekend * 10 > week.count * 7)
    }

    @Test func `the hostile listeners have every kind of hostile name`() {
        let names = world.accounts.filter { $0.key.hasPrefix("hostile") }.flatMap { account in
            [account.displayName ?? "", account.id, account.bio]
                + world.plays(of: account.id, to: now).flatMap {
                    [$0.track.name, $0.track.album.name, $0.track.artists[0].name]
                }
        }
        let all = Set(names.map { Array($0.unicodeScalars) })
        for wanted in [
            "<script>", "onmouseover=", "\"\u{301}", "{{", "&amp;", "\u{202E}", "\u{2067}", "\u{200D}", "\t", "\n",
            "\u{1}",
            "../", "javascript:", "</style>",
        ] {
            let scalars = Array(wanted.unicodeScalars)
            #expect(
                all.contains { $0.split(separator: scalars, maxSplits: 1, omittingEmptySubsequences: false).count > 1 },
                "\(wanted)")
        }
        #expect(all.contains { $0.count >= 200 })
    }

    @Test func `usernames are unique and within the site's rules`() {
        let many = SimulatorWorld(seed: 3, listeners: 2000, now: now)
        #expect(Set(many.accounts.map(\.suggestedUsername)).count == 2000)
        #expect(Set(many.accounts.map(\.id)).count == 2000)
        #expect(Set(many.accounts.map(\.key)).count == 2000)
        for account in many.accounts {
            let name = account.suggestedUsername.utf8
            #expect((1...40).contains(name.count))
            #expect(name.allSatisfy { (97...122).contains($0) || (48...57).contains($0) || $0 == 45 })
            #expect(name.first != 45)
            #expect(name.last != 45)
            #expect(TimeZone(identifier: account.timeZone) != nil, "\(account.timeZone)")
        }
    }

    @Test func `no two artists have the same name`() {
        var artists: [String: String] = [:]
        for number in 0..<4000 {
            for artist in world.track(number).artists { artists[artist.id] = artist.name }
        }
        #expect(artists.count > 500)
        #expect(Set(artists.values).count == artists.count)
    }
}
