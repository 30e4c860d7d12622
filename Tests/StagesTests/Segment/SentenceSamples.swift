// swift-format-ignore-file
/// Sentences of many languages, written for these tests; joined by a blank (by nothing in Chinese and Japanese) they must
/// be found again. One line a text: the language, then its sentences with `|` between them.
let sentenceSamples = #"""
  en: Mr. Smith met Dr. Jones and Gen. Lee.|They spoke to U.S. President Ann Hill.|It was over by 5 p.m.|He left the U.S.|The war went on.
  en: “Stop!” he said.|“Why?” asked Mr. Hall.|(She laughed.)|Nobody moved (or so it seemed).
  en: It rose by 3.5 percent to $1.2 million.|23 people were hurt.|See No. 5, vol. 2, pp. 3–4.
  en: 1. Open the door.|2. Close it.
  en: We waited... and waited.|Then... nothing came.
  en: J. K. Rowling and George W. Bush wrote.|It was he and I.|Plan B.|The end.
  en: He read www.example.org and mailed a.b@example.com.|Was it Yahoo!|It was.
  uk: У 2023 р. близько 5 тис. осіб виїхали до м. Києва.|Проф. І. Франко, ст. 12.|Це було за часів В. Стуса.|«Так!» — сказав він.|Ціна — 5 млн. 300 тис. грн.
  ru: В г. Москве 5 млн. человек, т. е. много.|«Ура!» — закричал он.|«Да».|Ушли в 2019 г. и др. люди.|Это было в 2019 г.|Он ушёл.
  be: Каля 5 тыс. чалавек жывуць у г. Мінску.|Праф. А. Мальдзіс пісаў пра гэта.
  bg: Около 5 млн. лв. отидоха за ул. „Раковски“.|Това каза г-н. Иванов.
  sr: Око 5 мил. динара је добио проф. Јовановић.|То је рекао 3. маја.
  hr: Stigao je 3. svibnja u 5 sati, tj. kasno.|To je rekao dr. Horvat.|Josip II. je vladao.
  bs: Oko 5 mil. maraka dobio je prof. Hadžić.|To je rekao 3. maja.
  sl: Prišel je 3. maja ob 5. uri, tj. pozno.|To je dejal dr. Novak.
  cs: Přijel 3. května ve 21. století, tj. pozdě.|To řekl Ing. Novák.|Stálo to 5 mil. Kč.|Pak odešel.
  sk: Prišiel 3. mája, t. j. neskoro.|Povedal to Ing. Novák.|Bolo to 21. 4. 2020.
  pl: Przyszedł 3 maja 2019 r. o godz. 5.|To powiedział prof. Nowak, m.in. do ks. Jana.|Kosztowało to 5 tys. zł.
  de: Am 3. Oktober kam er z. B. mit Dr. Müller.|Es waren ca. 5 Mio. Menschen.|Er ist 45.|Das war im Jahr 2019.|Der 2. Weltkrieg endete.|„Halt!“, rief er.
  nl: Dhr. Jansen kwam om 5 uur, d.w.z. laat.|Hij zei: “Kom!”|Er waren ca. 20 mensen.
  sv: Han kom kl. 5, dvs. sent.|Det sade dr. Berg bl.a. i går.|– Kom hit.|– Nej!
  da: Han kom kl. 5, dvs. sent.|Det sagde dr. Berg den 3. maj.|- Kom her.|- Nej!
  nb: Han kom kl. 5, dvs. sent.|Det sa dr. Berg den 3. mai.|– Kom hit.|– Nei!
  nn: Han kom kl. 5, dvs. seint.|Det sa dr. Berg den 3. mai.
  fi: Hän tuli klo 5, esim. eilen.|Näin sanoi prof. Virtanen 3. toukokuuta.
  et: Ta tuli kell 5, s.t. hilja.|Nii ütles prof. Tamm 3. mail.
  lv: Viņš atnāca plkst. 5, t.i., vēlu.|Tā teica prof. Bērziņš 3. maijā.
  lt: Jis atėjo 5 val. ryto, t. y. anksti.|Taip sakė prof. Kazlauskas.
  hu: Kb. 5 ezer ember jött el, pl. Dr. Kovács.|Ezt mondta május 3. napján.
  ro: La ora 5 a venit dl. Popescu, de ex. ieri.|Art. 5 alin. (1) prevede asta.
  fr: Selon M. Dupont et Mme. Durand, oui.|Il a dit : « Bonjour ! »|Puis il est parti vers 50 av. J.-C. environ.
  es: El Sr. Pérez llegó a EE. UU. ayer.|¿Por qué?|¡Porque sí!|Eran aprox. 20 personas.
  it: Il dott. Rossi è arrivato alle 5.|Lo ha detto il sig. Bianchi, ad es. ieri.
  pt: O Sr. Silva chegou às 5 h.|A Dra. Costa disse que sim, p. ex. ontem.
  ca: El Sr. Puig va arribar a les 5.|Eren aprox. 20 persones.
  tr: Prof. Dr. Yılmaz 3. kez geldi.|II. Dünya Savaşı bitti.|Saat 5 idi.
  el: Ο κ. Παπαδόπουλος ήρθε στις 5 μ.μ. χθες.|Γιατί;|Γιατί έτσι.
  he: הוא בא בשעה 5.|למה?|כי כן.
  ar: جاء د. محمد في الساعة 5.|لماذا؟|لأنه أراد.
  fa: او دیروز آمد.|چرا؟|چون خواست.
  ur: وہ آیا۔|کیوں؟|نہیں۔
  hi: डॉ. शर्मा आए।|क्यों?|वे 5 बजे आए।
  bn: ড. রহমান এসেছেন।|কেন?|তিনি এলেন।
  hy: Նա եկավ։|Հետո գնաց։
  am: እሱ መጣ።|ለምን?|ሄደ።
  vi: Ông ở TP. Hồ Chí Minh đã đến.|GS. Nguyễn Văn A nói vậy.
  id: Dr. Budi datang pukul 5.|Harganya Rp. 5 juta, dll.|Begitu katanya.
  ko: 그는 5시에 왔다.|왜?|“좋다”고 그가 말했다.|3.5% 올랐다.
  th: เขามาเมื่อ พ.ศ. 2560 กับ ดร. สมชาย
  zh: 他说：“好！”|然后走了。|（真的。）|「為什麼？」
  ja: 彼は「はい。」|と言った。|本当？|「そう。」
  kk: Ол 2019 ж. келді.|Проф. Омаров айтты.
  """#
