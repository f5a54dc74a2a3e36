extension Application {
    /// Checks that no private file lies in the output folder, where it would be published.
    ///
    /// - Throws: ``SettingsError/published(what:key:path:output:)``, ``SettingsError/rootOutput``.
    func checkLayout() throws(SettingsError) {
        if "/".lies(in: settings.output) { throw .rootOutput }
        if let file = settings.file { try require("the settings file", file, isUnpublishedBy: .output) }
        try require("the database", settings.database, isUnpublishedBy: .database)
        try require("the key file", settings.secretKeyFile, isUnpublishedBy: .secretKeyFile)
        try require("the templates' folder", templateFolder(), isUnpublishedBy: .templates)
        try requireFree(settings.listing, for: "the listing")
    }

    /// Checks that a file that a command is told to write takes the place of none of the site's own files, and is not published.
    ///
    /// - Parameters:
    ///   - path: The file, absolute.
    ///   - what: What it is, in an error.
    /// - Throws: ``SettingsError/published(what:key:path:output:)``, ``SettingsError/ownFile(what:path:own:)``.
    package func requireFree(_ path: String, for what: String) throws(SettingsError) {
        if path.parentFolder.lies(in: settings.output) {
            throw .published(what: what, key: nil, path: path, output: settings.output)
        }
        let database = ["", "-wal", "-shm", "-journal", ".lock", ".locks"].map { settings.database + $0 }
        var files: [(name: String, path: String?)] =
            database.map { ("the database", $0) }
            + [("the key file", settings.secretKeyFile), ("the settings file", settings.file)]
        if path != settings.listing { files.append(("the listing", settings.listing)) }
        if path.lies(in: templateFolder()) {
            throw .ownFile(what: what, path: path, own: "a template")
        }
        for case (let name, let file?) in files where path.isSameFile(as: file) {
            throw .ownFile(what: what, path: path, own: name)
        }
    }

    private func require(
        _ what: String, _ path: String, isUnpublishedBy key: SettingKey
    ) throws(SettingsError) {
        guard path.lies(in: settings.output) else { return }
        throw .published(what: what, key: key, path: path, output: settings.output)
    }
}
