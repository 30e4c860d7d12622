import Bytes
import Pipeline

/// Finds the manifest of a plugin's folder.
package enum PluginFolder {
  /// The manifest, where it has no errors; and all diagnostics of the file, sorted by place. Throws `FileError`.
  package static func load(
    _ folder: FilePath, in fileSystem: any FileSystem
  ) throws -> (manifest: PluginManifest?, diagnostics: [Diagnostic]) {
    let path = folder / "plugin.yaml"
    let bytes = try fileSystem.contents(of: path, limit: 4 << 20)
    let diagnostics = Diagnostics(SourceText(name: path.display, bytes: bytes))
    let manifest = PluginManifestReader(diagnostics).read(folder: folder)
    return (manifest, diagnostics.sorted)
  }
}
