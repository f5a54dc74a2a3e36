import Application
import ArgumentParser
import Companion
import Foundation
import Rendering
import SiteModel
import Synchronization
import SyncRunner

/// The exit code of an error that ended a command.
enum Failure {
    private static let chosen = Mutex(Terminal(environment: ProcessInfo.processInfo.environment))

    /// For the message of a command, which may have failed before it had a terminal of its own.
    static var terminal: Terminal { chosen.withLock { $0 } }

    /// Writes the message to this terminal.
    static func use(_ terminal: Terminal) { chosen.withLock { $0 = terminal } }

    /// The code by the contract; `nil` for what ArgumentParser reports itself: help, usage, and codes that were thrown.
    static func exitCode(of error: any Error) -> ExitCode? {
        switch error {
        case is SettingsError, is KeyFileError, is TokenVaultError, is ServiceAddressError: .configuration
        case is TemplateError, is SiteInputError, is ImportError, is UnknownCursor: .badInput
        case is KeyRotationError, OperatingError.noDatabase, OperatingError.otherSite: .configuration
        case OperatingError.onlyLists, SplitError.cannotDivide: .configuration
        case ListingError.unwritable, is SplitError: .cannotCreate
        case is ListingError: .badInput
        case is PublishError, is BackupError, is TemplateCopyError, OperatingError.cannotWrite: .cannotCreate
        case DemoError.cannotMake: .cannotCreate
        case DemoError.notADemo: .validationFailure
        case is DemoError: .someFailed
        case UserInputError.unreadable: .badInput
        case is UsernameError, is UserInputError: .validationFailure
        case let error as StoreError: code(ofStore: error)
        case LockError.held, LockError.busy, LockError.serving: .tryLater
        case is LockError: .configuration
        case let error as OAuthError: code(ofConnecting: error)
        case let error as CannotListen: error.isTaken ? .tryLater : .configuration
        case is NoAnswer, is DeployFailed: .someFailed
        case let error as NothingDeleted: exitCode(of: error.cause)
        case let error as NothingChanged: exitCode(of: error.cause)
        case let error as ConnectTrouble: exitCode(of: error.cause)
        case SpotifyError.notRegistered, SpotifyError.premiumRequired: .configuration
        case SpotifyError.gateMustClose, SpotifyError.gateClosed: .tryLater
        case let error as any ClassifiedError: error.errorClass == .unavailable ? .unavailable : .someFailed
        default: nil
        }
    }

    private static func code(ofStore error: StoreError) -> ExitCode {
        switch error {
        case .notADatabase, .newer, .foreign, .wrongSchema: .badInput
        case .notWritable, .noFolder, .tooManyFiles, .otherPart, .elsewhere: .configuration
        case .full: .cannotCreate
        case .locked: .tryLater
        case .unknownUser, .usernameTaken, .accountTaken, .otherAccount: .validationFailure
        case .database: .someFailed
        }
    }

    private static func code(ofConnecting error: OAuthError) -> ExitCode {
        switch error {
        case .invalidClient, .badRedirect, .rejected: .configuration
        case .refused: .needsReconnect
        case .codeRefused, .denied, .stateMismatch, .noCode, .timedOut: .someFailed
        }
    }
}
