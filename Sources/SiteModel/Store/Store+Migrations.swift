import GRDB

extension Store {
    /// The schema, step by step.
    ///
    /// A released step never changes, and steps only add.
    ///
    /// Steps that only add need no check of the whole file for broken references.
    static var migrator: DatabaseMigrator {
        var migrator = DatabaseMigrator()
        migrator.registerMigration("1 users, plays, lists, pages") { database in
            try database.execute(sql: Schema.users + Schema.music + Schema.listening + Schema.running)
        }
        migrator.registerMigration("2 purged plays", foreignKeyChecks: .immediate) { database in
            try database.execute(sql: Schema.purgedPlays)
        }
        migrator.registerMigration("3 months", foreignKeyChecks: .immediate) { database in
            try database.execute(sql: Schema.months)
            try MonthTotals.fill(database)
        }
        migrator.registerMigration("4 how quickly a user plays", migrate: QuickestStretch.migrate)
        migrator.registerMigration("5 account data", foreignKeyChecks: .immediate) { database in
            try database.execute(sql: Schema.accountData)
            try MusicWriter.rememberAll(database)
        }
        migrator.registerMigration("6 top lists of months", foreignKeyChecks: .immediate) { database in
            try database.execute(sql: Schema.monthTops)
            try MonthTotals.fillTops(database)
        }
        migrator.registerMigration("7 owners of pages", foreignKeyChecks: .immediate) { database in
            try database.execute(sql: Schema.pageOwners)
        }
        migrator.registerMigration("8 users who are leaving", foreignKeyChecks: .immediate) { database in
            try database.execute(
                sql: "ALTER TABLE user ADD COLUMN isLeaving INTEGER NOT NULL DEFAULT 0 CHECK (isLeaving IN (0, 1, 2))")
        }
        migrator.registerMigration("9 companion", foreignKeyChecks: .immediate) { database in
            try database.execute(sql: Schema.companion)
        }
        migrator.registerMigration("10 users who are leaving, by an index", foreignKeyChecks: .immediate) { database in
            try database.execute(sql: "CREATE INDEX userLeaving ON user (username) WHERE isLeaving <> 0")
        }
        migrator.registerMigration("11 recaps", foreignKeyChecks: .immediate) { database in
            try database.execute(sql: Schema.recaps)
        }
        migrator.registerMigration("12 lines of the directory", foreignKeyChecks: .immediate) { database in
            try database.execute(sql: Schema.directoryLines)
        }
        migrator.registerMigration("14 hues", foreignKeyChecks: .immediate) { database in
            try database.execute(sql: "ALTER TABLE user ADD COLUMN hue INTEGER CHECK (hue BETWEEN 0 AND 11)")
        }
        migrator.registerMigration("15 stale recaps, by an index", foreignKeyChecks: .immediate) { database in
            try database.execute(
                sql: "CREATE INDEX recapStale ON recap (userID) WHERE isStale AND through <> ''")
        }
        migrator.registerMigration("16 changes", foreignKeyChecks: .immediate) { database in
            try database.execute(sql: Schema.changes)
        }
        migrator.registerMigration("17 parts", foreignKeyChecks: .immediate, migrate: Schema.addParts)
        migrator.registerMigration("18 last answers", foreignKeyChecks: .immediate) { database in
            try database.execute(sql: Schema.lastAnswers)
        }
        migrator.registerMigration("19 parts of profiles", foreignKeyChecks: .immediate) { database in
            try database.execute(sql: Schema.profileParts)
        }
        return migrator
    }
}
