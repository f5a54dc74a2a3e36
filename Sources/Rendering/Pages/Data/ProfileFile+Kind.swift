import SiteModel

extension ProfileFile: UserPageKind {
    private static let program = JSONProgram(TemplateSchema(ProfileFile.self))

    static func pages(
        of pages: UserPages, _ fingerprint: [UInt8], in site: SitePlan, at now: Instant
    ) throws -> [PlannedPage] {
        guard site.context.publishesData else { return [] }
        let user = pages.user
        var sum = Fingerprint(of: "data")
        sum.add("profile", fingerprint)
        let place = PagePlace.file("\(user.username.rawValue)/\(name)")
        return [
            PlannedPage(place: place, fingerprint: sum.digest, continuesPrevious: true) { buffer, workspace in
                let (data, model) = try ProfilePage.made(of: user, fingerprint, in: site, workspace, at: now)
                program.append(ProfileFile(model, data), to: &buffer)
            }
        ]
    }
}
