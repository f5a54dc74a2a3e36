/// The kind of an error: one word, which the store keeps and `status` shows.
///
/// The text of an error may hold what strangers sent, so it is never stored. The words are part of the stored data and of the
/// documents in `docs/status.md`: they stay as they are.
public enum ErrorClass: String, Hashable, Sendable, CaseIterable {
    // Spotify's answers to a question.
    case unauthorized, notRegistered, premiumRequired, forbidden, rateLimited, gateClosed
    case unavailable, notFound, unexpectedStatus, undecodable
    // Connecting and staying connected.
    case refused, codeRefused, invalidClient, denied, stateMismatch, noCode, rejected, badRedirect, timedOut
    case refusalOutage, notConnected, disconnected
    // Sealed tokens.
    case wrongKey, unknownSealing, unsealable
    // This machine.
    case store, unknownTimeZone
    // What Spotify sent cannot be this user's.
    case otherAccount, impossibleDates
    /// Asked for by name too soon; no sync was tried, so this word is never stored.
    case tooEarly
}

/// An error that the store can remember without its text.
public protocol ClassifiedError: Error, CustomStringConvertible {
    /// The kind of error.
    var errorClass: ErrorClass { get }
}
