internal import CGumbo

/// A page as an HTML5 parser understands it: what a browser would see, not what the bytes look like.
package struct HTMLDocument {
    package let root: HTMLElement

    /// Parses a whole page; gumbo completes what is missing, such as `html` and `body`.
    package init(_ bytes: some Collection<UInt8>) {
        let bytes = Array(bytes)
        let root: HTMLElement? = bytes.withUnsafeBytes { buffer in
            // gumbo's nodes point into the text, so that everything is copied before it goes.
            let text = buffer.bindMemory(to: CChar.self)
            let output = withUnsafePointer(to: kGumboDefaultOptions) { options in
                gumbo_parse_with_options(options, text.baseAddress, text.count)
            }
            guard let output else { return nil }
            defer {
                withUnsafePointer(to: kGumboDefaultOptions) { gumbo_destroy_output($0, output) }
            }
            return HTMLElement(output.pointee.root)
        }
        self.root = root ?? HTMLElement(tag: "html", attributes: [], children: [])
    }

    package init(_ text: String) {
        self.init(Array(text.utf8))
    }

    /// Every element of the page, in document order.
    package var elements: [HTMLElement] { root.all }

    /// The elements of a tag, in document order.
    package func elements(_ tag: String) -> [HTMLElement] {
        elements.filter { $0.tag == tag }
    }

    /// The elements of a class, in document order.
    package func elements(class name: String) -> [HTMLElement] {
        elements.filter { $0.classes.contains(Substring(name)) }
    }

    /// The elements on which an attribute has a value; without one, those that have the attribute.
    package func elements(where attribute: String, is value: String? = nil) -> [HTMLElement] {
        elements.filter { value == nil ? $0[attribute] != nil : $0[attribute] == value }
    }

    /// The tags in use, sorted, without what gumbo adds to a fragment.
    package var tags: [String] {
        Set(elements.map(\.tag)).subtracting(["html", "head", "body"]).sorted()
    }

    /// Every attribute of every element, in document order.
    package var attributes: [HTMLAttribute] { elements.flatMap(\.attributes) }

    /// The text of the body, character references decoded.
    package var text: String { elements("body").first?.text ?? "" }
}

/// One attribute, its value decoded.
package struct HTMLAttribute: Equatable {
    package let name: String
    package let value: String
}

/// One element, copied out of gumbo's tree.
package struct HTMLElement {
    package let tag: String
    package let attributes: [HTMLAttribute]
    package let children: [HTMLNode]

    package subscript(_ attribute: String) -> String? {
        attributes.first { $0.name == attribute }?.value
    }

    package var classes: [Substring] { (self["class"] ?? "").split(separator: " ") }

    /// The text in it and in all that is inside, character references decoded, comments left out.
    package var text: String {
        children.map { child in
            switch child {
            case .element(let element): element.text
            case .text(let text): text
            case .comment: ""
            }
        }.joined()
    }

    /// The elements directly inside.
    package var elements: [HTMLElement] {
        children.compactMap { if case .element(let element) = $0 { element } else { nil } }
    }

    /// This element and all inside, in document order.
    package var all: [HTMLElement] { [self] + elements.flatMap(\.all) }

    /// The elements of a tag inside this one, in document order.
    package func elements(_ tag: String) -> [HTMLElement] {
        all.dropFirst().filter { $0.tag == tag }
    }

    /// The elements of a class inside this one, in document order.
    package func elements(class name: String) -> [HTMLElement] {
        all.dropFirst().filter { $0.classes.contains(Substring(name)) }
    }
}

/// What an element holds.
package enum HTMLNode {
    case element(HTMLElement)
    case text(String)
    case comment(String)
}

extension HTMLElement {
    fileprivate init?(_ node: UnsafeMutablePointer<GumboNode>) {
        guard node.pointee.type == GUMBO_NODE_ELEMENT || node.pointee.type == GUMBO_NODE_TEMPLATE else { return nil }
        let element = node.pointee.v.element
        tag = Self.tag(of: element)
        attributes = Self.pointers(element.attributes, to: GumboAttribute.self).map {
            HTMLAttribute(name: String(cString: $0.pointee.name), value: String(cString: $0.pointee.value))
        }
        children = Self.pointers(element.children, to: GumboNode.self).compactMap { child in
            switch child.pointee.type {
            case GUMBO_NODE_COMMENT: .comment(String(cString: child.pointee.v.text.text))
            case GUMBO_NODE_TEXT, GUMBO_NODE_WHITESPACE, GUMBO_NODE_CDATA:
                .text(String(cString: child.pointee.v.text.text))
            default: HTMLElement(child).map(HTMLNode.element)
            }
        }
    }

    /// The tag's name; gumbo names only those it knows, of the others it keeps the source.
    private static func tag(of element: GumboElement) -> String {
        guard element.tag == GUMBO_TAG_UNKNOWN else { return String(cString: gumbo_normalized_tagname(element.tag)) }
        var piece = element.original_tag
        gumbo_tag_from_original_text(&piece)
        guard let start = piece.data else { return "" }
        return String(decoding: UnsafeRawBufferPointer(start: start, count: piece.length), as: UTF8.self).lowercased()
    }

    private static func pointers<T>(_ vector: GumboVector, to _: T.Type) -> [UnsafeMutablePointer<T>] {
        (0..<Int(vector.length)).compactMap { vector.data[$0]?.assumingMemoryBound(to: T.self) }
    }
}
