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
    }

    private func require(
        _ what: String, _ path: String, isUnpublishedBy key: SettingKey
    ) throws(SettingsError) {
        guard path.lies(in: settings.output) else { return }
        throw .published(what: what, key: key, path: path, output: settings.output)
    }
}
