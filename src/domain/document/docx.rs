//! A document as a Word file: headings, lists and tables as such, so that it can be worked on and read aloud.
//!
//! A file of Word is a ZIP of a few pages of XML (ECMA-376, the transitional form). It is written here and not by a crate:
//! `docx-rs` adds 215 kB after Brotli to what the browser loads, and this two or three. Entries are stored uncompressed,
//! with a fixed date, so that the same facts make the same bytes.

use super::{Block, Document, Inline, Line};

/// The kind of file, for the browser.
pub const KIND: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

/// Across a page between its margins, in twentieths of a point.
const WIDE: usize = 9_638;
const WIDE_LANDSCAPE: usize = 14_570;
/// To write on.
const BLANK: &str = "________________";

/// The document as the bytes of a `.docx` file.
pub fn write(document: &Document) -> Vec<u8> {
    let files = [
        ("[Content_Types].xml", CONTENT_TYPES.to_owned()),
        ("_rels/.rels", RELATIONS.to_owned()),
        ("docProps/core.xml", core(document)),
        ("word/_rels/document.xml.rels", DOCUMENT_RELATIONS.to_owned()),
        ("word/document.xml", body(document)),
        ("word/styles.xml", STYLES.replace("{language}", &escaped(&document.language))),
        ("word/numbering.xml", NUMBERING.to_owned()),
        ("word/header1.xml", header(document)),
        ("word/footer1.xml", footer(document)),
    ];
    zip(&files)
}

const CONTENT_TYPES: &str = concat!(
    r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">"#,
    r#"<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>"#,
    r#"<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/>"#,
    r#"<Override PartName="/word/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml"/>"#,
    r#"<Override PartName="/word/numbering.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.numbering+xml"/>"#,
    r#"<Override PartName="/word/header1.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.header+xml"/>"#,
    r#"<Override PartName="/word/footer1.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.footer+xml"/>"#,
    r#"<Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/></Types>"#,
);

const RELATIONS: &str = concat!(
    r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">"#,
    r#"<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/>"#,
    r#"<Relationship Id="rId2" Type="http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties" Target="docProps/core.xml"/></Relationships>"#,
);

const DOCUMENT_RELATIONS: &str = concat!(
    r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">"#,
    r#"<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/>"#,
    r#"<Relationship Id="rId2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/numbering" Target="numbering.xml"/>"#,
    r#"<Relationship Id="rId3" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/header" Target="header1.xml"/>"#,
    r#"<Relationship Id="rId4" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/footer" Target="footer1.xml"/></Relationships>"#,
);

const STYLES: &str = concat!(
    r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:styles xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">"#,
    r#"<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Arial" w:hAnsi="Arial" w:cs="Arial"/><w:sz w:val="20"/><w:szCs w:val="20"/><w:lang w:val="{language}"/></w:rPr></w:rPrDefault>"#,
    r#"<w:pPrDefault><w:pPr><w:spacing w:after="60"/></w:pPr></w:pPrDefault></w:docDefaults>"#,
    r#"<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>"#,
    r#"<w:style w:type="paragraph" w:styleId="Heading1"><w:name w:val="heading 1"/><w:basedOn w:val="Normal"/><w:next w:val="Normal"/><w:pPr><w:keepNext/><w:spacing w:after="120"/><w:outlineLvl w:val="0"/></w:pPr><w:rPr><w:b/><w:sz w:val="36"/></w:rPr></w:style>"#,
    r#"<w:style w:type="paragraph" w:styleId="Heading2"><w:name w:val="heading 2"/><w:basedOn w:val="Normal"/><w:next w:val="Normal"/><w:pPr><w:keepNext/><w:spacing w:before="200" w:after="60"/><w:outlineLvl w:val="1"/></w:pPr><w:rPr><w:b/><w:sz w:val="26"/></w:rPr></w:style>"#,
    r#"<w:style w:type="paragraph" w:styleId="Heading3"><w:name w:val="heading 3"/><w:basedOn w:val="Normal"/><w:next w:val="Normal"/><w:pPr><w:keepNext/><w:spacing w:before="140" w:after="40"/><w:outlineLvl w:val="2"/></w:pPr><w:rPr><w:b/><w:sz w:val="22"/></w:rPr></w:style>"#,
    r#"<w:style w:type="paragraph" w:styleId="ListBullet"><w:name w:val="List Bullet"/><w:basedOn w:val="Normal"/><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>"#,
    r#"<w:style w:type="table" w:styleId="TableGrid"><w:name w:val="Table Grid"/><w:tblPr><w:tblBorders><w:top w:val="single" w:sz="4" w:color="777777"/><w:left w:val="single" w:sz="4" w:color="777777"/><w:bottom w:val="single" w:sz="4" w:color="777777"/><w:right w:val="single" w:sz="4" w:color="777777"/><w:insideH w:val="single" w:sz="4" w:color="777777"/><w:insideV w:val="single" w:sz="4" w:color="777777"/></w:tblBorders></w:tblPr></w:style></w:styles>"#,
);

