import Foundation
import SpotifySimulator
import Testing

@Suite struct TokenTests {
    @Test func `a code gives an access token that works and a refresh token`() async throws {
        try await withSimulator { simulator, visitor in
            let reply = try await visitor.exchange(try await visitor.code(for: account("explorer").id))
            #expect(reply.status == 200)
            let tokens = try reply.json
            #expect(Set(tokens.keys) == ["access_token", "token_type", "expires_in", "refresh_token", "scope"])
            #expect(tokens["token_type"] as? String == "Bearer")
            #expect(tokens["expires_in"] as? Int == 3600)
            #expect(tokens["scope"] as? String == Visitor.scope)
            let me = try await visitor.get("/me", token: tokens["access_token"] as? String ?? "")
            #expect(try me.json["id"] as? String == account("explorer").id)
        }
    }

    @Test func `a code works once, even if the first attempt was wrong`() async throws {
        try await withSimulator { _, visitor in
            let used = try await visitor.code(for: account("explorer").id)
            #expect(try await visitor.exchange(used).status == 200)
            let again = try await visitor.exchange(used)
            #expect(again.status == 400)
            #expect(again.error == "invalid_grant")
            #expect(again.errorDescription == "Invalid authorization code")
            let spoiled = try await visitor.code(for: account("explorer").id)
            _ = try await visitor.exchange(spoiled, ["code_verifier": String(repeating: "x", count: 43)])
            #expect(try await visitor.exchange(spoiled).error == "invalid_grant")
        }
    }

    @Test func `a code ends after ten minutes`() async throws {
        try await withSimulator { simulator, visitor in
            let kept = try await visitor.code(for: account("explorer").id)
            let late = try await visitor.code(for: account("explorer").id)
            simulator.advanceClock(by: .seconds(599))
            #expect(try await visitor.exchange(kept).status == 200)
            simulator.advanceClock(by: .seconds(1))
            #expect(try await visitor.exchange(late).errorDescription == "Authorization code expired")
        }
    }

    @Test(
        arguments: [
            (["code_verifier": String(repeating: "x", count: 43)], 400, "invalid_grant"),
            (["code_verifier": String(repeating: "x", count: 42)], 400, "invalid_request"),
            (["code_verifier": String(repeating: "x", count: 129)], 400, "invalid_request"),
            (["code_verifier": String(repeating: "é", count: 50)], 400, "invalid_request"),
            (["code_verifier": nil], 400, "invalid_request"),
            (["redirect_uri": "http://127.0.0.1:8124/callback"], 400, "invalid_grant"),
            (["redirect_uri": nil], 400, "invalid_grant"),
            (["client_id": "somebody-else"], 400, "invalid_client"), (["client_id": nil], 400, "invalid_client"),
            (["code": "AQmadeup"], 400, "invalid_grant"), (["code": nil], 400, "invalid_request"),
            (["grant_type": "password"], 400, "unsupported_grant_type"),
            (["grant_type": nil], 400, "unsupported_grant_type"),
        ] as [([String: String?], Int, String)])
    func `a wrong exchange is refused with a flat error`(
        changes: [String: String?], status: Int, error: String
    ) async throws {
        try await withSimulator { _, visitor in
            let reply = try await visitor.exchange(try await visitor.code(for: account("explorer").id), changes)
            #expect(reply.status == status)
            #expect(reply.error == error)
            #expect(reply.errorDescription?.isEmpty == false)
        }
    }

    @Test func `JSON and GET are refused, only a posted form is accepted`() async throws {
        try await withSimulator { simulator, visitor in
            let json = try await visitor.post(
                ["grant_type": "refresh_token"], headers: ["content-type": "application/json"])
            #expect(json.status == 400)
            #expect(json.error == "invalid_request")
            #expect(try await visitor.send(simulator.accountsURL + "/api/token").status == 405)
        }
    }

    @Test func `an app with a secret sends it in the header`() async throws {
        let options = SpotifySimulator.Options(clientSecret: "s:e/c")
        func basic(_ text: String) -> String { "Basic " + Data(text.utf8).base64EncodedString() }
        try await withSimulator(options) { simulator, visitor in
            let plain: [String: String?] = ["code_challenge": nil, "code_challenge_method": nil]
            let id = simulator.options.clientID
            func code() async throws -> String {
                Visitor.callbackFields(try await visitor.authorize(plain))["code"] ?? ""
            }
            let form: [String: String?] = ["client_id": nil, "code_verifier": nil]
            let good = try await visitor.exchange(
                try await code(), form, headers: ["authorization": basic("\(id):s:e/c")])
            #expect(good.status == 200)
            let wrong = try await visitor.exchange(
                try await code(), form, headers: ["authorization": basic("\(id):guess")])
            #expect(wrong.status == 401)
            #expect(wrong.error == "invalid_client")
            let stranger = try await visitor.exchange(
                try await code(), form, headers: ["authorization": basic("x:s:e/c")])
            #expect(stranger.status == 400)
            #expect(stranger.error == "invalid_client")
            let neither = try await visitor.exchange(try await code(), ["code_verifier": nil])
            #expect(neither.error == "invalid_client")
            // What was obtained with the secret is not refreshed without it.
            let token = try good.json["refresh_token"] as? String ?? ""
            #expect(try await visitor.refresh(token).errorDescription == "Invalid refresh token")
            #expect(try await visitor.refresh(token, headers: ["authorization": basic("\(id):s:e/c")]).status == 200)
        }
    }

