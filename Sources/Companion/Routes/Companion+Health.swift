import Application
import Rendering
import SiteModel
import SyncRunner

extension Companion {
    /// Whether a user may see how everybody is.
    func isAdmin(_ user: User) -> Bool { site.settings.companion.admins.contains(user.username.rawValue) }

    /// How all users are; to others than admins there is no such page.
    func showHealth(_ visit: Visit) async throws -> Answer {
        guard let signedIn = visit.signedIn, isAdmin(signedIn.user) else { throw Refusal(.notFound, "not_found") }
        let now = clock.now()
        let sessions = try await store.sessionCounts(at: now)
        let people = try await store.userStatuses(gapsSince: now - .days(30)).map { status in
            HealthView.Person(status: status, sessions: sessions[status.candidate.user.id] ?? 0)
        }
        let gate = try await store.gate(named: SyncRunner.gateName)
        return .page(
            pages.health(
                HealthView(
                    visitor: try visitor(signedIn), now: now, people: people,
                    invitations: try await store.openInvitations(at: now).map { invitation in
                        HealthView.Invitation(username: invitation.username.rawValue, endsAt: invitation.endsAt)
                    },
                    gateUntil: gate.flatMap { $0.holds(at: now) ? $0.notBefore : nil })))
    }

    /// Ends all sessions of a user, as an admin.
    func endSessionsOfUser(_ visit: SignedVisit) async throws -> Answer {
        guard isAdmin(visit.user) else { throw Refusal(.notFound, "not_found") }
        guard let name = visit.form["username"] else { throw Refusal(.badRequest, "malformed_form") }
        // Who was deleted meanwhile has no sessions.
        if try await store.hasUser(named: name) { try await store.endSessions(of: store.user(named: name).id) }
        return .redirect(to: address.path(of: .health))
    }
}
