package import Crypto
internal import Foundation
internal import SiteModel

extension KeyFile {
    /// A key for one purpose, made from the key file as it is now.
    ///
    /// The file is read at each use, so that a new key ends every session at once.
    ///
    /// - Parameters:
    ///   - purpose: What the key is for.
    ///   - path: `secretKeyFile`, made absolute.
    /// - Returns: The key.
    /// - Throws: ``KeyFileError``, also when there is no file: none is made here.
    package static func derivedKey(for purpose: DerivedKey.Purpose, at path: String) throws(KeyFileError) -> DerivedKey
    {
        guard let key = try key(at: path) else { throw .missing(path) }
        return DerivedKey(purpose, from: key)
    }
}

/// A key that serves one purpose of the web companion (HKDF-SHA256); what one signs or seals, no other accepts.
///
/// Like ``Secret`` it never describes itself.
package struct DerivedKey: Sendable {
    /// What a key is for; the raw value is HKDF's `info`.
    package enum Purpose: String, Sendable, CaseIterable {
        /// Signs session tokens.
        case session = "sitegen session 1"
        /// Seals what travels along through Spotify.
        case flow = "sitegen flow 1"
        /// Makes the hidden fields of forms.
        case antiForgery = "sitegen csrf 1"
    }

    /// Names the key in public: 16 hexadecimal digits that are derived like another key, and say nothing about this one.
    package let id: String
    private let key: SymmetricKey

    init(_ purpose: Purpose, from key: [UInt8]) {
        let source = SymmetricKey(data: key)
        func derived(_ info: String, _ count: Int) -> SymmetricKey {
            HKDF<SHA256>.deriveKey(inputKeyMaterial: source, info: Data(info.utf8), outputByteCount: count)
        }
        self.key = derived(purpose.rawValue, 32)
        id = derived(purpose.rawValue + " id", 8).withUnsafeBytes { $0.hex }
    }

    /// The key itself, for the one call that signs or seals with it.
    package func reveal() -> SymmetricKey { key }
}

extension DerivedKey: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    /// Always `<redacted>`.
    package var description: String { "<redacted>" }

    /// Always `<redacted>`.
    package var debugDescription: String { "<redacted>" }

    /// A mirror without children.
    package var customMirror: Mirror { Mirror(self, children: EmptyCollection<Mirror.Child>()) }
}
