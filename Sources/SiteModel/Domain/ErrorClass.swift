/// The kind of an error: one word that the store keeps and `status` shows.
///
/// The text of an error may contain input from outside, so it is never stored. The words are part of the stored data
/// and of the documents in `docs/status.md`, so they must not change.
public enum ErrorClass: String, Hashable, Sendable, CaseIterable {
    // Spotify's answers to a request.
    case unauthorized, notRegistered, premiumRequired, forbidden, rateLimited, gateClosed
    case unavailable, notFound, unexpectedStatus, undecodable
    // Connecting and staying connected.
    case refused, codeRefused, invalidClient, denied, stateMismatch, noCode, rejected, badRedirect, timedOut
    case refusalOutage, notConnected, disconnected
    // Sealed tokens.
    case wrongKey, unknownSealing, unsealable
    // This machine.
    case store, unknownTimeZone
    // Spotify's answer cannot belong to this user.
    case otherAccount, impossibleDates
    /// The user was named too soon after the last sync; no sync was tried, so this word is never stored.
    case tooEarly
}

/// An error that can be stored without its text.
public protocol ClassifiedError: Error, CustomStringConvertible {
    /// The kind of error.
    var errorClass: ErrorClass { get }
}
