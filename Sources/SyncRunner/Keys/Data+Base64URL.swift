package import Foundation

extension Data {
    /// Base64 with the URL-safe alphabet, without padding (RFC 4648, section 5).
    package var base64URL: String {
        base64EncodedString().replacing("+", with: "-").replacing("/", with: "_").replacing("=", with: "")
    }

    /// Decodes ``base64URL``, and nothing else: each value has one text only.
    ///
    /// Ordinary decoders ignore the last bits of the last character, so that several texts give the same bytes.
    package init?(base64URL text: String) {
        let padding = String(repeating: "=", count: (4 - text.utf8.count % 4) % 4)
        self.init(base64Encoded: text.replacing("-", with: "+").replacing("_", with: "/") + padding)
        guard base64URL.utf8.elementsEqual(text.utf8) else { return nil }
    }
}
