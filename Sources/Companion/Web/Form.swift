package import HTTPTypes
package import Hummingbird
internal import NIOCore
internal import SyncRunner

/// The fields of a form that a browser sent, `application/x-www-form-urlencoded` in UTF-8.
package struct Form: Sendable {
    private let fields: [(name: String, value: String)]

    /// The longest body, in bytes.
    package static let limit = 65_536

    /// Reads the form in a request.
    ///
    /// - Parameter request: Its body is read once, and no further than ``limit``.
    /// - Throws: ``FormError``, and what the connection throws.
    package init(of request: Request) async throws {
        let body: ByteBuffer
        do {
            body = try await request.body.collect(upTo: Self.limit)
        } catch is NIOTooManyBytesError {
            throw FormError.tooLarge
        }
        try self.init(body.readableBytesView, type: request.headers[.contentType])
    }

    /// Reads the fields in a body.
    ///
    /// - Parameters:
    ///   - body: Its bytes.
    ///   - type: The header `Content-Type`.
    /// - Throws: ``FormError``.
    package init(_ body: some Collection<UInt8>, type: String?) throws(FormError) {
        guard let type = type.flatMap(MediaType.init(from:)), type.isType(.applicationUrlEncoded),
            type.parameter.map({ $0.name.lowercased() == "charset" && $0.value.lowercased() == "utf-8" }) ?? true
        else { throw .otherType }
        guard body.count <= Self.limit else { throw .tooLarge }
        guard let text = String(validating: body, as: UTF8.self), let fields = FormEncoding.decode(text) else {
            throw .malformed
        }
        self.fields = fields
    }

    /// The value of a field that stands there once; `nil` if it is absent or repeated.
    package subscript(_ name: String) -> String? {
        let values = self.values(of: name)
        return values.count == 1 ? values[0] : nil
    }

    /// Every value of a field, in order.
    package func values(of name: String) -> [String] {
        fields.filter { $0.name == name }.map(\.value)
    }
}

/// Why a request holds no form.
package enum FormError: Error, Hashable, CustomStringConvertible {
    /// It is not `application/x-www-form-urlencoded`.
    case otherType
    /// It is longer than ``Form/limit``.
    case tooLarge
    /// An escape is broken, or the bytes are not UTF-8.
    case malformed

    /// The status to answer with.
    package var status: HTTPResponse.Status {
        switch self {
        case .otherType: .unsupportedMediaType
        case .tooLarge: .contentTooLarge
        case .malformed: .badRequest
        }
    }

    /// What is wrong, for the person or program that sent it.
    package var description: String {
        switch self {
        case .otherType: "the form must be sent as application/x-www-form-urlencoded"
        case .tooLarge: "the form is longer than \(Form.limit / 1024) kB"
        case .malformed: "the form cannot be read: an escape is broken, or the text is not UTF-8"
        }
    }
}
