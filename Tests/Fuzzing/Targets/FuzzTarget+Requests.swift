import Application
import Foundation
import HTTPTypes
import SiteModel

@testable import Companion
@testable import SyncRunner

extension FuzzTarget {
    /// What a browser sends to the companion: the first byte chooses which part of a request it is.
    static let requests = FuzzTarget(name: "requests") { bytes in
        guard let kind = bytes.first, let address = try? CompanionAddress("https://music.example/account/") else {
            return
        }
        let text = String(decoding: bytes.dropFirst(), as: UTF8.self)
        let now = Instant(milliseconds: 1_795_348_800_000)
        switch kind % 6 {
        case 0:
            let form = try? Form(bytes.dropFirst(), type: "application/x-www-form-urlencoded")
            precondition(form == nil || bytes.count <= Form.limit + 1, "a form is too long")
        case 1:
            let value = CompanionCookie.session(at: address).value(in: [.cookie: text])
            precondition(value?.contains { $0 == ";" || $0 == "=" || $0 == " " } != true, "a cookie has two values")
        case 2:
            let key = DerivedKey(.flow, from: Array(repeating: 7, count: 32))
            precondition(FlowCookie(text, key: key, at: now) == nil, "a cookie that we did not seal was opened")
        case 3:
            let key = DerivedKey(.session, from: Array(repeating: 7, count: 32))
            let token = await SessionToken(text, issuer: "https://music.example", key: key, at: now)
            precondition(token == nil, "a token that we did not sign was accepted")
        case 4: _ = AnswerFormat(accepted: [.accept: text])
        default:
            guard let api = try? ServiceAddress("https://accounts.example", setting: "fuzz"),
                let authorization = try? Authorization(app: SpotifyApp(clientID: "fuzz", accounts: api, api: api))
            else { return }
            let code = try? authorization.code(in: text)
            precondition(code == nil, "a code with a state that we did not give was taken")
        }
    }
}
