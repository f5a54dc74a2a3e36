import Application
import ArgumentParser

/// A command that may change the output, after which the site is deployed.
///
/// A command that failed counts, too: it may have deleted a hidden page before.
protocol PublishingCommand: AsyncParsableCommand {
    /// The options that every command has.
    var common: CommonOptions { get }
    /// Whether this start of the command changes nothing.
    var isDryRun: Bool { get }
}

extension PublishingCommand {
    var isDryRun: Bool { false }

    /// The site that is deployed; `nil` where there is no command to do it, or the settings cannot be read.
    var deployedSite: Application? {
        guard !isDryRun, let application = try? Session(common).application, application.settings.deployCommand != nil
        else { return nil }
        return application
    }
}
