// Prints the generated Unicode tables for the linked ICU:
//
//     swift run generate-unicode-table > Sources/Pipeline/Lexical/UnicodeTableData.swift
//     swift run generate-unicode-table breaks > Sources/Stages/Segment/BreakTableData.swift
print(CommandLine.arguments.dropFirst().first == "breaks" ? breakTableFile() : unicodeTableFile(), terminator: "")
