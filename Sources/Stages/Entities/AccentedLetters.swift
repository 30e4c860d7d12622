/// Letters with accents of Latin, Greek and Cyrillic, in lower case, behind the letters they are without.
///
/// Made from the canonical decompositions of Unicode 15 (Unicode License v3); letters with strokes and ligatures, which
/// have none, are added by what English writes for them. й, ї and ў are letters of their own and stay.
let accentedLetters: StaticString = """
  a àáâãäåāăąǎǟǡǻȁȃȧḁạảấầẩẫậắằẳẵặ
  ae æǣǽ
  b ƀḃḅḇ
  c çćĉċčḉ
  d ðďđḋḍḏḑḓ
  e èéêëēĕėęěȅȇȩḕḗḙḛḝẹẻẽếềểễệ
  f ḟ
  g ĝğġģǧǵḡ
  h ĥħȟḣḥḧḩḫẖ
  i ìíîïĩīĭįİıǐȉȋḭḯỉị
  j ĵǰ
  k ķĸǩḱḳḵ
  l ĺļľŀłḷḹḻḽ
  m ḿṁṃ
  n ñńņňŉǹṅṇṉṋ
  o òóôõöøōŏőơǒǫǭǿȍȏȫȭȯȱṍṏṑṓọỏốồổỗộớờởỡợ
  oe œ
  p ṕṗ
  r ŕŗřȑȓṙṛṝṟ
  s śŝşšſșṡṣṥṧṩẛ
  ss ß
  t ţťŧțṫṭṯṱẗ
  th þ
  u ùúûüũūŭůűųưǔǖǘǚǜȕȗṳṵṷṹṻụủứừửữự
  v ṽṿ
  w ŵẁẃẅẇẉẘ
  x ẋẍ
  y ýÿŷȳẏẙỳỵỷỹ
  z źżžẑẓẕ
  ʒ ǯ
  α άἀἁἂἃἄἅἆἇὰάᾀᾁᾂᾃᾄᾅᾆᾇᾰᾱᾲᾳᾴᾶᾷ
  ε έἐἑἒἓἔἕὲέ
  η ήἠἡἢἣἤἥἦἧὴήᾐᾑᾒᾓᾔᾕᾖᾗῂῃῄῆῇ
  ι ΐίϊἰἱἲἳἴἵἶἷὶίιῐῑῒΐῖῗ
  ο όὀὁὂὃὄὅὸό
  ρ ῤῥ
  υ ΰϋύὐὑὒὓὔὕὖὗὺύῠῡῢΰῦῧ
  ω ώὠὡὢὣὤὥὦὧὼώᾠᾡᾢᾣᾤᾥᾦᾧῲῳῴῶῷ
  ϒ ϓϔ
  е ёѐ
  """
