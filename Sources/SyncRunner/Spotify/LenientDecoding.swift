/// A list of which one bad element does not lose the others.
///
/// `null` in place of the list is an empty one; so is a missing key where a field is read by `list(_:)`.
struct LenientList<Element: Decodable>: Decodable {
    /// What could be read, in order.
    var elements: [Element] = []
    /// How many elements had another shape.
    var unreadable = 0
    /// How many elements were `null`.
    var nulls = 0

    /// How many elements there were.
    var count: Int { elements.count + unreadable + nulls }

    init() {}

    init(from decoder: any Decoder) throws {
        if try decoder.singleValueContainer().decodeNil() { return }
        var container = try decoder.unkeyedContainer()
        elements.reserveCapacity(container.count ?? 0)
        while !container.isAtEnd {
            if try container.decodeNil() {
                nulls += 1
            } else if let element = try container.decode(Attempt<Element>.self).value {
                elements.append(element)
            } else {
                unreadable += 1
            }
        }
    }
}

/// Decoding that always succeeds, so that the list around it can go on to the next element.
private struct Attempt<Value: Decodable>: Decodable {
    var value: Value?

    init(from decoder: any Decoder) throws {
        value = try? Value(from: decoder)  // the list counts what could not be read
    }
}

extension KeyedDecodingContainer {
    /// A field that may be absent, `null` or of another type: everything but an id, a name and a time is optional.
    func optional<Value: Decodable>(_ key: Key, as type: Value.Type = Value.self) -> Value? {
        try? decodeIfPresent(type, forKey: key)  // a field we can do without must not cost the item
    }

    /// A list that may be absent, `null` or hold bad elements.
    func list<Element: Decodable>(_ key: Key, of type: Element.Type = Element.self) -> [Element] {
        optional(key, as: LenientList<Element>.self)?.elements ?? []
    }
}
