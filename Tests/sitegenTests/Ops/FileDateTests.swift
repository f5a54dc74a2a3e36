import Foundation
import Testing

/// Dates that do not fit in 64 bits of nanoseconds: before 1677, and after April 2262.
@Suite struct FileDateTests {
    enum File: String, CaseIterable, CustomTestStringConvertible {
        case page
        case variant
        case asset

        var testDescription: String { rawValue }

        func path(in site: TestSite) throws -> String {
            switch self {
            case .page: "output/\(SharedSites.two[0])/index.html"
            case .variant: "output/\(SharedSites.two[0])/index.html.gz"
            case .asset:
                try "output/assets/"
                    + #require(
                        FileManager.default.contentsOfDirectory(atPath: site.file("output/assets"))
                            .first { $0.hasSuffix(".css") })
            }
        }
    }

    @Test(arguments: ["2300-01-01", "1600-01-01"], File.allCases)
    func `a file with an impossible date counts as another file, and is written again`(
        date: String, file: File
    ) async throws {
        let site = try await SharedSites.shared.twoUsers()
        let path = try file.path(in: site)
        let bytes = try site.data(path)
        #expect(try await site.shell("touch -d \(date) '\(path)'").status == 0)

        let status = try await site.run("status")
        #expect(status.status == 0, "\(status)")
        let found = try await site.run("verify")
        #expect(found.status == 1, "\(found)")
        #expect(found.lines.count == 1, "\(found)")
        #expect(try await site.run("build").status == 0)
        #expect(try await site.run("verify", "--repair").status == 0)
        #expect(try await site.run("verify").lines == [])
        #expect(try site.data(path) == bytes)
        // Some file systems keep no date before 1901, and such a page is kept as it is.
        let modified = try #require(try site.modified(path))
        #expect(modified.timeIntervalSince1970 < 9_223_372_036)
    }
}
