import ArgumentParser
import Rendering

struct TemplatesDocsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "docs", abstract: "Print every name that each template can show, in Markdown.")

    func run() throws {
        let output = StandardOutput()
        try output.append(TemplateReference.markdown)
        try output.flush()
    }
}
