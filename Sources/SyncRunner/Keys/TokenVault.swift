internal import Crypto
internal import Foundation
public import SiteModel

/// Which of a user's tokens.
public enum TokenKind: String, Sendable, CaseIterable {
    case access
    case refresh
}

/// Seals tokens for the store, and opens them again.
///
/// A sealed token is bound to its user and its kind: a row copied to another user, or the two columns swapped, does not
/// open.
public struct TokenVault: Sendable {
    private let key: SymmetricKey
    /// The previous key, during a rotation: it opens tokens that ``key`` does not open, and seals none.
    private let former: SymmetricKey?
    /// Names the key's origin in messages.
    private let source: String

    /// The first byte of a sealed token, so that the format can change later.
    private static let version: UInt8 = 1

    init(key: [UInt8], former: [UInt8]? = nil, source: String) {
        self.key = SymmetricKey(data: key)
        self.former = former.map { SymmetricKey(data: $0) }
        self.source = source
    }

    /// Seals a token of a user.
    public func seal(_ token: Secret, of kind: TokenKind, for userID: Int64) throws(TokenVaultError) -> [UInt8] {
        do {
            let box = try ChaChaPoly.seal(
                Data(token.reveal().utf8), using: key, authenticating: Self.binding(kind, userID))
            return [Self.version] + box.combined
        } catch {
            throw .unsealable
        }
    }

    /// Opens a sealed token of a user.
    ///
    /// - Parameters:
    ///   - sealed: What ``seal(_:of:for:)`` gave.
    ///   - kind: Which token it has to be.
    ///   - userID: The user it has to belong to.
    /// - Returns: The token.
    /// - Throws: ``TokenVaultError`` if it was sealed with another key, for another user, or as another kind.
    public func open(_ sealed: [UInt8], of kind: TokenKind, for userID: Int64) throws(TokenVaultError) -> Secret {
        guard sealed.first == Self.version else { throw .unknownForm }
        for key in [key, former].compactMap(\.self) {
            // Both fail alike, and which of them failed how says nothing that the error below does not.
            guard let box = try? ChaChaPoly.SealedBox(combined: sealed.dropFirst()),
                let token = try? ChaChaPoly.open(box, using: key, authenticating: Self.binding(kind, userID))
            else { continue }
            return Secret(String(decoding: token, as: UTF8.self))
        }
        throw .wrongKey(source: source)
    }

    private static func binding(_ kind: TokenKind, _ userID: Int64) -> Data {
        Data("sitegen token \(version) \(kind.rawValue) \(userID)".utf8)
    }
}

/// Why a token could not be sealed or opened.
public enum TokenVaultError: ClassifiedError, Hashable {
    /// Another key sealed it, or it was sealed for another user.
    case wrongKey(source: String)
    /// A newer version of sitegen sealed it.
    case unknownForm
    /// The cipher failed.
    case unsealable

    /// The kind of error.
    public var errorClass: ErrorClass {
        switch self {
        case .wrongKey: .wrongKey
        case .unknownForm: .unknownSealing
        case .unsealable: .unsealable
        }
    }

    /// What happened, and what to do about it.
    public var description: String {
        switch self {
        case .wrongKey(let source):
            "\(OperatorMistake.wrongKey("the key in \(source)")), or run 'sitegen connect' for this user "
                + "(nothing was changed)"
        case .unknownForm:
            "the stored tokens have a form that this version does not know; use the newer sitegen that wrote them, "
                + "or run 'sitegen connect' for this user"
        case .unsealable:
            "the token could not be sealed, so it was not stored; run the command again"
        }
    }
}
