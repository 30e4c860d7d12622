//! What is a tag and what is none, in tables: the text, and its tags as they are shown.

use super::*;

fn found(text: &str) -> Vec<&str> {
    find(text).into_iter().map(|tag| &text[tag.span]).collect()
}

#[test]
fn tags_are_found_in_any_script() {
    let cases: &[(&str, &[&str])] = &[
        ("#Kyiv, #львів.", &["#Kyiv", "#львів"]),
        ("(#a) „#b“ —#c…#d!#e", &["#a", "#b", "#c", "#d", "#e"]),
        ("＃東京タワー と ＠東京", &["＃東京タワー", "＠東京"]),
        ("#東京・大阪 #スター・ウォーズ", &["#東京", "#スター・ウォーズ"]),
        ("#话题# 今天", &["#话题"]),
        ("#خبر_عاجل، #می\u{200C}خواهم", &["#خبر_عاجل", "#می\u{200C}خواهم"]),
        ("#हिन्दी #क्\u{200D}ष #ക്\u{200D}", &["#हिन्दी", "#क्\u{200D}ष", "#ക്\u{200D}"]),
        ("#ภาษาไทย #ខ្មែរ", &["#ภาษาไทย", "#ខ្មែរ"]),
        ("#cafe\u{301}s", &["#cafe\u{301}s"]),
        ("#col·legi #a·b #צה״ל #x״", &["#col·legi", "#a", "#צה״ל", "#x"]),
        ("#𝒜bc #𞤀𞤣𞤤𞤢𞤥", &["#𝒜bc", "#𞤀𞤣𞤤𞤢𞤥"]),
    ];
    for (text, tags) in cases {
        assert_eq!(found(text), *tags, "{}", text);
    }
}

#[test]
fn a_tag_ends_where_its_letters_end() {
    let cases: &[(&str, &[&str])] = &[
        ("#covid-19 #it's #a.b #R&D", &["#covid", "#it", "#a", "#R"]),
        ("#one#two @one@two", &["#one", "@one"]),
        ("#love❤\u{FE0F} #a\u{200D}❤", &["#love", "#a"]),
        ("#Auf\u{200C}lage #می\u{200C} نه", &["#Auf", "#می"]),
        ("#tag\0#x", &["#tag", "#x"]),
    ];
    for (text, tags) in cases {
        assert_eq!(found(text), *tags, "{}", text);
    }
}

#[test]
fn a_hashtag_needs_a_letter_and_a_mention_a_letter_or_digit() {
    assert_eq!(found("#1 #2024 #_ #__1 # #"), [""; 0]);
    assert_eq!(found("#1st #_a #2024er"), ["#1st", "#_a", "#2024er"]);
    assert_eq!(found("@1 @_ @_9 @ @"), ["@1", "@_9"]);
    assert_eq!(found("# a @ b #\u{301}a #\u{FE0F}\u{20E3} @\u{200D}a"), [""; 0]);
}

#[test]
fn behind_a_letter_digit_or_sign_there_is_none() {
    assert_eq!(found("C# F#x a#b 1#b я#b क्#b e\u{301}#b a\u{200D}#b"), [""; 0]);
    assert_eq!(found("##a @@a #@a _#a /#a &#x27;y &#b = =#c \\#d $#e"), [""; 0]);
    assert_eq!(found("ann.lee@mail.example ann_@mail.example"), [""; 0]);
    // Marks and selectors belong to what they stand on.
    assert_eq!(found("❤\u{FE0F}#love \u{301}#a"), ["#love", "#a"]);
}

#[test]
fn addresses_of_the_web_have_none() {
    assert_eq!(found("https://a.example/b.#c www.a.example/-@b HTTP://a.example/(b)#c"), [""; 0]);
    assert_eq!(found("a.example/page#part a.example/@name"), [""; 0]);
    assert_eq!(found("https://пример.example/é~#ж"), [""; 0]);
    assert_eq!(found("https://a.example #b <https://a.example>#c https://a.example。#d"), ["#b", "#c", "#d"]);
    assert_eq!(found("a: //#b ://.#b awww.#c"), ["#b", "#c"]);
}

#[test]
fn spans_have_the_sign_and_names_do_not() {
    let tags = find("é ＃Ab");
    assert_eq!(tags, [Tag { kind: Kind::Hashtag, span: 3..8, name: 6..8 }]);
    assert_eq!(find("@ab")[0].kind.name(), "mention");
}

#[test]
fn names_are_compared_in_small_letters() {
    let cases = [
        ("KYIV", "kyiv"),
        ("ЇЖАК", "їжак"),
        ("ΛΌΓΟΣ", "λόγος"),
        ("İzmir", "izmir"),
        ("STRAẞE", "straße"),
        ("日本", "日本"),
    ];
    for (name, small) in cases {
        assert_eq!(in_small(name), small);
    }
}

/// Any characters in any order: spans are characters, in order, start with a sign and have no space; a tag found alone is the
/// same tag; and words do not know each other.
#[test]
fn tags_of_random_texts_hold_together() {
    let characters: Vec<char> = "#@＃＠aÉя字1_ ./:&-·・״א\u{301}\u{200C}\u{200D}\u{FE0F}म्❤w\0".chars().collect();
    let mut state = 1u64;
    let mut found_any = 0;
    for _ in 0..20_000 {
        let text: String = (0..12)
            .map(|_| {
                state = state.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
                characters[(state >> 33) as usize % characters.len()]
            })
            .collect();
        let by_word: Vec<&str> = text.split([' ', '\0']).flat_map(found).collect();
        assert_eq!(found(&text), by_word, "{:?}", text);
        let mut end = 0;
        for tag in find(&text) {
            assert!(end <= tag.span.start && tag.name.end == tag.span.end, "{:?}", text);
            end = tag.span.end;
            let alone = &text[tag.span.clone()];
            assert_eq!(Kind::of_sign(alone.chars().next().unwrap()), Some(tag.kind));
            assert!(!text[tag.name].contains(|c: char| " ./:&-❤\0".contains(c)), "{:?}", text);
            assert_eq!(found(alone), [alone], "{:?}", text);
            found_any += 1;
        }
    }
    assert!(found_any > 1000);
}
