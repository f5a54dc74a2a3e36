import TestSupport
import Testing

@testable import Rendering
@testable import SiteModel

/// What must hold on every page of the companion, as an HTML5 parser sees it.
@Suite struct AccountMarkupTests {
    let pages: [(name: String, document: HTMLDocument)]

    init() throws {
        let all = try SampleAccount.pages()
        pages = try SampleAccount.everyPage(all).map { ($0.name, HTMLDocument($0.bytes)) }
    }

    @Test func `no page has a script, inline style or an event handler`() {
        for (name, document) in pages {
            #expect(document.elements("script").isEmpty && document.elements("style").isEmpty, "\(name)")
            for attribute in document.attributes {
                #expect(attribute.name != "style" && !attribute.name.hasPrefix("on"), "\(name): \(attribute)")
                #expect(!attribute.value.lowercased().hasPrefix("javascript:"), "\(name): \(attribute)")
            }
        }
    }

    @Test func `every form is a POST to a route of the companion, with the token of that route`() throws {
        let prefix = "/people/"
        for (name, document) in pages {
            for form in document.elements("form") {
                #expect(form["method"] == "post", "\(name)")
                let action = try #require(form["action"], "\(name)")
                let route = try #require(CompanionRoute(rawValue: String(action.dropFirst(prefix.count))), "\(name)")
                #expect(action == prefix + route.rawValue, "\(name)")
                let tokens = form.elements("input").filter { $0["name"] == "token" }.map { $0["value"] }
                // Signing in has no session that a token could be bound to.
                let expected = route == .signIn ? [] : ["token-of-\(route.rawValue)"]
                #expect(tokens == expected, "\(name): \(route)")
                #expect(form.elements("button").count == 1, "\(name): \(route)")
                #expect(form.elements("button").first?.text.isEmpty == false, "\(name): \(route)")
            }
        }
    }

    @Test func `every route has a form on some page`() {
        let actions = Set(pages.flatMap { $0.document.elements("form").compactMap { $0["action"] } })
        #expect(actions == Set(CompanionRoute.allCases.filter(\.takesForms).map { "/people/" + $0.rawValue }))
    }

    @Test func `every sign-in says where it leads`() {
        for (name, document) in pages {
            for form in document.elements("form") where form["action"] == "/people/api/auth/signin/spotify" {
                let then = form.elements("input").filter { $0["name"] == "then" }.map { $0["value"] }
                #expect(then == ["profile"] || then == ["account"], "\(name)")
            }
        }
    }

    @Test func `every field has a label, and every group a legend`() {
        for (name, document) in pages {
            let labels = Set(document.elements("label").compactMap { $0["for"] })
            let fields = document.elements.filter { ["input", "textarea"].contains($0.tag) && $0["type"] != "hidden" }
            for field in fields { #expect(field["id"].map(labels.contains) == true, "\(name): \(field["name"] ?? "")") }
            for field in fields where field["type"] == nil {
                #expect(field["autocomplete"] != nil, "\(name): \(field["name"] ?? "")")
            }
            for group in document.elements("fieldset") {
                #expect(group.elements.first?.tag == "legend", "\(name)")
            }
        }
    }

    @Test func `ids are unique, and every reference finds its id`() {
        for (name, document) in pages {
            let ids = document.elements.compactMap { $0["id"] }
            #expect(Set(ids).count == ids.count, "\(name)")
            for element in document.elements {
                for attribute in ["for", "aria-labelledby", "aria-describedby", "list"] {
                    for reference in (element[attribute] ?? "").split(separator: " ") {
                        #expect(ids.contains(String(reference)), "\(name): \(reference)")
                    }
                }
                if let link = element["href"], link.hasPrefix("#") {
                    #expect(ids.contains(String(link.dropFirst())), "\(name): \(link)")
                }
            }
        }
    }

    @Test func `links lead to the site, to the companion or to Spotify, with their full path`() {
        for (name, document) in pages {
            for link in document.elements.compactMap({ $0["href"] }) where !link.hasPrefix("#") {
                let isKnown = ["https://music.example/people/", "/people/account/", "https://www.spotify.com/"]
                    .contains { link.hasPrefix($0) }
                #expect(isKnown, "\(name): \(link)")
            }
        }
    }

    @Test func `no page asks search engines in, or asks the browser to hide where a form comes from`() {
        for (name, document) in pages {
            let metas = document.elements("meta")
            #expect(metas.contains { $0["name"] == "robots" && $0["content"] == "noindex" }, "\(name)")
            #expect(!metas.contains { $0["name"] == "referrer" }, "\(name)")
        }
    }

    @Test func `a page has one main part, one first heading, and skips no level`() {
        for (name, document) in pages {
            #expect(document.root["lang"] == "en", "\(name)")
            #expect(document.elements("main").count == 1, "\(name)")
            let levels = document.elements.compactMap { element in
                element.tag.count == 2 && element.tag.first == "h" ? Int(element.tag.dropFirst()) : nil
            }
            #expect(levels.first == 1 && levels.count { $0 == 1 } == 1, "\(name)")
            for (level, next) in zip(levels, levels.dropFirst()) { #expect(next <= level + 1, "\(name)") }
            #expect(document.elements("title").first?.text.isEmpty == false, "\(name)")
        }
    }

    @Test func `every page of somebody who is signed in has a way to sign out in its head`() {
        for (name, document) in pages
        where name.hasPrefix("account") || ["health", "message-too-soon"].contains(name) {
            let head = document.elements(class: "top-line").first
            #expect(head?.elements("form").first?["action"] == "/people/api/auth/signout", "\(name)")
        }
        for (name, document) in pages where name.hasPrefix("signin") || name == "message-busy" {
            #expect(document.elements(class: "top-line").first?.elements("form").isEmpty == true, "\(name)")
        }
    }

    @Test func `every moment has a date that machines read`() {
        var count = 0
        for (name, document) in pages {
            for time in document.elements("time") {
                count += 1
                #expect(time["datetime"].flatMap(Instant.init) != nil, "\(name): \(time.text)")
            }
        }
        #expect(count > 20)
    }
}
