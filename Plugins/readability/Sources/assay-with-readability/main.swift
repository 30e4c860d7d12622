import CommandLineTool
import Pipeline
import Readability

var registry = Registry.builtIn
registry.add(Readability.definition)
AssayTool.main(registry)
