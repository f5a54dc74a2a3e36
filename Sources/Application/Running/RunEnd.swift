import SiteModel

/// When a run has to come to its end, so that the next one finds no lock and the times that it is planned for.
struct RunEnd: Sendable {
    /// Whether no more users may be synced: a third of the time is left for the pages.
    let isOverForSync: @Sendable () -> Bool
    /// Whether nothing new may be begun.
    let isOver: @Sendable () -> Bool

    /// Creates the end of a run that begins now.
    ///
    /// - Parameters:
    ///   - deadline: How long the run may take.
    ///   - clock: Tells the time.
    init(of deadline: Duration, clock: WallClock) {
        let start = clock.now()
        isOverForSync = { clock.now() >= start + deadline * 2 / 3 }
        isOver = { clock.now() >= start + deadline }
    }
}
