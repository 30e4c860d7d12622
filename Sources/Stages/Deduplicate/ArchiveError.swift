import Bytes

/// Why an index is refused. It is left as it is.
enum ArchiveError: Error, CustomStringConvertible {
  case incomplete(FilePath)
  case otherSketching(FilePath, Sketching, Sketching)

  var description: String {
    switch self {
    case .incomplete(let path):
      "\(path.display) is no complete index of deduplicate; it is left as it is. Name another file with 'against', or make it anew"
    case .otherSketching(let path, let found, let wanted):
      "\(path.display) was made with \(found), and this pipeline has \(wanted); documents can't be compared across them"
    }
  }
}
