import GRDB

extension Schema {
    /// `storePart` is empty in a store that has everything.
    static let parts = """
        CREATE TABLE storePart (
            onlyRow INTEGER PRIMARY KEY DEFAULT 1 CHECK (onlyRow = 1),
            part TEXT NOT NULL CHECK (part = 'lists' OR part GLOB '[0-9]*/[0-9]*')
        ) STRICT;
        ALTER TABLE user ADD COLUMN bucket INTEGER NOT NULL DEFAULT 0 CHECK (bucket BETWEEN 0 AND 4095);
        """

    /// Adds ``Username/bucket`` to every user.
    static func addParts(_ database: Database) throws {
        try database.execute(sql: parts)
        let users = try Row.fetchCursor(database, sql: "SELECT id, username FROM user")
        let update = try database.makeStatement(sql: "UPDATE user SET bucket = ? WHERE id = ?")
        while let user = try users.next() {
            try update.execute(arguments: [Username(stored: user[1]).bucket, user[0] as Int64])
        }
    }
}
