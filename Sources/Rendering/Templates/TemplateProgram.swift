/// A compiled template: a flat list of instructions, and all literals as one block of bytes.
final class TemplateProgram: Sendable {
    let instructions: [Instruction]
    let literals: [UInt8]
    /// The stretches of instructions that ``Instruction/call(_:)`` runs.
    let procedures: [Range<Int>]
    /// How many contexts can be open at once.
    let slots: Int

    enum Instruction: Sendable {
        /// Appends bytes of the literals.
        case literal(Range<Int>)
        /// Prints a field of the context in a slot.
        case emit(TemplateEmit, of: Int)
        /// Skips to `end` unless a test of the context in a slot says what is expected.
        case test(TemplateTest, of: Int, expected: Bool, end: Int)
        /// Runs what follows, up to `end`, for each value of a field, lending it a slot.
        case visit(TemplateVisit, of: Int, slot: Int, end: Int)
        /// Runs a stretch of instructions: a partial that includes itself.
        case call(Int)
    }

    init(instructions: [Instruction], literals: [UInt8], procedures: [Range<Int>], slots: Int) {
        self.instructions = instructions
        self.literals = literals
        self.procedures = procedures
        self.slots = slots
    }

    func run(root: ContextPointer, into buffer: inout HTMLBuffer) {
        var contexts = [ContextPointer](repeating: root, count: slots)
        run(instructions.indices, &contexts, &buffer)
    }

    private func run(_ range: Range<Int>, _ contexts: inout [ContextPointer], _ buffer: inout HTMLBuffer) {
        var index = range.lowerBound
        while index < range.upperBound {
            switch instructions[index] {
            case .literal(let bytes):
                buffer.append(verbatim: literals, in: bytes)
            case .emit(let emit, let slot):
                emit(contexts[slot], &buffer)
            case .test(let test, let slot, let expected, let end):
                if test(contexts[slot]) != expected { index = end - 1 }
            case .visit(let visit, let source, let slot, let end):
                let outer = contexts[slot]
                let body = (index + 1)..<end
                visit(contexts[source]) { inner in
                    contexts[slot] = inner
                    run(body, &contexts, &buffer)
                }
                contexts[slot] = outer
                index = end - 1
            case .call(let procedure):
                run(procedures[procedure], &contexts, &buffer)
            }
            index += 1
        }
    }
}
