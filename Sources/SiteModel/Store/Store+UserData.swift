import Foundation
import GRDB

extension Store {
    /// Writes everything that is stored about a user, except the tokens, as one JSON document.
    ///
    /// The document comes in pieces of a few rows from one snapshot, so its size does not matter. The same data gives
    /// the same bytes: the document names neither when nor where it was written.
    ///
    /// - Parameters:
    ///   - name: The user.
    ///   - write: Receives the next piece; if it throws, the document ends there.
    /// - Throws: ``StoreError/unknownUser(_:nearest:)`` before the first piece; any error of `write`.
    public func writeUserData(named name: String, to write: @escaping @Sendable (_ piece: String) throws -> Void)
        async throws
    {
        try await read { database in
            let user = try Self.user(named: name, database)
            UserDataFunctions.add(to: database)
            try write("{\n\"format\": \"sitegen-export\",\n\"version\": 1")
            for section in UserDataSection.all {
                try write(",\n\"\(section.name)\": ")
                let rows = try String.fetchCursor(
                    database, sql: section.query, arguments: ["user": user.id])
                if section.isList {
                    var separator = "[\n"
                    while let row = try rows.next() {
                        try write(separator + row)
                        separator = ",\n"
                    }
                    try write(separator == "[\n" ? "[]" : "\n]")
                } else {
                    try write(try rows.next() ?? "null")
                }
            }
            try write("\n}\n")
        }
    }
}

/// SQL functions that the user data queries call.
enum UserDataFunctions {
    /// Milliseconds since 1970 as RFC 3339.
    static let moment = DatabaseFunction("moment", argumentCount: 1, pure: true) { values in
        Int64.fromDatabaseValue(values[0]).map { Instant(milliseconds: $0).description }
    }

    /// The listened time of each hour of a day, as a JSON list.
    static let hours = DatabaseFunction("hours", argumentCount: 1, pure: true) { values in
        guard case .blob(let bytes) = values[0].storage else { return nil }
        let hours = bytes.withUnsafeBytes(HourTotals.init(stored:)).all
        return "[\(hours.map(String.init).joined(separator: ","))]"
    }

    /// Comma-separated words as a JSON list; the words are our own and need no escaping.
    static let words = DatabaseFunction("words", argumentCount: 1, pure: true) { values in
        let words = String.fromDatabaseValue(values[0])?.split(separator: ",") ?? []
        return "[\(words.map { "\"\($0)\"" }.joined(separator: ","))]"
    }

    static func add(to database: Database) {
        for function in [moment, hours, words] { database.add(function: function) }
    }
}
