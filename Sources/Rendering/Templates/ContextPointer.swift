/// Where a value lies while a template is rendered with it; only the reader knows its type.
///
/// Why pointers: a compiled template is one list of instructions over models of many types. Boxing every model
/// and row in an existential would cost an allocation and a dynamic cast for each printed value.
///
/// Why this is sound:
/// - a pointer is only made by ``with(_:_:)`` and ``forEach(in:_:)``, and is valid for the length of their closure;
///   the renderer keeps it in a slot for exactly that long, and restores the slot afterwards;
/// - it is only read by the accessor of a ``TemplateField`` of the same type: the compiler of templates pairs slots
///   and fields by the type's identity, and a debug build checks it again at each read;
/// - the values are immutable while a page is rendered.
struct ContextPointer {
    private let address: UnsafeRawPointer
    #if DEBUG
        private let type: ObjectIdentifier
    #endif

    private init<Value>(_ address: UnsafePointer<Value>) {
        self.address = UnsafeRawPointer(address)
        #if DEBUG
            type = ObjectIdentifier(Value.self)
        #endif
    }

    /// The value; the caller knows its type.
    @inline(__always)
    func value<Value>(as _: Value.Type) -> Value {
        #if DEBUG
            precondition(type == ObjectIdentifier(Value.self), "a template read a context as another type")
        #endif
        return address.assumingMemoryBound(to: Value.self).pointee
    }

    /// Lends a value's place to a closure.
    @inline(__always)
    static func with<Value>(_ value: Value, _ body: (ContextPointer) -> Void) {
        withUnsafePointer(to: value) { body(ContextPointer($0)) }
    }

    /// Lends the place of each element to a closure, without copying the elements.
    @inline(__always)
    static func forEach<Value>(in values: [Value], _ body: (ContextPointer) -> Void) {
        values.withUnsafeBufferPointer { elements in
            guard let start = elements.baseAddress else { return }
            for index in elements.indices { body(ContextPointer(start + index)) }
        }
    }
}
