import SiteModel

/// The clocks of the zones that a run needs, each worked out once.
struct ZoneClocks: Sendable {
    private var clocks: [String: ZoneClock] = [:]

    init(of candidates: [SyncCandidate]) {
        for name in Set(candidates.map(\.user.timeZone)) {
            clocks[name] = UserZone.zone(name).map(ZoneClock.init)
        }
    }

    /// The clock of a zone by its IANA name, aliases such as `Asia/Calcutta` included; `nil` for an unknown one.
    subscript(name: String) -> ZoneClock? { clocks[name] }
}
