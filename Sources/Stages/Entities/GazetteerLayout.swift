import Bytes

/// Lays the tables of a builder out as a block.
enum GazetteerLayout {
  private typealias Block = GazetteerBlock

  static func block(of builder: consuming GazetteerBuilder, key: Hash128) -> GazetteerBlock {
    let filter = NameFilter.table(builder.filterKeys)
    let lowerFilter = NameFilter.table(builder.lowerKeys)
    let pairFilter = NameFilter.table(builder.pairKeys)
    var strings = builder.strings
    let terms =
      (builder.types.terms + builder.languages.terms).map { strings.add($0.utf8) }
      + builder.suffixes.list.map { strings.add($0) }
    let nodeCount = builder.nodes.count
    let nodeBits = UInt64.bitWidth - UInt64(nodeCount).leadingZeroBitCount
    var slotCount = 4
    while slotCount * 2 < builder.edges.count * 3 { slotCount *= 2 }

    var counts = [Int](repeating: 0, count: Block.Section.allCases.count)
    for (section, count) in [
      (Block.Section.filter, filter.count), (.lowerFilter, lowerFilter.count),
      (.pairFilter, pairFilter.count), (.slots, slotCount),
      (.nodes, nodeCount + 1), (.entries, builder.drafts.count), (.things, builder.things.count),
      (.strings, strings.bytes.count), (.terms, terms.count),
    ] {
      counts[section.rawValue] = count
    }
    var starts: [Int] = []
    var length = Block.headerSize
    for section in Block.Section.allCases {
      starts.append(length)
      length = (length + counts[section.rawValue] * section.width + 7) & ~7
    }

    let memory = Block.Memory(count: length)
    let bytes = memory.bytes
    bytes.initializeMemory(as: UInt8.self, repeating: 0)
    bytes.copyBytes(from: Block.magic)
    func put<Number: FixedWidthInteger>(_ number: Number, at offset: Int) {
      bytes.storeBytes(of: number.littleEndian, toByteOffset: offset, as: Number.self)
    }
    func put<Number: FixedWidthInteger>(_ numbers: [Number], _ section: Block.Section) {
      let start = starts[section.rawValue]
      for (index, number) in numbers.enumerated() { put(number, at: start + index * section.width) }
    }
    put(Block.version, at: Block.Field.version)
    put(NameFolding.version, at: Block.Field.folding)
    put(UInt64(length), at: Block.Field.length)
    put(key.high, at: Block.Field.keyHigh)
    put(key.low, at: Block.Field.keyLow)
    put(UInt32(nodeBits), at: Block.Field.nodeBits)
    put(UInt32(builder.depth), at: Block.Field.depth)
    put(UInt32(builder.types.terms.count), at: Block.Field.typeCount)
    put(UInt32(builder.languages.terms.count), at: Block.Field.languageCount)
    put(UInt32(builder.suffixes.list.count), at: Block.Field.suffixCount)
    for section in Block.Section.allCases {
      put(UInt64(starts[section.rawValue]), at: Block.Field.sections + section.rawValue * 16)
      put(UInt64(counts[section.rawValue]), at: Block.Field.sections + section.rawValue * 16 + 8)
    }
    put(filter, .filter)
    put(lowerFilter, .lowerFilter)
    put(pairFilter, .pairFilter)
    let slotStart = starts[Block.Section.slots.rawValue]
    let slots = UnsafeMutableRawBufferPointer(rebasing: bytes[slotStart..<slotStart + slotCount * 8])
    put(UInt32(fill(slots.bindMemory(to: UInt64.self), builder.edges, nodeBits: nodeBits)), at: Block.Field.probes)
    put(terms, .terms)
    UnsafeMutableRawBufferPointer(rebasing: bytes[starts[Block.Section.strings.rawValue]...])
      .copyBytes(from: strings.bytes)
    write(builder.things, to: bytes, at: starts[Block.Section.things.rawValue])
    write(
      builder.nodes, builder.drafts, to: bytes, nodesAt: starts[Block.Section.nodes.rawValue],
      entriesAt: starts[Block.Section.entries.rawValue])
    put(
      Hash.hash64(UnsafeRawBufferPointer(rebasing: bytes[Block.Field.keyHigh...])), at: Block.Field.checksum)
    guard let block = try? GazetteerBlock(UnsafeRawBufferPointer(bytes), owner: memory, verifies: false) else {
      preconditionFailure("a block that was just made is not one")
    }
    return block
  }

