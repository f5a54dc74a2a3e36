import Application
import ArgumentParser
import Rendering

struct TemplatesCopyCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "copy", abstract: "Write the built-in templates into a folder, to edit them there.",
        discussion: """
            A folder 'templates' beside the settings file is used by the next build; 'templates' in the settings or --templates name \
            another. A folder that holds something is refused. With --force, what is missing is added; files that differ from \
            the built-in ones get a '~' behind their names, and no build reads those; other files stay as they are.
            """)

    @Argument(help: ArgumentHelp("The folder to fill.", valueName: "folder"), completion: .directory)
    var folder: String
    @Flag(help: "Complete and renew a folder that is not empty.")
    var force = false
    @OptionGroup var common: CommonOptions

    func run() async throws {
        let session = try Session(common)
        let (application, terminal) = (session.application, session.terminal)
        // Not those beside the settings: a copy of the operator's own is no way back to the built-in ones.
        let source = common.templates.map { $0.absolutePath(in: application.folder) } ?? application.builtInTemplates
        guard let source else {
            throw SiteInputError.noTemplates(folder: "share/sitegen/templates beside the program's folder")
        }
        let target = folder.absolutePath(in: application.folder)
        let copy = try TemplateCopy(of: source, to: target, force: force)
        for file in copy.setAside { terminal.notice("\(file.name) was different: it is \(file.newName) now") }
        let count = copy.written.count
        terminal.note(
            "\(target): \(count) \(count == 1 ? "file" : "files") written. 'sitegen templates docs' lists what they can show."
        )
    }
}
