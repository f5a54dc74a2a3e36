import HTTPTypes
import Hummingbird
import NIOCore

/// Keeps the connection, so that a fault can cut it.
struct SimulatorContext: InitializableFromSource, RequestContext {
    var coreContext: CoreRequestContextStorage
    let channel: any Channel

    init(source: ApplicationRequestContextSource) {
        coreContext = .init(source: source)
        channel = source.channel
    }
}

/// Turns HTTP into the simulator's own requests and back.
struct SimulatorResponder: HTTPResponder {
    let simulator: SpotifySimulator

    private struct Cut: Error {}

    func respond(to request: Request, context: SimulatorContext) async throws -> Response {
        let body = try await request.body.collect(upTo: 1 << 20)
        let incoming = Incoming(
            method: request.method.rawValue, target: request.head.path ?? "/", headers: request.headers,
            body: Array(body.readableBytesView))
        let answer = await simulator.answer(to: incoming)
        guard answer.ending != .none else {
            try? await context.channel.close()  // It may be closed already, which is just as good.
            throw Cut()
        }
        var headers: HTTPFields = [.contentType: answer.type, .cacheControl: "private, max-age=0"]
        for (name, value) in answer.headers {
            if let name = HTTPField.Name(name) { headers[name] = value }
        }
        let status = HTTPResponse.Status(code: answer.status)
        guard answer.ending == .half else {
            return Response(status: status, headers: headers, body: .init(byteBuffer: ByteBuffer(bytes: answer.body)))
        }
        let half = ByteBuffer(bytes: answer.body.prefix(answer.body.count / 2))
        let cut = ResponseBody(contentLength: answer.body.count) { writer in
            try await writer.write(half)
            throw Cut()
        }
        return Response(status: status, headers: headers, body: cut)
    }
}
