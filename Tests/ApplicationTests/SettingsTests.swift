import Application
import Foundation
import SiteModel
import Testing

@Suite struct SettingsTests {
    @Test(arguments: [
        ([], "Listening"), (["file"], "file"), (["environment"], "environment"), (["flag"], "flag"),
        (["environment", "file"], "environment"), (["flag", "file"], "flag"), (["flag", "environment"], "flag"),
        (["flag", "environment", "file"], "flag"), (["empty variable"], "Listening"),
        (["empty variable", "file"], "file"),
    ])
    func `a flag beats the environment, which beats the file, which beats the default`(
        _ sources: [String], winner: String
    ) throws {
        let site = try TestApplication()
        if sources.contains("file") {
            try "site:\n  title: file\n".write(toFile: site.path + "/sitegen.yaml", atomically: true, encoding: .utf8)
        }
        var environment: [String: String] = [:]
        if sources.contains("environment") { environment["SITEGEN_SITE_TITLE"] = "environment" }
        if sources.contains("empty variable") { environment["SITEGEN_SITE_TITLE"] = "" }
        let settings = try Settings(
            file: nil, flags: sources.contains("flag") ? [.siteTitle: "flag"] : [:], environment: environment,
            folder: site.path)
        #expect(settings.siteTitle == winner)
    }

    @Test func `a path in the file is relative to the file, one from a flag to the working folder`() throws {
        let site = try TestApplication()
        try FileManager.default.createDirectory(atPath: site.path + "/conf", withIntermediateDirectories: true)
        let file = site.path + "/conf/site.yaml"
        try "database: a.sqlite\n".write(toFile: file, atomically: true, encoding: .utf8)
        let read = try Settings(file: "conf/site.yaml", folder: site.path)
        #expect(read.database == site.path + "/conf/a.sqlite")
        #expect(read.output == site.path + "/conf/output")
        let typed = try Settings(file: file, flags: [.database: "b.sqlite"], folder: site.path)
        #expect(typed.database == site.path + "/b.sqlite")
    }

    @Test(arguments: [
        ("90s", 90), ("30m", 1800), ("1h30m", 5400), ("7d", 604_800), ("1d1h1m1s", 90_061), ("0s", 0),
    ])
    func `a span of time`(text: String, seconds: Int64) {
        #expect(DurationText.duration(text) == .seconds(seconds))
    }

    @Test(arguments: ["", "1", "h", "1h1h", "1m1h", "1 h", "-1h", "9999999999s", "400000d", "１h"])
    func `no span of time`(text: String) {
        #expect(DurationText.duration(text) == nil)
    }
}
