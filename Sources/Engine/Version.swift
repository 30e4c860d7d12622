/// The version of Assay: in the manifest of every run, since another one may give other results.
package let assayVersion = "0.1.0"
