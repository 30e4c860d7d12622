//! Finds hashtags and mentions in any script: a stage for Assay, see plugin.yaml.

mod assay;
mod characters;
mod tags;

use tags::Kind;

struct Hashtags {
    mentions: bool,
    min_length: usize,
}

impl assay::Stage for Hashtags {
    fn create(options: &assay::Options) -> Result<Hashtags, String> {
        Ok(Hashtags {
            mentions: options.bool("mentions").unwrap_or(true),
            min_length: options.number("min-length").unwrap_or(1.0) as usize,
        })
    }

    fn process(&self, document: &mut assay::Document) -> Result<(), assay::Failure> {
        let text = document.text();
        for tag in tags::find(text) {
            if tag.kind == Kind::Mention && !self.mentions {
                continue;
            }
            let name = tags::in_small(&text[tag.name]);
            if name.chars().count() < self.min_length {
                continue;
            }
            document.annotate("hashtags", tag.span, &[name.as_str().into(), tag.kind.name().into()])?;
        }
        Ok(())
    }
}

assay::export!("hashtags", 1, Hashtags);
