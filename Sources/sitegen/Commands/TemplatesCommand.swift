import ArgumentParser

struct TemplatesCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "templates", abstract: "Copy the templates to edit them, and list what they can show.",
        subcommands: [TemplatesCopyCommand.self, TemplatesDocsCommand.self])
}
