/// A template compiled for one type of model: rendering it cannot fail.
public struct Template<Model: TemplateModel>: Sendable {
    let program: TemplateProgram

    /// Appends the page of a model to a buffer.
    public func render(_ model: Model, into buffer: inout HTMLBuffer) {
        ContextPointer.with(model) { program.run(root: $0, into: &buffer) }
    }
}
