import CCMark
import CZlib
import Crypto
import SiteModel
enum Stub { static let v = cmark_version() }
