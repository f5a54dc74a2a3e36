import Foundation
import GRDB
import GRDBSQLite

/// Reads the rows of a statement straight from SQLite.
///
/// A profile page reads about 700 rows, and reading them as GRDB's `Row` takes several times as long.
struct FastRows: ~Copyable {
    private let statement: Statement

    /// Binds arguments to a statement, which nobody else may use before the rows are read.
    ///
    /// - Parameters:
    ///   - statement: A cached statement.
    ///   - arguments: As many values as it has parameters.
    /// - Throws: What SQLite reports.
    init(_ statement: Statement, _ arguments: StatementArguments) throws {
        self.statement = statement
        try statement.setArguments(arguments)
    }

    /// Reads the first row; `nil` if there is none.
    ///
    /// A row is valid as long as its `FastRows` is, which ends after its last use: a row that is read later is empty.
    ///
    /// - Throws: `DatabaseError`, and what `body` throws.
    static func first<Value>(
        _ statement: Statement, _ arguments: StatementArguments, _ body: (FastRow) throws -> Value
    ) throws -> Value? {
        var rows = try FastRows(statement, arguments)
        guard let row = try rows.next() else { return nil }
        let value = try body(row)
        _ = consume rows
        return value
    }

    deinit {
        // Ends the read, so that the statement holds no lock.
        sqlite3_reset(statement.sqliteStatement)
    }

    /// The next row, valid until the next call; `nil` after the last one.
    ///
    /// - Throws: `DatabaseError`.
    mutating func next() throws -> FastRow? {
        switch sqlite3_step(statement.sqliteStatement) {
        case SQLITE_ROW: return FastRow(statement: statement.sqliteStatement)
        case SQLITE_DONE: return nil
        case SQLITE_INTERRUPT: throw CancellationError()
        case let code:
            let message = sqlite3_db_handle(statement.sqliteStatement).map { String(cString: sqlite3_errmsg($0)) }
            throw DatabaseError(resultCode: ResultCode(rawValue: code), message: message, sql: statement.sql)
        }
    }
}

/// A row whose columns are read by position, from zero.
protocol StoredRow {
    /// A whole number; zero for NULL.
    func number(_ column: Int32) -> Int64
    /// A text, or `nil` for NULL.
    func optionalText(_ column: Int32) -> String?
    /// The bytes of a blob; none for NULL.
    func bytes(_ column: Int32) -> [UInt8]
    /// Whether the value is NULL.
    func isNull(_ column: Int32) -> Bool
}

extension StoredRow {
    /// A text; empty for NULL.
    @inline(__always)
    func text(_ column: Int32) -> String { optionalText(column) ?? "" }

    /// A moment, or `nil` for NULL.
    @inline(__always)
    func optionalInstant(_ column: Int32) -> Instant? {
        isNull(column) ? nil : Instant(milliseconds: number(column))
    }
}

/// A row of GRDB, for queries of a few rows.
extension Row: StoredRow {
    func number(_ column: Int32) -> Int64 { self[Int(column)] ?? 0 }
    func optionalText(_ column: Int32) -> String? { self[Int(column)] }
    func bytes(_ column: Int32) -> [UInt8] { (self[Int(column)] as Data?).map { Array($0) } ?? [] }
    func isNull(_ column: Int32) -> Bool { hasNull(atIndex: Int(column)) }
}

/// A row of ``FastRows``.
struct FastRow: StoredRow {
    fileprivate let statement: SQLiteStatement

    @inline(__always)
    func number(_ column: Int32) -> Int64 { sqlite3_column_int64(statement, column) }

    @inline(__always)
    func optionalText(_ column: Int32) -> String? {
        guard let start = sqlite3_column_text(statement, column) else { return nil }
        let count = Int(sqlite3_column_bytes(statement, column))
        return String(decoding: UnsafeBufferPointer(start: start, count: count), as: UTF8.self)
    }

    @inline(__always)
    func isNull(_ column: Int32) -> Bool { sqlite3_column_type(statement, column) == SQLITE_NULL }

    /// Lends the bytes of a text or a blob to a closure; none for NULL.
    @inline(__always)
    func withBytes<Result>(_ column: Int32, _ body: (UnsafeRawBufferPointer) -> Result) -> Result {
        let start = sqlite3_column_blob(statement, column)
        return body(UnsafeRawBufferPointer(start: start, count: Int(sqlite3_column_bytes(statement, column))))
    }

    /// The bytes of a blob; none for NULL.
    @inline(__always)
    func bytes(_ column: Int32) -> [UInt8] { withBytes(column) { Array($0) } }
}
