import Application
import Foundation
import HTTPTypes
import Rendering
import SiteModel

extension Companion {
    /// The account page, or the page to sign in.
    func showAccount(_ visit: Visit) async throws -> Answer {
        guard let signedIn = visit.signedIn else { return .page(try await signInPage(visit)) }
        var view = try await accountView(signedIn)
        view.notice = visit.queryValue("done").flatMap(AccountNotice.init(rawValue:))
        if visit.queryValue("open") == "delete" { view.openPart = .delete }
        return .page(pages.account(view))
    }

    private func accountView(_ signedIn: SignedIn) async throws -> AccountView {
        let user = signedIn.user
        let credential = try await store.credential(of: user.id)
        return AccountView(
            visitor: try visitor(signedIn), now: clock.now(),
            hasListening: try await store.shownUsers([user.id])[user.id]?.hasListening ?? false,
            credentialState: credential?.state, authorizedAt: credential?.authorizedAt,
            lastFailure: try await store.lastFailedSync(of: user.id),
            syncAllowedFrom: try await site.nextAskedSync(of: user.id),
            sessions: try await keeper.sessions(of: signedIn).map { session in
                AccountView.Session(
                    id: session.publicID, agent: session.agent ?? "", createdAt: session.createdAt,
                    seenAt: session.seenAt, isThis: session.id == signedIn.session.id)
            },
            isAdmin: isAdmin(user))
    }

    /// The account page with what is wrong with a form, and with what was typed.
    private func refusing(
        _ problems: [AccountProblem], _ typed: AccountView.Typed, _ visit: SignedVisit
    ) async throws -> Answer {
        var view = try await accountView(visit.signedIn)
        view.problems = problems
        view.typed = typed
        return .page(pages.account(view), .unprocessableContent)
    }

    /// Stores the settings; a page that is hidden is gone when the browser is told.
    func saveSettings(_ visit: SignedVisit) async throws -> Answer {
        let form = visit.form
        let typed = AccountView.Typed(
            visibility: form["visibility"], shown: form.values(of: "shown"), timeZone: form["timeZone"],
            bio: form["bio"]?.replacing("\r\n", with: "\n"))
        guard let visibilityText = typed.visibility, let zoneName = typed.timeZone, let bio = typed.bio else {
            throw Refusal(.badRequest, "malformed_form")
        }
        var problems: [AccountProblem] = []
        let visibility = Visibility(rawValue: visibilityText)
        if visibility == nil { problems.append(.visibility) }
        let shown = Set((typed.shown ?? []).compactMap(PageSection.init(rawValue:)))
        if shown.count != Set(typed.shown ?? []).count { problems.append(.sections) }
        let zone = TimeZoneName.zone(zoneName)
        if zone == nil { problems.append(.timeZone(nearest: TimeZoneName.nearest(to: zoneName))) }
        if bio.utf8.count > User.maximumBioLength { problems.append(.bio(bytes: bio.utf8.count)) }
        guard problems.isEmpty else { return try await refusing(problems, typed, visit) }
        let change = UserChange(
            visibility: visibility, bio: bio, hiding: PageSection.allCases.filter { !shown.contains($0) },
            showing: Array(shown), timeZone: zone)
        // Asked for again by name: the session knows the user, and the name may have changed in another window.
        let name = try await currentName(of: visit)
        // Whatever fails after it is stored: who is hidden is not listed.
        defer { publishSoon() }
        let report = try await site.changeUser(name, change, listing: .later)
        if report.failed > 0 { throw Refusal(.notYet, "not_published") }
        return toAccount(visibility == .private ? .hidden : .saved)
    }

    /// Moves the user's pages to another address.
    func rename(_ visit: SignedVisit) async throws -> Answer {
        guard let wish = visit.form["username"] else { throw Refusal(.badRequest, "malformed_form") }
        let name = try await currentName(of: visit)
        if wish == name { return toAccount(.renamed) }
        do {
            _ = try await freeUsername(wish)
            defer { publishSoon() }
            let report = try await site.renameUser(name, to: wish, listing: .later)
            if report.failed > 0 { throw Refusal(.notYet, "not_published") }
            return toAccount(.renamed)
        } catch {
            let problem: NameProblem
            switch error {
            case let error as NameProblem: problem = error
            case StoreError.usernameTaken, StoreError.unknownUser: problem = .taken
            default: throw error
            }
            // The same form, sent twice, has done it already.
            if problem == .taken, try await currentName(of: visit) == wish { return toAccount(.renamed) }
            return try await refusing([.newUsername(problem)], .init(newUsername: wish), visit)
        }
    }

    /// Disconnects or deletes a user who has typed the username.
    func leave(_ visit: SignedVisit, _ way: WayOfLeaving) async throws -> Answer {
        let name = try await currentName(of: visit)
        guard let typed = visit.form["username"], typed == name else {
            return try await refusing(
                [way == .isRemoved ? .delete : .disconnect], .init(confirmation: visit.form["username"] ?? ""), visit)
        }
        let departure = try await site.beginLeaving(name, way)
        publishSoon()
        // Plays follow: a sync of the user may still be under way, and nobody waits for the end of it.
        work.start("deleting what is stored of a user") { [self, site] in
            var site = site
            site.patience = .minutes(10)
            let end = await site.endLeaving(departure, listing: .later)
            publishSoon()
            if let problem = end.problem { throw problem }
        }
        guard departure.isPageDeleted else {
            return answer(Refusal(.notDeleted, "not_deleted"), .html).setting(sessionCookie.cleared())
        }
        return .redirect(to: frontPage).setting(sessionCookie.cleared())
    }

    /// Ends one session of the user, or all others.
    func endSession(_ visit: SignedVisit) async throws -> Answer {
        guard let id = visit.form["session"] else { throw Refusal(.badRequest, "malformed_form") }
        if id == "others" {
            try await keeper.endOthers(of: visit.signedIn)
            return toAccount(.ended)
        }
        _ = try await keeper.end(publicID: id, of: visit.signedIn)
        let answer = toAccount(.ended)
        return id == visit.signedIn.session.publicID ? answer.setting(sessionCookie.cleared()) : answer
    }

    /// The present username: it may have changed since the session was looked up.
    private func currentName(of visit: SignedVisit) async throws -> String {
        guard let user = try await store.shownUsers([visit.user.id])[visit.user.id]?.user else {
            throw Refusal(.signedOut, "signed_out")
        }
        return user.username.rawValue
    }
}
