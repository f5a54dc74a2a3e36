import Application
import HTTPTypes
import Rendering
import SiteModel
import SyncRunner

extension Companion {
    /// The page for somebody who is not signed in.
    func signInPage(_ visit: Visit, username: String = "", problem: NameProblem? = nil) async throws -> [UInt8] {
        let code = visit.form?["invitation"] ?? visit.queryValue("invitation")
        return pages.signIn(
            SignInView(
                signUp: site.settings.companion.signUp, invitation: try await invitation(code), username: username,
                problem: problem, notice: nil))
    }

    private func invitation(_ code: String?) async throws -> SignInView.Invitation? {
        guard let code, !code.isEmpty else { return nil }
        guard let secret = SecretCode(code),
            let open = try await store.openInvitation(secret.hash, at: clock.now())
        else { return .invalid }
        return .valid(code: code, username: open.username.rawValue)
    }

    /// Seals what has to come back, and sends the browser to Spotify.
    func beginSignIn(_ visit: Visit) async throws -> Answer {
        let form = visit.form
        let invitation = form?["invitation"].flatMap { SecretCode($0) }
        let wish = form?["username"] ?? ""
        var username: Username?
        if !wish.isEmpty, invitation == nil {
            do {
                username = try await freeUsername(wish)
            } catch let problem as NameProblem {
                return .page(try await signInPage(visit, username: wish, problem: problem), .unprocessableContent)
            }
        }
        let authorization = try await site.beginSignIn(redirectAddress: address.redirectAddress)
        let flow = FlowCookie(
            authorization: authorization.flow, then: .init(field: form?["then"]), username: username,
            invitation: invitation, startedAt: clock.now())
        let key = try KeyFile.derivedKey(for: .flow, at: site.settings.secretKeyFile)
        return .redirect(to: authorization.address).setting(flowCookie.set(try flow.sealed(with: key)))
    }

    /// A username that somebody can have.
    ///
    /// - Throws: `NameProblem`, `StoreError`.
    func freeUsername(_ wish: String) async throws -> Username {
        let username: Username
        do {
            username = try site.newUsername(wish, store)
        } catch let error as UsernameError {
            throw NameProblem(error)
        } catch StoreError.elsewhere {
            throw NameProblem.elsewhere
        }
        guard try await site.isFree(username, store) else { throw NameProblem.taken }
        return username
    }

    /// Takes up the answer of Spotify, if it belongs to this browser.
    func finishSignIn(_ visit: Visit) async throws -> Answer {
        let key = try KeyFile.derivedKey(for: .flow, at: site.settings.secretKeyFile)
        guard
            let flow = flowCookie.value(in: visit.headers).flatMap({ FlowCookie($0, key: key, at: clock.now()) })
        else { throw Refusal(.beginAgain, "begin_again") }
        let authorization = try Authorization(
            resuming: flow.authorization, app: try site.spotifyApp(), redirectAddress: address.redirectAddress)
        let outcome = try await site.finishSignIn(
            authorization, answer: visit.query, username: flow.username, invitation: flow.invitation?.hash)
        let session = try await keeper.begin(
            for: outcome.user, agent: visit.headers[.userAgent], replacing: sessionCookie.value(in: visit.headers))
        return try await target(of: flow.then, outcome)
            .setting(flowCookie.cleared()).setting(sessionCookie.set(session))
    }

    private func target(of then: FlowCookie.Destination, _ outcome: SignInOutcome) async throws -> Answer {
        if outcome.isNew { return toAccount(.welcome) }
        switch then {
        case .profile:
            guard let page = try await pageAddress(of: outcome.user) else { return toAccount() }
            return .redirect(to: page)
        case .account: return toAccount(.renewed)
        case .delete: return .redirect(to: address.path(of: .account) + "?open=delete#delete")
        }
    }

    /// Ends this session, or all of the user.
    func signOut(_ visit: SignedVisit) async throws -> Answer {
        if visit.form["everywhere"] != nil {
            try await keeper.endAll(of: visit.signedIn)
        } else {
            try await keeper.end(visit.signedIn)
        }
        return .redirect(to: frontPage).setting(sessionCookie.cleared())
    }
}

extension NameProblem: Error {}
