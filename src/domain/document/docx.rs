//! A paper as a Word file: headings, lists and tables as such, so that it can be edited and read aloud.
//!
//! Written here, because the crate for it (docx-rs 0.4.22) alone would add 185 kB to what travels after Brotli.

use super::flow::{self, Cell, Face, Flow, Look, Run, Table};
use super::node::escape;
use super::{Document, Margins, zip};

/// What every XML part begins with.
const XML: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
/// The names of Word's elements, and of what points from one part to another.
const W: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
const R: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006";
const WORD: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml";

/// The short and the long side of A4 and the margin, in twentieths of a point.
const A4: (usize, usize) = (11_906, 16_838);
const MARGIN: usize = 850;

/// The parts of the document beside its words: the end of each one's type, and of its relation.
const PARTS: [(&str, &str); 5] = [
    ("styles", "styles"),
    ("numbering", "numbering"),
    ("settings", "settings"),
    ("header", "header"),
    ("footer", "footer"),
];

/// The kind of file, for the browser.
pub const KIND: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

/// The paper as the bytes of a `.docx` file. There is no author and no time in it.
pub fn write(document: &Document) -> Vec<u8> {
    let mut types = format!(
        "{XML}<Types xmlns=\"{PACKAGE}/content-types\">\
         <Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>\
         <Default Extension=\"xml\" ContentType=\"application/xml\"/>\
         <Override PartName=\"/docProps/core.xml\" ContentType=\"application/vnd.openxmlformats-package.core-properties+xml\"/>\
         <Override PartName=\"/word/document.xml\" ContentType=\"{WORD}.document.main+xml\"/>"
    );
    let mut parts = String::new();
    for (part, kind) in PARTS {
        types.push_str(&format!("<Override PartName=\"/word/{part}.xml\" ContentType=\"{WORD}.{kind}+xml\"/>"));
        parts.push_str(&relation(part, &format!("{R}/{kind}"), &format!("{part}.xml")));
    }
    types.push_str("</Types>");
    let package = relation("document", &format!("{R}/officeDocument"), "word/document.xml")
        + &relation("core", &format!("{PACKAGE}/relationships/metadata/core-properties"), "docProps/core.xml");
    let core = format!(
        "{XML}<cp:coreProperties xmlns:cp=\"{PACKAGE}/metadata/core-properties\" \
         xmlns:dc=\"http://purl.org/dc/elements/1.1/\"><dc:title>{}</dc:title><dc:language>{}</dc:language>\
         </cp:coreProperties>",
        escaped(&document.title),
        escaped(&document.language)
    );
    let numbering = format!(
        "<w:numbering xmlns:w=\"{W}\"><w:abstractNum w:abstractNumId=\"0\"><w:multiLevelType w:val=\"singleLevel\"/>\
         <w:lvl w:ilvl=\"0\"><w:start w:val=\"1\"/><w:numFmt w:val=\"bullet\"/><w:pStyle w:val=\"ListBullet\"/>\
         <w:lvlText w:val=\"•\"/><w:lvlJc w:val=\"left\"/><w:pPr><w:ind w:left=\"284\" w:hanging=\"284\"/></w:pPr></w:lvl>\
         </w:abstractNum><w:num w:numId=\"1\"><w:abstractNumId w:val=\"0\"/></w:num></w:numbering>"
    );
    // Without it, Word takes the file for one of Word 2007.
    let settings = format!(
        "<w:settings xmlns:w=\"{W}\"><w:compat><w:compatSetting w:name=\"compatibilityMode\" \
         w:uri=\"http://schemas.microsoft.com/office/word\" w:val=\"15\"/></w:compat></w:settings>"
    );
    zip::of(&[
        ("[Content_Types].xml", types),
        ("_rels/.rels", relations(&package)),
        ("docProps/core.xml", core),
        ("word/document.xml", body(document)),
        ("word/_rels/document.xml.rels", relations(&parts)),
        ("word/styles.xml", include_str!("docx/styles.xml").replace("{language}", &escaped(&document.language))),
        ("word/numbering.xml", format!("{XML}{numbering}")),
        ("word/settings.xml", format!("{XML}{settings}")),
        ("word/header.xml", header(document)),
        ("word/footer.xml", footer(document)),
    ])
}

