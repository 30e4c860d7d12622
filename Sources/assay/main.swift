import CommandLineTool

AssayTool.main()
