import Hummingbird
enum Stub { static func v() -> Router<BasicRequestContext> { Router() } }
