import Foundation

/// Tells the time.
///
/// Only for timestamps; to wait, use `Clock<Duration>`.
public struct WallClock: Sendable {
    /// The present moment.
    public var now: @Sendable () -> Instant

    /// Creates a clock from its reading.
    public init(now: @escaping @Sendable () -> Instant) {
        self.now = now
    }

    /// The machine's clock.
    public static let system = WallClock {
        Instant(milliseconds: Int64((Date().timeIntervalSince1970 * 1000).rounded(.down)))
    }

    /// A clock that stands still.
    public static func fixed(_ instant: Instant) -> WallClock {
        WallClock { instant }
    }
}
