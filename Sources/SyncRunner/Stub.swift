import AsyncHTTPClient
import CArchive
import Crypto
import SiteModel
enum Stub { static let v: HTTPClient? = nil }
