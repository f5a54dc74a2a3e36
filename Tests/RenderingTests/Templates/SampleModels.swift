@testable import Rendering

/// A page with fields of each kind, some filled and some empty.
struct SamplePage: TemplateModel {
    var title = "Fish & Chips"
    var nothing = ""
    var count = 3
    var zero = 0
    var isOpen = true
    var isClosed = false
    var chart = SafeHTML(bytes: Array("<svg/>".utf8))
    var noChart = SafeHTML.empty
    var owner: SamplePerson? = SamplePerson(name: "Ada", age: 36)
    var guest: SamplePerson?
    var people = [SamplePerson(name: "Bo"), SamplePerson(name: "Cy", age: 7)]
    var nobody: [SamplePerson] = []
    var tags = ["a", "<b>"]
    var noTags: [String] = []

    static let fields: [TemplateField<SamplePage>] = [
        .text("title", "What the page is called.") { $0.title },
        .text("nothing", "An empty text.") { $0.nothing },
        .number("count", "A number.") { $0.count },
        .number("zero", "The number zero.") { $0.zero },
        .flag("isOpen", "Always true.") { $0.isOpen },
        .flag("isClosed", "Always false.") { $0.isClosed },
        .html("chart", "A drawing.") { $0.chart },
        .html("noChart", "No drawing.") { $0.noChart },
        .object("owner", "Whose page it is.") { $0.owner },
        .object("guest", "Nobody.") { $0.guest },
        .list("people", "Who is here.") { $0.people },
        .list("nobody", "Who is not here.") { $0.nobody },
        .texts("tags", "Words.") { $0.tags },
        .texts("noTags", "No words.") { $0.noTags },
    ]
}

/// A person who may have children, so that the model is recursive.
struct SamplePerson: TemplateModel {
    var name: String
    var age = 0
    var nickname = ""
    var children: [SamplePerson] = []
    var home: SampleHome?

    static let fields: [TemplateField<SamplePerson>] = [
        .text("name", "What they are called.") { $0.name },
        .number("age", "How old they are, in years.") { $0.age },
        .text("nickname", "What friends call them, or nothing.") { $0.nickname },
        .list("children", "Their children.") { $0.children },
        .object("home", "Where they live.") { $0.home },
    ]
}

/// A place.
struct SampleHome: TemplateModel {
    var city: String
    var rooms: [String] = []

    static let fields: [TemplateField<SampleHome>] = [
        .text("city", "The city.") { $0.city },
        .texts("rooms", "The rooms.") { $0.rooms },
    ]
}

/// What a template prints for a page.
func rendered(
    _ template: String, _ page: SamplePage = SamplePage(), partials: [String: String] = [:]
) throws -> String {
    let library = TemplateLibrary(sources: partials.merging(["page": template]) { $1 })
    var buffer = HTMLBuffer()
    try library.template(named: "page", for: SamplePage.self).render(page, into: &buffer)
    return String(decoding: buffer.bytes, as: UTF8.self)
}

/// The errors in a template, one per line.
func complaints(_ template: String, partials: [String: String] = [:]) -> [String] {
    do {
        _ = try rendered(template, partials: partials)
        return []
    } catch let error as TemplateError {
        guard case .invalid(let diagnostics) = error else { return ["\(error)"] }
        return diagnostics.map(\.description)
    } catch {
        return ["\(error)"]
    }
}
