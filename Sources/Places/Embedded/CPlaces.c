// The bytes come from the build plugin; a target needs a file of its own.
