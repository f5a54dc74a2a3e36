import Application
import HTTPTypes
import Rendering
import SiteModel

extension Companion {
    /// Answers a request that may reach its route.
    ///
    /// - Throws: ``Refusal``, and whatever keeps it from an answer.
    func answer(to visit: Visit) async throws -> Answer {
        switch visit.route {
        case .account: try await showAccount(visit)
        case .assets: try showAsset(visit.rest)
        case .signIn: try await beginSignIn(visit)
        case .callback: try await finishSignIn(visit)
        case .signOut: try await signOut(visit.signed())
        case .sync: try await sync(visit.signed())
        case .settings: try await saveSettings(visit.signed())
        case .rename: try await rename(visit.signed())
        case .data: try await download(visit)
        case .disconnect: try await leave(visit.signed(), .disconnects)
        case .delete: try await leave(visit.signed(), .isRemoved)
        case .endSession: try await endSession(visit.signed())
        case .health: try await showHealth(visit)
        case .endUser: try await endSessionsOfUser(visit.signed())
        case .alive: try await answerAlive()
        }
    }

    /// The answer to a request that is not granted, as a page or for a program.
    func answer(_ refusal: Refusal, _ format: AnswerFormat, for signedIn: SignedIn? = nil) -> Answer {
        let now = clock.now()
        var answer: Answer
        switch format {
        case .html:
            // Without a key there are no forms either.
            let visitor = signedIn.flatMap { signedIn in try? self.visitor(signedIn) }
            answer = .page(pages.message(refusal.view, for: visitor, at: now), refusal.status)
        case .json:
            let document = RefusalDocument(
                error: refusal.word, message: refusal.view.sentences.joined(separator: " "),
                retryAt: refusal.retryAt?.description)
            answer = (try? .json(document, refusal.status)) ?? Answer(status: refusal.status)
        }
        if let moment = refusal.retryAt {
            answer = answer.retrying(after: (moment.since(now) + .milliseconds(999)).components.seconds)
        } else if refusal.view.status == 503 {
            answer = answer.retrying(after: 60)
        }
        return answer
    }

    /// Sends the browser back to the account page, which says what happened.
    func toAccount(_ notice: AccountNotice? = nil) -> Answer {
        .redirect(to: address.path(of: .account) + (notice.map { "?done=\($0.rawValue)" } ?? ""))
    }

    /// Who is signed in, as the pages need it.
    ///
    /// - Throws: `KeyFileError`.
    func visitor(_ signedIn: SignedIn) throws -> AccountVisitor {
        var tokens: [CompanionRoute: String] = [:]
        for route in CompanionRoute.allCases where route.takesForms {
            tokens[route] = try antiForgery.token(for: route, of: signedIn)
        }
        return AccountVisitor(user: signedIn.user) { [tokens] in tokens[$0] ?? "" }
    }

    private func showAsset(_ name: String) throws -> Answer {
        guard let asset = pages.asset(named: name) else { throw Refusal(.notFound, "not_found") }
        var answer = Answer.page(asset.bytes)
        answer.headers[.contentType] = asset.contentType
        return answer
    }

    /// For a monitor: whether the store can be read.
    private func answerAlive() async throws -> Answer {
        _ = try await store.gate(named: "alive")
        return Answer(status: .noContent)
    }
}

/// What a program reads when its request is not granted.
private struct RefusalDocument: Encodable {
    var success = false
    var error: String
    var message: String
    var retryAt: String?
}

/// A request of somebody who is signed in.
struct SignedVisit: Sendable {
    var signedIn: SignedIn
    var form: Form
    var format: AnswerFormat

    var user: User { signedIn.user }
}

extension Visit {
    /// The same visit, of somebody who is signed in and sent a form.
    ///
    /// - Throws: ``Refusal``: each route makes sure by itself, whatever was checked before.
    func signed() throws -> SignedVisit {
        guard let signedIn, let form else { throw Refusal(.signedOut, "signed_out") }
        return SignedVisit(signedIn: signedIn, form: form, format: format)
    }
}