fn relations(relations: &str) -> String {
    format!("{XML}<Relationships xmlns=\"{PACKAGE}/relationships\">{relations}</Relationships>")
}

fn relation(id: &str, kind: &str, target: &str) -> String {
    format!("<Relationship Id=\"{id}\" Type=\"{kind}\" Target=\"{target}\"/>")
}

/// How wide and how high its pages are.
fn page(document: &Document) -> (usize, usize) {
    if document.landscape { (A4.1, A4.0) } else { A4 }
}

fn body(document: &Document) -> String {
    let (width, height) = page(document);
    let mut out = format!("{XML}<w:document xmlns:w=\"{W}\" xmlns:r=\"{R}\"><w:body>");
    for flow in flow::of(document) {
        match flow {
            Flow::Heading(level, starts_page, words) => {
                let more = if starts_page { "<w:pageBreakBefore/>" } else { "" };
                let run = Run { words: words.into(), face: Face::Plain };
                paragraph(&mut out, &format!("Heading{level}"), more, &[run], false);
            }
            Flow::Paragraph(look, words) => {
                let more = if look == Look::Under { "<w:keepNext/>" } else { "" };
                let style = match look {
                    Look::Body => "Normal",
                    Look::Note => "Note",
                    Look::Small => "Small",
                    Look::Panel => "Panel",
                    Look::Item => "Item",
                    Look::Under | Look::Last => "Under",
                };
                paragraph(&mut out, style, more, &words, false);
            }
            Flow::List(items) => {
                items.iter().for_each(|words| paragraph(&mut out, "ListBullet", "", words, false));
            }
            Flow::Table(table) => grid(&mut out, &table, width - 2 * MARGIN),
        }
    }
    let turned = if document.landscape { " w:orient=\"landscape\"" } else { "" };
    out.push_str(&format!(
        "<w:sectPr><w:headerReference w:type=\"default\" r:id=\"header\"/>\
         <w:footerReference w:type=\"default\" r:id=\"footer\"/><w:pgSz w:w=\"{width}\" w:h=\"{height}\"{turned}/>\
         <w:pgMar w:top=\"1134\" w:right=\"{MARGIN}\" w:bottom=\"1134\" w:left=\"{MARGIN}\" w:header=\"500\" \
         w:footer=\"400\" w:gutter=\"0\"/></w:sectPr></w:body></w:document>"
    ));
    out
}

fn grid(out: &mut String, table: &Table, width: usize) {
    let columns = table.width();
    let first = width * table.first() / 100;
    let others = (width - first) / (columns - 1).max(1);
    let wide = |column: usize| if column == 0 { first } else { others };
    out.push_str(
        "<w:tbl><w:tblPr><w:tblStyle w:val=\"TableGrid\"/><w:tblW w:w=\"5000\" w:type=\"pct\"/>\
         <w:tblLayout w:type=\"fixed\"/><w:tblLook w:val=\"00A0\" w:firstRow=\"1\" w:firstColumn=\"1\"/></w:tblPr><w:tblGrid>",
    );
    (0..columns).for_each(|column| out.push_str(&format!("<w:gridCol w:w=\"{}\"/>", wide(column))));
    out.push_str("</w:tblGrid>");
    if !table.head.is_empty() {
        out.push_str("<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>");
        for (column, words) in table.head.iter().enumerate() {
            let words = vec![Run { words: words.as_str().into(), face: Face::Strong }];
            cell(out, &vec![words], wide(column), 1);
        }
        out.push_str("</w:tr>");
    }
    for cells in &table.rows {
        out.push_str("<w:tr>");
        for (column, lines) in cells.iter().enumerate() {
            let across = if cells.len() == 1 { columns } else { 1 };
            cell(out, lines, if across > 1 { width } else { wide(column) }, across);
        }
        out.push_str("</w:tr>");
    }
    // Two tables with nothing between them would be one.
    out.push_str("</w:tbl><w:p><w:pPr><w:pStyle w:val=\"Cell\"/></w:pPr></w:p>");
}

