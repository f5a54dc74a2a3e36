import Application
import Foundation
import HTTPTypes
import Hummingbird
import Logging
import Rendering
import SiteModel
import SyncRunner

/// Answers every request: finds the route, looks who sends it, guards forms, and turns errors into pages.
struct CompanionResponder: HTTPResponder {
    let companion: Companion
    let logger: Logger

    func respond(to request: Request, context _: BasicRequestContext) async throws -> Response {
        let started = ContinuousClock.now
        let address = request.head.path ?? ""
        let parts = address.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
        let found = CompanionRoute.find(String(parts[0]), below: companion.address.prefix)
        var visit = Visit(
            route: found?.route ?? .account, headers: request.headers, rest: found?.rest ?? "",
            query: parts.count > 1 ? String(parts[1]) : "", format: AnswerFormat(accepted: request.headers))
        var answer: Answer
        do {
            guard address.utf8.count <= Authorization.longestAnswer else {
                throw Refusal(MessageView(414, MessageView.tooLarge.title, MessageView.tooLarge.sentences), "too_long")
            }
            guard found != nil else { throw Refusal(.notFound, "not_found") }
            try await check(request, &visit)
            answer = try await companion.answer(to: visit)
        } catch {
            answer = refusing(error, visit)
        }
        var fields = companion.headers.fields(for: visit.route)
        if visit.route == .assets, answer.status != .ok { fields[.cacheControl] = "no-store" }
        fields.append(contentsOf: answer.headers)
        // Neither query nor cookie: they hold codes, states and invitations.
        logger.info(
            "request",
            metadata: [
                "method": "\(request.method.rawValue)", "route": "\(found?.route.rawValue ?? "-")",
                "status": "\(answer.status.code)", "ms": "\(started.duration(to: .now).milliseconds)",
                "user": "\(visit.signedIn?.user.username.rawValue ?? "-")",
            ])
        let response = Response(status: answer.status, headers: fields, body: answer.body)
        return request.method == .head ? response.createHeadResponse() : response
    }

    /// Makes sure that the request may reach its route, and reads what it brings.
    private func check(_ request: Request, _ visit: inout Visit) async throws {
        let route = visit.route
        let isForm = request.method == .post
        guard isForm == route.takesForms, isForm || [.get, .head].contains(request.method) else {
            throw Refusal(.wrongMethod, "wrong_method")
        }
        // These do something, or much, for an answer that nobody reads.
        guard request.method != .head || ![.callback, .data].contains(route) else {
            throw Refusal(.wrongMethod, "wrong_method")
        }
        if isForm {
            guard companion.antiForgery.isFromHere(request.headers) else { throw Refusal(.crossSite, "cross_site") }
            visit.form = try await Form(of: request)
        }
        guard route.looksForSession else { return }
        visit.signedIn = try await companion.keeper.session(
            fromCookie: companion.sessionCookie.value(in: request.headers))
        guard isForm, route != .signIn else { return }
        guard let signedIn = visit.signedIn else { throw Refusal(.signedOut, "signed_out") }
        guard try companion.antiForgery.accepts(visit.form?[AntiForgery.field], for: route, of: signedIn) else {
            throw Refusal(.crossSite, "cross_site")
        }
    }

    private func refusing(_ error: any Error, _ visit: Visit) -> Answer {
        let refusal = Refusal(error)
        if !(error is Refusal), refusal.view.status >= 500 {
            logger.error("request failed", metadata: ["route": "\(visit.route.rawValue)", "error": "\(error)"])
        }
        var answer = companion.answer(refusal, visit.format, for: visit.signedIn)
        // A link from elsewhere must not end a sign-in that is under way.
        if visit.route == .callback, refusal.word != "begin_again" {
            answer = answer.setting(companion.flowCookie.cleared())
        }
        if refusal.view.status == 405 {
            answer.headers[.allow] = visit.route.takesForms ? "POST" : "GET, HEAD"
        }
        return answer
    }
}

extension CompanionRoute {
    /// The route of a path.
    ///
    /// - Parameters:
    ///   - path: As the request has it, without a query; it is compared as it is, and never normalised.
    ///   - prefix: What all routes begin with.
    /// - Returns: The route, and what follows it; `nil` for a path of no route.
    static func find(_ path: String, below prefix: String) -> (route: CompanionRoute, rest: String)? {
        guard path.hasPrefix(prefix) else { return nil }
        let name = String(path.dropFirst(prefix.count))
        if let route = CompanionRoute(rawValue: name), route != .assets { return (route, "") }
        guard name.hasPrefix(assets.rawValue) else { return nil }
        return (.assets, String(name.dropFirst(assets.rawValue.count)))
    }

    /// Whether the answer depends on who is signed in.
    var looksForSession: Bool {
        switch self {
        case .assets, .alive, .signIn, .callback: false
        case .account, .data, .health, .signOut, .sync, .settings, .rename, .disconnect, .delete, .endSession, .endUser:
            true
        }
    }
}
