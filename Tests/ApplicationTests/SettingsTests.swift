import Application
import Foundation
import SiteModel
import Testing

@Suite struct SettingsTests {
    @Test func `a flag beats the environment, which beats the file, which beats the default`() throws {
        let site = try TestApplication()
        func title(
            _ flags: [SettingKey: String] = [:], _ environment: [String: String] = [:]
        ) throws -> String {
            try Settings(file: nil, flags: flags, environment: environment, folder: site.path).siteTitle
        }
        #expect(try title() == "Listening")
        try "site:\n  title: File\n".write(toFile: site.path + "/sitegen.yaml", atomically: true, encoding: .utf8)
        #expect(try title() == "File")
        let environment = ["SITEGEN_SITE_TITLE": "Environment"]
        #expect(try title([:], environment) == "Environment")
        #expect(try title([.siteTitle: "Flag"], environment) == "Flag")
        #expect(try title([:], ["SITEGEN_SITE_TITLE": ""]) == "File", "an empty variable takes nothing away")
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
