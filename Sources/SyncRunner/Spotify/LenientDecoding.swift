/// A field that may be absent, `null` or of another type; without it the rest of the item is still worth having.
@propertyWrapper struct Lenient<Value: Decodable>: Decodable {
    var wrappedValue: Value?
}

/// A list that may be absent, `null` or hold bad elements, which are left out.
@propertyWrapper struct LenientList<Element: Decodable>: Decodable {
    var wrappedValue: [Element]
}

extension KeyedDecodingContainer {
    // Decoders that the compiler writes call these: without them an absent key would be an error.

    func decode<Value>(_ type: Lenient<Value>.Type, forKey key: Key) -> Lenient<Value> {
        Lenient(wrappedValue: try? decodeIfPresent(Value.self, forKey: key))  // see ``Lenient``
    }

    func decode<Element>(_ type: LenientList<Element>.Type, forKey key: Key) -> LenientList<Element> {
        let items = try? decodeIfPresent(LenientItems<Element>.self, forKey: key)  // see ``LenientList``
        return LenientList(wrappedValue: items?.elements ?? [])
    }
}

/// A list in which one bad element does not lose the others; `null` in its place is an empty list.
struct LenientItems<Element: Decodable>: Decodable {
    /// The elements that could be read, in order.
    var elements: [Element] = []
    /// How many elements had another shape.
    var unreadable = 0
    /// How many elements were `null`.
    var nulls = 0

    /// How many elements there were.
    var count: Int { elements.count + unreadable + nulls }

    init(from decoder: any Decoder) throws {
        if try decoder.singleValueContainer().decodeNil() { return }
        var container = try decoder.unkeyedContainer()
        elements.reserveCapacity(container.count ?? 0)
        while !container.isAtEnd {
            if try container.decodeNil() {
                nulls += 1
            } else if let element = try container.decode(Tolerant<Element>.self).value {
                elements.append(element)
            } else {
                unreadable += 1
            }
        }
    }
}

/// Decoding that always succeeds, so that the list around it can go on to the next element.
private struct Tolerant<Value: Decodable>: Decodable {
    var value: Value?

    init(from decoder: any Decoder) throws {
        value = try? Value(from: decoder)  // the list counts what could not be read
    }
}
