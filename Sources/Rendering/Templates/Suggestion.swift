import SiteModel

/// The end of a message about a name that is not known: `; did you mean 'username'?`, or nothing.
func suggestion(for name: String, among known: some Sequence<String>) -> String {
    name.nearest(of: known).map { "; did you mean '\($0)'?" } ?? ""
}
