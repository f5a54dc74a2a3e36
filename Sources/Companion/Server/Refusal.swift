import Application
import HTTPTypes
import Rendering
import SiteModel
import SyncRunner

/// Why a request is not granted: the page that says so, and one word for programs.
struct Refusal: Error {
    var view: MessageView
    var word: String
    /// From when it makes sense to try again.
    var retryAt: Instant?

    init(_ view: MessageView, _ word: String, retryAt: Instant? = nil) {
        self.view = view
        self.word = word
        self.retryAt = retryAt
    }

    var status: HTTPTypes.HTTPResponse.Status { HTTPTypes.HTTPResponse.Status(code: view.status) }
}

extension Refusal {
    /// What an error means for the person in front of the browser; its text is for the log alone.
    init(_ error: any Error) {
        switch error {
        case let error as Refusal: self = error
        case let error as FormError: self.init(error)
        case let error as OAuthError: self.init(error)
        case let error as SpotifyError: self.init(error)
        case let error as SignInRefusal: self.init(error)
        case let error as NothingChanged: self.init(error.cause)
        case StoreError.unknownUser: self.init(.signedOut, "signed_out")
        case StoreError.locked, is LockError: self.init(.busy, "busy")
        // What was asked is stored; a page cannot be written or deleted.
        case is PublishError: self.init(.notYet, "not_published")
        default: self.init(.outOfOrder, "out_of_order")
        }
    }

    private init(_ error: FormError) {
        switch error {
        case .tooLarge: self.init(.tooLarge, "too_large")
        case .otherType:
            self.init(MessageView(415, MessageView.badRequest.title, MessageView.badRequest.sentences), "not_a_form")
        case .malformed: self.init(.badRequest, "malformed_form")
        }
    }

    private init(_ error: OAuthError) {
        switch error {
        case .denied: self.init(.notAllowed, "not_allowed")
        case .stateMismatch, .noCode, .timedOut: self.init(.beginAgain, "begin_again")
        case .codeRefused:
            self.init(MessageView(502, MessageView.beginAgain.title, MessageView.beginAgain.sentences), "code_refused")
        case .refused, .invalidClient, .rejected, .badRedirect: self.init(.spotifyAway, "spotify_refuses")
        }
    }

    private init(_ error: SpotifyError) {
        switch error {
        case .gateClosed(let until, _), .gateMustClose(let until, _):
            self.init(.gate(until: until), "gate_closed", retryAt: until)
        case .notRegistered: self.init(.notRegistered, "not_registered")
        default: self.init(.spotifyAway, "spotify_away")
        }
    }

    private init(_ refusal: SignInRefusal) {
        switch refusal {
        case .notInvited: self.init(.askTheOperator, "not_invited")
        case .invitationOver: self.init(.invitationUseless, "invitation_over")
        case .nameMissing: self.init(.beginAgain, "name_missing")
        case .nameTaken(let name): self.init(.nameTaken(name), "name_taken")
        }
    }
}