  /// Puts the edges in, with their nodes in the low bits; how many slots beyond the first a look-up may have to see.
  private static func fill(
    _ slots: UnsafeMutableBufferPointer<UInt64>, _ edges: EdgeTable, nodeBits: Int
  ) -> Int {
    let nodeMask = (UInt64(1) << UInt64(nodeBits)) - 1
    var probes = 0
    for (key, node) in zip(edges.keys, edges.nodes) where node != 0 {
      var slot = Int(truncatingIfNeeded: key) & (slots.count - 1)
      var steps = 0
      while slots[slot] != 0 {
        slot = (slot + 1) & (slots.count - 1)
        steps += 1
      }
      slots[slot] = (key & ~nodeMask | UInt64(node)).littleEndian
      probes = max(probes, steps)
    }
    return probes
  }

  private static func write(_ things: [GazetteerBuilder.Thing], to bytes: UnsafeMutableRawBufferPointer, at start: Int)
  {
    typealias Field = Gazetteer.ThingField
    var offset = start
    for thing in things {
      bytes.storeBytes(of: thing.identity.littleEndian, toByteOffset: offset + Field.identity, as: UInt64.self)
      bytes.storeBytes(of: thing.name.littleEndian, toByteOffset: offset + Field.name, as: UInt32.self)
      bytes.storeBytes(of: thing.ref.littleEndian, toByteOffset: offset + Field.ref, as: UInt32.self)
      bytes.storeBytes(of: thing.weight.littleEndian, toByteOffset: offset + Field.weight, as: UInt32.self)
      bytes.storeBytes(of: thing.type.littleEndian, toByteOffset: offset + Field.type, as: UInt16.self)
      if thing.hasPlace {
        bytes.storeBytes(of: thing.latitude.littleEndian, toByteOffset: offset + Field.latitude, as: Int32.self)
        bytes.storeBytes(of: thing.longitude.littleEndian, toByteOffset: offset + Field.longitude, as: Int32.self)
        bytes.storeBytes(of: Field.hasPlace.littleEndian, toByteOffset: offset + Field.flags, as: UInt16.self)
      }
      offset += GazetteerBlock.Section.things.width
    }
  }

  /// Nodes in order, the entries of each behind one another in the order of adding.
  private static func write(
    _ nodes: [GazetteerBuilder.Node], _ drafts: [GazetteerBuilder.Draft], to bytes: UnsafeMutableRawBufferPointer,
    nodesAt nodeStart: Int, entriesAt entryStart: Int
  ) {
    typealias Field = Gazetteer.EntryField
    var written: UInt32 = 0
    var offset = entryStart
    for (index, node) in nodes.enumerated() {
      let head = written | (node.leadsOn ? 1 << 31 : 0)
      bytes.storeBytes(of: head.littleEndian, toByteOffset: nodeStart + index * 4, as: UInt32.self)
      guard let last = node.last else { continue }
      var next = drafts[Int(last)].next
      let first = next
      repeat {
        let draft = drafts[Int(next)]
        let spelling = draft.rule == .exact ? draft.written : draft.accented
        bytes.storeBytes(of: draft.thing.littleEndian, toByteOffset: offset + Field.thing, as: UInt32.self)
        bytes.storeBytes(of: spelling.littleEndian, toByteOffset: offset + Field.spelling, as: UInt32.self)
        bytes.storeBytes(of: draft.upperWords.littleEndian, toByteOffset: offset + Field.upperWords, as: UInt32.self)
        bytes.storeBytes(of: draft.language.littleEndian, toByteOffset: offset + Field.language, as: UInt16.self)
        bytes[offset + Field.rule] = draft.rule.rawValue
        bytes[offset + Field.flags] = draft.flags
        offset += GazetteerBlock.Section.entries.width
        written += 1
        next = draft.next
      } while next != first
    }
    bytes.storeBytes(of: written.littleEndian, toByteOffset: nodeStart + nodes.count * 4, as: UInt32.self)
  }
}