const NUMBERING: &str = concat!(
    r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:numbering xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">"#,
    r#"<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="bullet"/><w:lvlText w:val="•"/><w:pPr><w:ind w:left="360" w:hanging="260"/></w:pPr></w:lvl></w:abstractNum>"#,
    r#"<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>"#,
);

/// A neutral title, and no author.
fn core(document: &Document) -> String {
    let open = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?><cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/">"#;
    let (title, language) = (escaped(&document.title), escaped(&document.language));
    format!("{open}<dc:title>{title}</dc:title><dc:language>{language}</dc:language></cp:coreProperties>")
}

fn body(document: &Document) -> String {
    let wide = if document.landscape { WIDE_LANDSCAPE } else { WIDE };
    let mut out = String::from(
        r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><w:body>"#,
    );
    for section in &document.sections {
        if !section.heading.is_empty() {
            let page = if section.starts_page { "<w:pageBreakBefore/>" } else { "" };
            let style = format!(r#"<w:pStyle w:val="Heading{}"/>{page}"#, section.level.clamp(1, 3));
            paragraph(&mut out, &style, &vec![Inline::Text(section.heading.clone())]);
        }
        section.blocks.iter().for_each(|one| block(&mut out, one, wide));
    }
    let size = match document.landscape {
        true => r#"<w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/>"#,
        false => r#"<w:pgSz w:w="11906" w:h="16838"/>"#,
    };
    out.push_str(r#"<w:sectPr><w:headerReference w:type="default" r:id="rId3"/><w:footerReference w:type="default" r:id="rId4"/>"#);
    out.push_str(size);
    out.push_str(r#"<w:pgMar w:top="1134" w:right="1134" w:bottom="1134" w:left="1134" w:header="567" w:footer="567" w:gutter="0"/></w:sectPr></w:body></w:document>"#);
    out
}

fn block(out: &mut String, block: &Block, wide: usize) {
    match block {
        Block::Paragraph(words) | Block::Note(words) | Block::Small(words) => paragraph(out, "", words),
        Block::Panel(words) => {
            let border = r#"<w:pBdr><w:top w:val="single" w:sz="4" w:space="4" w:color="000000"/><w:left w:val="single" w:sz="36" w:space="6" w:color="000000"/><w:bottom w:val="single" w:sz="4" w:space="4" w:color="000000"/><w:right w:val="single" w:sz="4" w:space="4" w:color="000000"/></w:pBdr>"#;
            paragraph(out, border, words);
        }
        Block::List(lines) => lines.iter().for_each(|words| paragraph(out, BULLET, words)),
        Block::Table { caption, head, rows, .. } => {
            if !caption.is_empty() {
                paragraph(out, "<w:keepNext/>", &vec![Inline::Strong(caption.clone())]);
            }
            table(out, head, rows, wide);
        }
        Block::KeyValues(pairs) => {
            let row =
                |(term, lines): &(String, Vec<Line>)| vec![vec![vec![Inline::Strong(term.clone())]], lines.clone()];
            table(out, &[], &pairs.iter().map(row).collect::<Vec<_>>(), wide);
        }
        Block::Card { title, lines, beside } => {
            paragraph(out, "<w:keepNext/>", title);
            lines.iter().chain(beside).for_each(|words| paragraph(out, INDENT, words));
        }
        Block::Strip(steps) => {
            for step in steps {
                let mut words: Line = vec![Inline::Strong(step.title.clone())];
                words.extend(step.lines.iter().flatten().cloned());
                paragraph(out, BULLET, &words);
            }
        }
        Block::SignOff(boxes) => {
            for signature in boxes {
                paragraph(out, "<w:keepNext/>", &vec![Inline::Strong(signature.title.clone())]);
                signature.lines.iter().for_each(|label| to_write(out, label));
            }
        }
        Block::WriteLine(label) => to_write(out, label),
        // What it shows is said in words where it stands.
        Block::Picture(picture) => paragraph(out, "", &vec![Inline::Text(picture.description.clone())]),
    }
}

const BULLET: &str = r#"<w:pStyle w:val="ListBullet"/>"#;
const INDENT: &str = r#"<w:ind w:left="284"/>"#;

fn to_write(out: &mut String, label: &str) {
    paragraph(out, INDENT, &vec![Inline::Text(label.to_owned()), Inline::LongBlank]);
}

/// A table; a row of one cell stands across it. Its heads stand on every page.
fn table(out: &mut String, head: &[String], rows: &[Vec<Vec<Line>>], wide: usize) {
    let columns = rows.iter().map(Vec::len).max().unwrap_or_default().max(head.len()).max(1);
    out.push_str(r#"<w:tbl><w:tblPr><w:tblStyle w:val="TableGrid"/><w:tblW w:w="5000" w:type="pct"/><w:tblLook w:firstRow="1" w:firstColumn="1"/></w:tblPr><w:tblGrid>"#);
    for _ in 0..columns {
        out.push_str(&format!(r#"<w:gridCol w:w="{}"/>"#, wide / columns));
    }
    out.push_str("</w:tblGrid>");
    if !head.is_empty() {
        out.push_str("<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>");
        head.iter().for_each(|words| cell(out, 1, &[vec![Inline::Strong(words.clone())]]));
        out.push_str("</w:tr>");
    }
    for cells in rows {
        out.push_str("<w:tr><w:trPr><w:cantSplit/></w:trPr>");
        let across = if cells.len() == 1 { columns } else { 1 };
        cells.iter().for_each(|lines| cell(out, across, lines));
        (cells.len()..columns).filter(|_| across == 1).for_each(|_| cell(out, 1, &[]));
        out.push_str("</w:tr>");
    }
    // Two tables that touch would become one.
    out.push_str("</w:tbl><w:p/>");
}

fn cell(out: &mut String, across: usize, lines: &[Line]) {
    out.push_str("<w:tc><w:tcPr>");
    if across > 1 {
        out.push_str(&format!(r#"<w:gridSpan w:val="{across}"/>"#));
    }
    out.push_str("</w:tcPr>");
    // A cell without a paragraph is no cell.
    if lines.is_empty() {
        out.push_str("<w:p/>");
    }
    lines.iter().for_each(|words| paragraph(out, "", words));
    out.push_str("</w:tc>");
}

fn paragraph(out: &mut String, style: &str, words: &Line) {
    out.push_str("<w:p>");
    if !style.is_empty() {
        out.push_str("<w:pPr>");
        out.push_str(style);
        out.push_str("</w:pPr>");
    }
    for (at, inline) in words.iter().enumerate() {
        let (look, words) = match inline {
            Inline::Text(words) => ("", words.as_str()),
            Inline::Strong(words) => ("<w:b/>", words.as_str()),
            Inline::Soft(words) => ("<w:i/>", words.as_str()),
            Inline::Unknown(words) => (r#"<w:u w:val="dash"/>"#, words.as_str()),
            Inline::Tick => ("", "☐"),
            Inline::Ticked => ("", "☒"),
            Inline::Blank | Inline::LongBlank => ("", BLANK),
        };
        run(out, look, if at > 0 { " " } else { "" }, words);
    }
    out.push_str("</w:p>");
}

/// A piece of words that look alike, with the line ends that were typed.
fn run(out: &mut String, look: &str, before: &str, words: &str) {
    out.push_str("<w:r>");
    if !look.is_empty() {
        out.push_str("<w:rPr>");
        out.push_str(look);
        out.push_str("</w:rPr>");
    }
    for (at, line) in words.lines().enumerate() {
        if at > 0 {
            out.push_str("<w:br/>");
        }
        out.push_str(r#"<w:t xml:space="preserve">"#);
        out.push_str(if at == 0 { before } else { "" });
        out.push_str(&escaped(line));
        out.push_str("</w:t>");
    }
    out.push_str("</w:r>");
}

const MARGIN: &str = r#" xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">"#;

fn header(document: &Document) -> String {
    let margins = &document.margins;
    let mut out = format!(r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:hdr{MARGIN}"#);
    let words = [&margins.handling, &margins.title, &margins.date];
    let words: Vec<&str> = words.into_iter().map(String::as_str).filter(|words| !words.is_empty()).collect();
    paragraph(&mut out, "", &vec![Inline::Text(words.join(" · "))]);
    out.push_str("</w:hdr>");
    out
}

/// "Page 2 of 5", counted by Word, and what the paper is not.
fn footer(document: &Document) -> String {
    let margins = &document.margins;
    let mut out = format!(r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:ftr{MARGIN}"#);
    paragraph(&mut out, "", &vec![Inline::Text(margins.reminder.clone()), Inline::Text(margins.edition.clone())]);
    out.push_str("<w:p>");
    let field = |out: &mut String, name: &str| {
        out.push_str(&format!(r#"<w:fldSimple w:instr=" {name} "><w:r><w:t>1</w:t></w:r></w:fldSimple>"#));
    };
    for piece in margins.page.split_inclusive('}') {
        let (words, name) = piece.split_once('{').unwrap_or((piece, ""));
        run(&mut out, "", "", words);
        match name {
            "page}" => field(&mut out, "PAGE"),
            "pages}" => field(&mut out, "NUMPAGES"),
            _ => {}
        }
    }
    out.push_str("</w:p></w:ftr>");
    out
}

/// Text in XML. What XML forbids is left out.
fn escaped(text: &str) -> String {
    let mut out = String::new();
    for letter in text.chars() {
        match letter {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\u{fffe}' | '\u{ffff}' => {}
            letter if letter.is_control() && !matches!(letter, '\t' | '\u{7f}'..='\u{9f}') => {}
            letter => out.push(letter),
        }
    }
    out
}

/// Files in one ZIP, each as it is.
fn zip(files: &[(&str, String)]) -> Vec<u8> {
    let (mut out, mut central) = (Vec::new(), Vec::new());
    let number = |out: &mut Vec<u8>, value: usize, bytes: usize| out.extend(&(value as u32).to_le_bytes()[..bytes]);
    for (name, text) in files {
        let at = out.len();
        // Version 2.0, no flags, stored; midnight of 1 January 1980; then checksum, sizes, and how long the name is.
        let mut common = vec![20, 0, 0, 8, 0, 0, 0, 0, 0x21, 0];
        number(&mut common, crc(text.as_bytes()) as usize, 4);
        number(&mut common, text.len(), 4);
        number(&mut common, text.len(), 4);
        number(&mut common, name.len(), 2);
        number(&mut common, 0, 2);
        out.extend(b"PK\x03\x04");
        out.extend(&common);
        out.extend(name.as_bytes());
        out.extend(text.as_bytes());
        central.extend(b"PK\x01\x02\x14\x00");
        central.extend(&common);
        // No comment, first disk, no attributes; then where it begins.
        central.extend([0; 10]);
        number(&mut central, at, 4);
        central.extend(name.as_bytes());
    }
    let start = out.len();
    out.extend(&central);
    out.extend(b"PK\x05\x06\x00\x00\x00\x00");
    number(&mut out, files.len(), 2);
    number(&mut out, files.len(), 2);
    number(&mut out, central.len(), 4);
    number(&mut out, start, 4);
    number(&mut out, 0, 2);
    out
}

/// The checksum of ZIP (CRC-32, reversed polynomial EDB88320).
fn crc(bytes: &[u8]) -> u32 {
    let step = |sum: u32, byte: &u8| {
        (0..8).fold(sum ^ u32::from(*byte), |sum, _| if sum & 1 == 1 { (sum >> 1) ^ 0xedb8_8320 } else { sum >> 1 })
    };
    !bytes.iter().fold(!0, step)
}
