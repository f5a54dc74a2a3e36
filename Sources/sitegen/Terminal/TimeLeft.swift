import SiteModel
import Synchronization

/// Estimates how long work will still take, from how long it took so far.
final class TimeLeft: Sendable {
    private struct Start {
        var work: String
        var at: Instant
        var done: Int64
    }

    private let start = Mutex<Start?>(nil)

    /// Before that, an estimate would say nothing.
    private static let leastElapsed = Duration.seconds(3)

    /// Words for the time that is left, to follow those for what is done.
    ///
    /// - Parameters:
    ///   - work: The name of the work; with another name, other work has begun.
    ///   - done: How much is done.
    ///   - all: How much there is.
    ///   - now: The present moment.
    /// - Returns: Such as `, about 3 min left`; empty while there is no estimate, and when all is done.
    func words(_ work: String, _ done: Int64, of all: Int64, at now: Instant) -> String {
        let start = start.withLock { start in
            if start?.work != work || start.map({ $0.done > done || $0.at > now }) == true {
                start = Start(work: work, at: now, done: done)
            }
            return start
        }
        guard let start, done > start.done, done < all, now.since(start.at) >= Self.leastElapsed else { return "" }
        let elapsed = Double(now.since(start.at).components.seconds)
        let seconds = elapsed * Double(all - done) / Double(done - start.done)
        switch seconds {
        case ..<60: return ", less than a minute left"
        case ..<5400: return ", about \(Int((seconds / 60).rounded(.up))) min left"
        default: return ", about \(Int((seconds / 3600).rounded(.up))) h left"
        }
    }
}
