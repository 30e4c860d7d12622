import Pipeline
import Testing

@testable import Stages

@Suite struct BoilerplateStageTests {
  private func expect(
    _ page: String, _ language: Language? = "en", sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let page = MarkedPage(page)
    #expect(try page.found(language: language) == page.expected, sourceLocation: sourceLocation)
  }

  @Test func `credits make captions`() throws {
    try expect(
      """
      caption | Photo: Jane Doe/AFP
      article | The harbour was quiet on Monday, and nobody wanted to say why.
      caption | © Lighthouse Pictures
      caption | The old lighthouse at dusk. Photo: Harbour Museum
      caption | The old lighthouse at dusk / Open source photo
      caption | The keeper opens the door (Photo by John Roe/Getty Images)
      caption | FILE PHOTO: The keeper in 1998
      caption | A boat leaves the pier. John Roe/Reuters
      caption | Illustrative photo
      article | She photographs boats, and the photo of the year is hers.
      article | He sold the agency to Getty Images.
      article | The photo was taken by John Roe and/or his son.
      """)
  }

  @Test func `the line beside a caption that says the same is one too`() throws {
    try expect(
      """
      article | A wall was built here last year.

      caption | The new wall at Saltmere, Coast Weekly
      caption | The new wall at Saltmere / Open source photo

      article | The new wall at Saltmere is four metres high, the engineers say.
      """)
  }

  @Test func `a long paragraph keeps its words, and only its end is marked`() throws {
    let paragraph = Array(repeating: "The council met again and talked about the bridge for hours.", count: 10)
      .joined(separator: " ")
    #expect(try marks(paragraph + " Photo: Jane Doe") == ["caption: Photo: Jane Doe"])
    #expect(try marks(paragraph + " (Reuters)") == ["source: (Reuters)"])
    #expect(try marks(paragraph + " – AFP") == ["source: – AFP"])
    #expect(try marks(paragraph + " REUTERS") == ["source: REUTERS"])
    #expect(try marks(paragraph + " She reads Reuters.") == [])
    #expect(try marks(paragraph + " (Editor's note: the bridge has opened since.)").count == 1)
    #expect(try marks(paragraph + " He reads the news (mostly of Reuters).") == [])
  }

  @Test func `links and their lists are marked up to the first paragraph`() throws {
    try expect(
      """
      article | The council met on Monday and talked about the bridge.

      link | Read more: Council buys a ferry

      article | It will meet again on Friday.

      link | Related articles
      link | Ferry bought for a song
      link | Who needs a bridge?

      article | The mayor was not there, his office said on Tuesday.
      article | Nobody asked.
      """)
    try expect(
      """
      article | The council met on Monday and talked about the bridge.
      link | Read also:
      link | • Ferry bought for a song
      link | • Who needs a bridge?
      article | The mayor was not there, his office said on Tuesday.
      article | A line without a stop
      """)
  }

  @Test func `a heading behind a list is not its item`() throws {
    try expect(
      """
      link | Read also:

      link | Ferry bought for a song

      article | Why the ferry was cheap

      article | The ferry had stood in a barn for years, and nobody else made an offer.
      """)
  }

  @Test func `a list has an end even where no paragraph comes`() throws {
    let items = (1...40).map { "Headline number \($0) of the day" }
    let found = try marks((["Related news:"] + items).joined(separator: "\n"))
    #expect(found.count < 20)
  }

  @Test func `imperatives in sentences are the article's`() throws {
    try expect(
      """
      article | Read more books, the minister told them.
      article | Watch them closely and you will see it.
      article | More than ten people came.
      article | “Follow us on the road,” the driver shouted.
      article | Share prices fell on Monday.
      article | Subscribers were angry, and some left.
      article | Related costs are rising, the bank said.
      article | Source code was stolen, and nobody noticed.
      article | Photo shops are closing all over the country.
      article | By Monday all of them had left the city.
      article | Editors of three papers met in Oslo.
      article | Note that the figures are old.
      """)
  }

  @Test func `bylines stand at the article's edges`() throws {
    try expect(
      """
      byline | By Jane van Doe and John Roe, staff writers
      article | The council met on Monday and talked about the bridge.
      article | It will meet again on Friday.
      article | The mayor was not there.
      article | His office said so on Tuesday.
      article | By Royal Appointment
      article | Nobody asked why.
      article | Everybody wanted to go home.
      article | The bridge was not built.
      byline | By John Roe
      byline | Author: Jane Doe
      byline | john.roe@example.com
      byline | ✍️ This article was written by the team of The Coast.
      """)
  }

  @Test func `sources, notices and notes`() throws {
    try expect(
      """
      article | The council met on Monday and talked about the bridge.
      source | (Reuters)
      source | Source: Harbour Office
      source | AFP, dpa
      notice | Subscribe to our newsletter and never miss a ship
      notice | Share
      notice | Facebook Twitter WhatsApp
      notice | We use cookies to make this page slow.
      notice | © 2024 The Coast. All rights reserved.
      note | [Editor's note: the bridge has opened since.]
      note | Correction: an earlier version gave another price.
      link | https://example.com/ferry
      article | The council met [in May] and will meet again (the mayor, ed.), she said.
      article | (It was the third time.)
      article | Facebook
      """)
  }

  @Test func `an interview keeps its speakers`() throws {
    try expect(
      """
      article | Reporter: What did you see there?
      article | Editor: We never print that.
      """)
    try expect("article | 记者：您怎么看这座桥？", "zh")
    try expect("article | 記者：橋についてどう思いますか。", "ja")
  }

  @Test func `a line that comes again is marked, the first is not`() throws {
    try expect(
      """
      article | The council met on Monday and talked about the bridge.
      article | It will meet again on Friday.
      repeated | The council met on Monday and talked about the bridge.
      article | Yes.
      article | No.
      article | Yes.
      article | Yes.
      article | 12 | 30
      article | 12 | 30
      article | 12 | 30
      """)
    try expect("article | Top of page\narticle | Words are here.\nrepeated | Top of page\nrepeated | Top of page")
  }

  @Test func `titles are never marked, but a copy of one is`() throws {
    #expect(try marks("It met.", title: "Photo: the council meets") == [])
    #expect(
      try marks("The council meets again\n\nIt met.", title: "The council meets again") == [
        "repeated: The council meets again"
      ])
  }

  @Test func `kinds are chosen`() throws {
    let text = "Photo: Jane Doe\nRead more: Ferry\nSource: Harbour Office\nWords of the article."
    let stage = BoilerplateStage(kinds: [.link, .source])
    #expect(try marks(text, stage: stage) == ["link: Read more: Ferry", "source: Source: Harbour Office"])
  }
}
