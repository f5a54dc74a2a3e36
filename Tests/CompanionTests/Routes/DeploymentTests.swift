import Foundation
import SpotifyTestSupport
import TestSupport
import Testing

@Suite struct DeploymentTests {
    @Test(arguments: [
        AccountChange(
            path: "/account/settings", fields: [("visibility", "private"), ("timeZone", "UTC"), ("bio", "")]),
        AccountChange(path: "/account/rename", fields: [("username", "lovelace")]),
        AccountChange(path: "/account/delete", fields: [("username", "ada")]),
    ])
    func `after a change of a user, the command of the operator finds the page gone`(change: AccountChange) async throws
    {
        // Each run of the command adds whether the page is still there.
        let command = "if [ -e \"$SITEGEN_OUTPUT/ada/index.html\" ]; then echo there; else echo gone; fi >>deployed"
        try await CompanionSite.running(deploy: command) { site in
            let browser = try await site.signedUp("ada")
            _ = try await browser.submit("/api/spotify/sync")
            _ = try await browser.submit(
                "/account/settings", [("visibility", "public"), ("timeZone", "UTC"), ("bio", "")])
            await site.settles()
            let before = site.folder.text("deployed")
            #expect(before.hasSuffix("there\n"))
            _ = try await browser.submit(change.path, change.fields)
            await site.settles()
            let runs = site.folder.text("deployed").dropFirst(before.count).split(separator: "\n")
            #expect(!runs.isEmpty && runs.allSatisfy { $0 == "gone" }, "\(runs)")
        }
    }

    @Test func `a command that fails keeps nobody from hiding a page`() async throws {
        try await CompanionSite.running(deploy: "exit 1") { site in
            let browser = try await site.signedUp("ada")
            _ = try await browser.submit("/api/spotify/sync")
            _ = try await browser.submit(
                "/account/settings", [("visibility", "public"), ("timeZone", "UTC"), ("bio", "")])
            #expect(site.page("ada/index.html") != nil)
            let answer = try await browser.submit(
                "/account/settings", [("visibility", "private"), ("timeZone", "UTC"), ("bio", "")])
            #expect(answer.status == 303)
            await site.settles()
            #expect(site.page("ada/index.html") == nil)
        }
    }
}
