// Prints Sources/Pipeline/Lexical/UnicodeTableData.swift for the linked ICU:
//
//     swift run generate-unicode-table > Sources/Pipeline/Lexical/UnicodeTableData.swift
print(unicodeTableFile(), terminator: "")
