import Testing

@testable import Rendering
@testable import SiteModel

@Suite struct PageSnapshotTests {
    let site: SampleSite

    init() throws { site = try SampleSite() }

    @Test func `a full profile`() throws {
        try expectSnapshot(site.profile(try .full()), named: "profile/full.html")
    }

    @Test func `a profile with three plays`() throws {
        try expectSnapshot(site.profile(try .threePlays()), named: "profile/three-plays.html")
    }

    @Test func `a profile without any data`() throws {
        try expectSnapshot(site.profile(try .empty()), named: "profile/empty.html")
    }

    @Test func `a profile full of hostile texts`() throws {
        try expectSnapshot(site.profile(try .hostile()), named: "profile/hostile.html")
    }

    @Test func `a year`() throws {
        try expectSnapshot(site.recap(try .sample(RecapPeriod(year: 2026))), named: "recap/year.html")
    }

    @Test func `a month`() throws {
        try expectSnapshot(site.recap(try .sample(RecapData.samplePeriods[3])), named: "recap/month.html")
    }

    @Test func `a directory`() throws {
        try expectSnapshot(site.directory(try .sample()), named: "directory/index.html")
    }

    @Test func `a directory without users`() throws {
        try expectSnapshot(site.directory([]), named: "directory/empty.html")
    }

    @Test(arguments: ["about", "privacy"])
    func `a page of the operator`(name: String) throws {
        try expectSnapshot(site.page(name), named: "pages/\(name).html")
    }

    @Test func `the 404 page`() throws {
        try expectSnapshot(site.notFound(), named: "pages/404.html")
    }
}
