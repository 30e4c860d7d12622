import Bytes
import Glibc

/// A folder that is removed with the files in it when the last reference goes.
final class TemporaryPath {
  let path: FilePath

  init() {
    var template = Array("/tmp/assay-stages-XXXXXX".utf8CString)
    precondition(mkdtemp(&template) != nil)
    path = FilePath(String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self))
  }

  deinit {
    let files = POSIXFileSystem()
    for entry in (try? files.list(path)) ?? [] { try? files.remove(path / FilePath(bytes: entry.name)) }
    try? files.remove(path)
  }
}
