import GRDB

extension Store {
    /// The names that share images may show and that have other characters than those of ASCII: of users who show pages, and of
    /// their first artists.
    public func foreignNames() async throws -> [String] {
        try await read { database in
            try String.fetchAll(
                database,
                sql: """
                    SELECT displayName FROM user WHERE displayName GLOB '*[^ -~]*' AND visibility <> 'private'
                    UNION
                    SELECT artist.name FROM topArtist
                    JOIN user ON user.id = topArtist.userID AND user.visibility <> 'private'
                    JOIN artist ON artist.id = topArtist.artistID
                    WHERE topArtist.rank <= 3 AND artist.name GLOB '*[^ -~]*'
                    ORDER BY 1
                    """)
        }
    }
}
