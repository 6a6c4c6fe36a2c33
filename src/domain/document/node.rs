//! The smallest tree of elements: what a writer of HTML, and the web crate, walk.

/// An element or a piece of text.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Node {
    /// An element. Its name and its attributes' names come from this crate; values may hold anything.
    Element {
        /// Its name: `p`.
        name: &'static str,
        /// Its attributes, in order.
        attributes: Vec<(&'static str, String)>,
        /// What stands in it.
        children: Vec<Node>,
    },
    /// Text, exactly as typed: whoever writes it out escapes it.
    Text(String),
}

impl Node {
    /// An element.
    pub fn new(name: &'static str, children: Vec<Node>) -> Node {
        Node::Element { name, attributes: Vec::new(), children }
    }

    /// An element with a class.
    pub fn classed(name: &'static str, class: &str, children: Vec<Node>) -> Node {
        Node::new(name, children).with("class", class)
    }

    /// Text.
    pub fn text(text: impl Into<String>) -> Node {
        Node::Text(text.into())
    }

    /// The same element with one more attribute; text stays as it is.
    pub fn with(mut self, attribute: &'static str, value: impl Into<String>) -> Node {
        if let Node::Element { attributes, .. } = &mut self {
            attributes.push((attribute, value.into()));
        }
        self
    }

    /// The tree as HTML, with everything typed escaped.
    pub fn write(&self, out: &mut String) {
        match self {
            Node::Text(text) => escape(text, out),
            Node::Element { name, attributes, children } => {
                out.push('<');
                out.push_str(name);
                for (attribute, value) in attributes {
                    out.push(' ');
                    out.push_str(attribute);
                    out.push_str("=\"");
                    escape(value, out);
                    out.push('"');
                }
                out.push('>');
                if matches!(*name, "meta" | "br" | "hr" | "col") {
                    return;
                }
                children.iter().for_each(|child| child.write(out));
                out.push_str("</");
                out.push_str(name);
                out.push('>');
            }
        }
    }
}

/// A character as it may stand in text that other programs read: what steers a terminal, and what stands for no character,
/// is left out, since HTML and XML forbid it; other line ends than the common ones are spaces.
pub(super) fn readable(letter: char) -> Option<char> {
    match letter {
        '\t' | '\n' | '\r' => Some(letter),
        letter if letter.is_control() => letter.is_whitespace().then_some(' '),
        '\u{fffe}' | '\u{ffff}' => None,
        letter => Some(letter),
    }
}

/// Text with what would be markup written by name.
pub(super) fn escape(text: &str, out: &mut String) {
    for letter in text.chars().filter_map(readable) {
        match letter {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            letter => out.push(letter),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn typed_text_is_never_markup() {
        let mut out = String::new();
        Node::classed("p", "a\"b", vec![Node::text("<script>alert('&')\0</script>")]).write(&mut out);
        assert_eq!(out, "<p class=\"a&quot;b\">&lt;script&gt;alert(&#39;&amp;&#39;)&lt;/script&gt;</p>");
    }
}
