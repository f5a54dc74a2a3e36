import ArgumentParser
import Rendering
import SiteModel

/// The exit codes of the contract; ArgumentParser's own 0 and 64 are part of it.
extension ExitCode {
    /// Some users or pages failed; the rest is done.
    static let someFailed = ExitCode(1)
    /// A bad input file or template.
    static let badInput = ExitCode(65)
    /// Spotify cannot be reached.
    static let unavailable = ExitCode(69)
    /// The output cannot be written.
    static let cannotCreate = ExitCode(73)
    /// Rate limit, closed gate, the end of a run's time, or another run holds the lock.
    static let tryLater = ExitCode(75)
    /// A user has to connect again.
    static let needsReconnect = ExitCode(77)
    /// The settings are wrong.
    static let configuration = ExitCode(78)
}
