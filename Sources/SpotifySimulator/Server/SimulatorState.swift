/// Everything that changes while a simulator runs; guarded by its mutex.
struct SimulatorState: Sendable {
    /// The data that a test put in place of an account's own.
    struct Override: Sendable {
        var plays: [SimulatedPlay]?
        var added: [SimulatedPlay] = []
        var topArtists: [SimulatedTimeRange: [SimulatedArtist]] = [:]
        var topTracks: [SimulatedTimeRange: [SimulatedTrack]] = [:]
        var profile: SimulatedAccount?
        var version = 0
    }

    struct Code: Sendable {
        var accountID: String
        var redirectURI: String
        var challenge: String?
        var scope: String
        var expiresAt: Int64
        var isUsed = false
    }

    /// Tokens of one account up to a sequence number that no longer work.
    struct Refused: Sendable {
        var upTo: Int64
        var reason: String
    }

    var clockOffset: Int64 = 0
    var overrides: [String: Override] = [:]
    var faults: [OrderedFault] = []
    var requests: [SimulatedRequest] = []
    var arrivals = 0
    var running: [SimulatedRoute: Int] = [:]
    var peaks: [SimulatedRoute: Int] = [:]
    var codes: [String: Code] = [:]
    var lastSequence: Int64 = 0
    var refusedRefresh: [String: Refused] = [:]
    var refusedAccess: [String: Refused] = [:]
    var rotatedAway: Set<Int64> = []
    var strangers: Set<String> = []
    var ownerHasPremium = true
    var port = 0

    mutating func nextSequence(now: Int64) -> Int64 {
        lastSequence = max(lastSequence + 1, now * 1000)
        return lastSequence
    }

    /// The fault for a request, if there is one; it counts as used.
    mutating func takeFault(for route: SimulatedRoute, account: String?) -> SimulatedFault? {
        for index in faults.indices where faults[index].applies(to: route, account: account) {
            if faults[index].after > 0 {
                faults[index].after -= 1
                continue
            }
            let fault = faults[index].fault
            if let times = faults[index].times {
                faults[index].times = times - 1
                if times <= 1 { faults.remove(at: index) }
            }
            return fault
        }
        return nil
    }
}
