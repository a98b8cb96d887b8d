//! The letter's first and last lines: notice, letterhead, recipient, date, close, signature.

use super::{ComposeError, Composer, paragraph};
use document::{Address, Block, Inline, Notice, Party, Picture, Png, Text, Url, plain};

/// How tall a signature is set.
const SIGNATURE_HEIGHT_MM: u8 = 16;

impl Composer<'_> {
    /// What stands before the title.
    pub(super) fn opening(&self) -> Result<Vec<Block>, ComposeError> {
        let mut blocks = Vec::new();
        if let Some(letterhead) = self.letterhead()? {
            blocks.push(letterhead);
        }
        if !self.is_issued() {
            blocks.push(self.reconstruction_notice()?);
        }
        if let Some(recipient) = &self.content.recipient {
            let lines = lines_of(&recipient.lines);
            blocks.push(Block::Address(Address { party: Party::Recipient, lines }));
        }
        blocks.push(paragraph(&self.date));
        if let Some(reference) = self.content.sender.as_ref().and_then(|sender| sender.reference.as_deref()) {
            let words = &self.content.words.letter.reference;
            blocks.push(paragraph(&self.phrase_with(words, &[("reference", reference)])?));
        }
        if let Some(name) = self.content.recipient.as_ref().and_then(|to| to.salutation.as_deref()) {
            let words = &self.content.words.letter.salutation;
            blocks.push(paragraph(&self.phrase_with(words, &[("name", name)])?));
        }
        Ok(blocks)
    }

    fn letterhead(&self) -> Result<Option<Block>, ComposeError> {
        let Some(sender) = &self.content.sender else { return Ok(None) };
        let mut lines = vec![vec![Inline::Strong(Text::new(sender.name.trim()))]];
        lines.extend(lines_of(&sender.lines));
        if let Some(email) = &sender.email {
            let url = Url::new(&format!("mailto:{}", email.trim()))?;
            lines.push(vec![Inline::Link { text: Text::new(email.trim()), url }]);
        }
        if let Some(website) = &sender.website {
            let url = Url::new(website.trim())?;
            let shown = website.trim().trim_start_matches("https://").trim_end_matches('/');
            lines.push(vec![Inline::Link { text: Text::new(shown), url }]);
        }
        Ok(Some(Block::Address(Address { party: Party::Sender, lines })))
    }

    fn reconstruction_notice(&self) -> Result<Block, ComposeError> {
        let words = &self.content.words.reconstruction;
        let mut paragraphs = Vec::new();
        for phrase in &words.paragraphs {
            paragraphs.push(plain(self.phrase(phrase)?));
        }
        Ok(Block::Notice(Notice { title: Text::new(self.phrase(&words.title)?), paragraphs }))
    }

    /// The law, the close and the signature.
    pub(super) fn close(&self) -> Result<Vec<Block>, ComposeError> {
        let mut blocks = Vec::new();
        if let Some(legal_basis) = &self.content.legal_basis {
            blocks.push(paragraph(legal_basis));
        }
        let Some(signatory) = &self.content.signatory else { return Ok(blocks) };
        blocks.push(paragraph(&self.phrase(&self.content.words.letter.close)?));
        if let Some(signature) = &signatory.signature {
            blocks.push(Block::Picture(Picture {
                image: Png::new(signature.bytes.clone())?,
                alternative: Text::new(signature.alternative.trim()),
                height_mm: SIGNATURE_HEIGHT_MM,
            }));
        }
        let lines =
            vec![vec![Inline::Strong(Text::new(signatory.name.trim()))], plain(signatory.role.trim())];
        blocks.push(Block::Address(Address { party: Party::Signatory, lines }));
        Ok(blocks)
    }
}

/// Lines of an address; blank ones, which people leave in forms, are left out.
fn lines_of(lines: &[String]) -> Vec<Vec<Inline>> {
    lines.iter().filter(|line| !Text::new(line).is_blank()).map(|line| plain(line.trim())).collect()
}
