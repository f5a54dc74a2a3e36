import SiteModel
import Synchronization

/// The clock of each time zone that came up in this run: users share zones, and making a clock asks for 80 changes of offset.
final class ZoneClocks: Sendable {
    private let clocks = Mutex<[String: ZoneClock]>([:])

    /// The clock of a user's zone; UTC for a zone that this machine does not know any more.
    func clock(of user: User) -> ZoneClock {
        clocks.withLock { clocks in
            if let clock = clocks[user.timeZone] { return clock }
            let clock = UserZone.zone(user.timeZone).map(ZoneClock.init) ?? .utc
            clocks[user.timeZone] = clock
            return clock
        }
    }
}