    @Test func `a refresh without rotation sends no refresh token, and the old one still works`() async throws {
        try await withSimulator { _, visitor in
            let tokens = try await visitor.connect(account("weekend").id)
            for _ in 0..<3 {
                let reply = try await visitor.refresh(tokens.refresh)
                #expect(reply.status == 200)
                #expect(Set(try reply.json.keys) == ["access_token", "token_type", "expires_in", "scope"])
            }
        }
    }

    @Test func `a refresh with rotation ends the old refresh token`() async throws {
        try await withSimulator(.init(rotatesRefreshTokens: true)) { _, visitor in
            let first = try await visitor.connect(account("weekend").id).refresh
            let second = try await visitor.refresh(first).json["refresh_token"] as? String ?? ""
            #expect(!second.isEmpty)
            #expect(second != first)
            let dead = try await visitor.refresh(first)
            #expect(dead.status == 400)
            #expect(dead.errorDescription == "Refresh token revoked")
            #expect(try await visitor.refresh(second).status == 200)
        }
    }

    @Test(arguments: [false, true])
    func `a refresh token ends six months after the user authorized, however often it is used`(rotates: Bool)
        async throws
    {
        try await withSimulator(.init(rotatesRefreshTokens: rotates)) { simulator, visitor in
            var token = try await visitor.connect(account("weekend").id).refresh
            for _ in 0..<6 {
                simulator.advanceClock(by: .seconds(30 * 86_400))
                let reply = try await visitor.refresh(token)
                #expect(reply.status == 200)
                token = try reply.json["refresh_token"] as? String ?? token
            }
            simulator.advanceClock(by: .seconds(3 * 86_400))
            let late = try await visitor.refresh(token)
            #expect(late.status == 400)
            #expect(late.error == "invalid_grant")
            #expect(late.errorDescription == "Refresh token expired")
        }
    }

    @Test func `revoking ends the tokens of one account until it authorizes again`() async throws {
        try await withSimulator { simulator, visitor in
            let gone = account("weekend").id
            let tokens = try await visitor.connect(gone)
            let other = try await visitor.connect(account("explorer").id)
            simulator.revoke(gone)
            #expect(try await visitor.refresh(tokens.refresh).errorDescription == "Refresh token revoked")
            #expect(try await visitor.get("/me", token: tokens.access).message == "Invalid access token")
            #expect(try await visitor.refresh(other.refresh).status == 200)
            let again = try await visitor.connect(gone)
            #expect(try await visitor.refresh(again.refresh).status == 200)
            #expect(try await visitor.get("/me", token: again.access).status == 200)
            simulator.expireRefreshTokens(of: gone)
            #expect(try await visitor.refresh(again.refresh).errorDescription == "Refresh token expired")
            #expect(try await visitor.get("/me", token: again.access).status == 200)
        }
    }

    @Test func `an access token ends after its lifetime or on order, and a refresh gives another`() async throws {
        try await withSimulator(.init(accessTokenLifetime: .seconds(60))) { simulator, visitor in
            let tokens = try await visitor.connect(account("weekend").id)
            simulator.advanceClock(by: .seconds(59))
            #expect(try await visitor.get("/me", token: tokens.access).status == 200)
            simulator.advanceClock(by: .seconds(1))
            let expired = try await visitor.get("/me", token: tokens.access)
            #expect(expired.status == 401)
            #expect(expired.message == "The access token expired")
            let reply = try await visitor.refresh(tokens.refresh).json
            #expect(reply["expires_in"] as? Int == 60)
            let fresh = reply["access_token"] as? String ?? ""
            #expect(try await visitor.get("/me", token: fresh).status == 200)
            simulator.expireAccessTokens(of: account("weekend").id)
            #expect(try await visitor.get("/me", token: fresh).message == "The access token expired")
        }
    }

    @Test func `a simulator that is started later accepts the tokens of an earlier one`() async throws {
        var refresh = ""
        try await withSimulator { _, visitor in refresh = try await visitor.connect(account("weekend").id).refresh }
        var answers: [String?] = []
        for (seed, moment) in [(1, now + 2 * hour), (2, now)] as [(UInt64, Int64)] {
            let other = SimulatorWorld(seed: seed, listeners: 16, now: moment)
            try await withSimulator(world: other) { _, visitor in
                answers.append(try await visitor.refresh(refresh).errorDescription)
            }
        }
        #expect(answers == [nil, "Invalid refresh token"])
    }

    @Test func `a missing token and an invalid token are refused with different messages`() async throws {
        try await withSimulator { simulator, visitor in
            let tokens = try await visitor.connect(account("weekend").id)
            #expect(try await visitor.send(simulator.apiURL + "/me").message == "No token provided")
            let basic = try await visitor.send(simulator.apiURL + "/me", headers: ["authorization": "Basic eDp5"])
            #expect(basic.status == 400)
            for wrong in ["nonsense", tokens.refresh, String(tokens.access.dropLast(2)), tokens.access + "AA"] {
                let reply = try await visitor.get("/me", token: wrong)
                #expect(reply.status == 401)
                #expect(reply.message == "Invalid access token")
            }
        }
    }

    @Test func `a token has only the scopes that were asked for`() async throws {
        try await withSimulator { _, visitor in
            let code = Visitor.callbackFields(try await visitor.authorize(["scope": "user-top-read"]))["code"] ?? ""
            let token = try await visitor.exchange(code).json["access_token"] as? String ?? ""
            #expect(try await visitor.get("/me", token: token).status == 200)
            #expect(try await visitor.get("/me/top/artists", token: token).status == 200)
            let reply = try await visitor.get("/me/player/recently-played", token: token)
            #expect(reply.status == 403)
            #expect(reply.message == "Insufficient client scope")
        }
    }
}