fn cell(out: &mut String, lines: &Cell, width: usize, across: usize) {
    out.push_str(&format!("<w:tc><w:tcPr><w:tcW w:w=\"{width}\" w:type=\"dxa\"/>"));
    if across > 1 {
        out.push_str(&format!("<w:gridSpan w:val=\"{across}\"/>"));
    }
    out.push_str("</w:tcPr>");
    lines.iter().for_each(|words| paragraph(out, "Cell", "", words, false));
    if lines.is_empty() {
        paragraph(out, "Cell", "", &[], false);
    }
    out.push_str("</w:tc>");
}

/// A paragraph; with `open`, more is to be written into it.
fn paragraph(out: &mut String, style: &str, more: &str, words: &[Run], open: bool) {
    out.push_str(&format!("<w:p><w:pPr><w:pStyle w:val=\"{style}\"/>{more}</w:pPr>"));
    for (at, Run { words, face }) in words.iter().enumerate() {
        let face = match face {
            Face::Plain => "",
            Face::Strong => "<w:b/><w:bCs/>",
            Face::Soft => "<w:i/><w:iCs/>",
            Face::Unknown => "<w:u w:val=\"dash\"/>",
        };
        if at > 0 {
            run(out, "", " ");
        }
        run(out, face, words);
    }
    if !open {
        out.push_str("</w:p>");
    }
}

fn run(out: &mut String, face: &str, words: &str) {
    out.push_str("<w:r>");
    if !face.is_empty() {
        out.push_str(&format!("<w:rPr>{face}</w:rPr>"));
    }
    for (at, line) in words.lines().enumerate() {
        out.push_str(if at > 0 { "<w:br/>" } else { "" });
        out.push_str(&format!("<w:t xml:space=\"preserve\">{}</w:t>", escaped(line)));
    }
    out.push_str("</w:r>");
}

fn header(document: &Document) -> String {
    let Margins { handling, title, date, .. } = &document.margins;
    let mut out = format!("{XML}<w:hdr xmlns:w=\"{W}\">");
    let strong = Run { words: handling.as_str().into(), face: Face::Strong };
    paragraph(&mut out, "Header", &stop_at_right(document), &[strong], true);
    out.push_str("<w:r><w:tab/></w:r>");
    run(&mut out, "", &format!("{title} · {date}"));
    out.push_str("</w:p></w:hdr>");
    out
}

fn footer(document: &Document) -> String {
    let Margins { reminder, edition, page, .. } = &document.margins;
    let mut out = format!("{XML}<w:ftr xmlns:w=\"{W}\">");
    let plain = |words| Run { words, face: Face::Plain };
    paragraph(&mut out, "Footer", &stop_at_right(document), &[plain(reminder.as_str().into())], true);
    out.push_str("<w:r><w:tab/></w:r>");
    // The slots are filled by Word.
    for (at, words) in page.split(['{', '}']).enumerate() {
        match (at % 2, words) {
            (0, words) => run(&mut out, "", words),
            (_, slot) => {
                let field = if slot == "page" { "PAGE" } else { "NUMPAGES" };
                out.push_str(&format!("<w:fldSimple w:instr=\"{field}\"><w:r><w:t>1</w:t></w:r></w:fldSimple>"));
            }
        }
    }
    out.push_str("</w:p>");
    paragraph(&mut out, "Footer", "", &[plain(edition.as_str().into())], false);
    out.push_str("</w:ftr>");
    out
}

/// What follows a tab stands at the right edge.
fn stop_at_right(document: &Document) -> String {
    let right = page(document).0 - 2 * MARGIN;
    format!("<w:tabs><w:tab w:val=\"right\" w:pos=\"{right}\"/></w:tabs>")
}

/// Text as XML takes it.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    escape(&text.replace(['\t', '\n', '\r'], " "), &mut out);
    out
}
