//! What an element is to a reader who cannot see it.

/// The role of an element, by its ARIA name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names say it")]
pub enum Role {
    Alert,
    Button,
    Checkbox,
    ComboBox,
    Dialog,
    Group,
    Heading,
    Image,
    Link,
    List,
    ListItem,
    Log,
    Main,
    Region,
    Slider,
    Status,
    Table,
    TextBox,
}

impl Role {
    /// The name that browsers know the role by.
    pub fn aria_name(self) -> &'static str {
        match self {
            Self::Alert => "alert",
            Self::Button => "button",
            Self::Checkbox => "checkbox",
            Self::ComboBox => "combobox",
            Self::Dialog => "dialog",
            Self::Group => "group",
            Self::Heading => "heading",
            Self::Image => "image",
            Self::Link => "link",
            Self::List => "list",
            Self::ListItem => "listitem",
            Self::Log => "log",
            Self::Main => "main",
            Self::Region => "region",
            Self::Slider => "slider",
            Self::Status => "status",
            Self::Table => "table",
            Self::TextBox => "textbox",
        }
    }

    /// Selects every element that may have the role; the browser then says which of them do.
    pub(crate) fn candidates(self) -> &'static str {
        match self {
            Self::Alert => "[role=alert]",
            Self::Button => "button, summary, input[type=button], input[type=submit], [role=button]",
            Self::Checkbox => "input[type=checkbox], [role=checkbox]",
            Self::ComboBox => "select, input[list], [role=combobox]",
            Self::Dialog => "dialog, [role=dialog]",
            Self::Group => "fieldset, details, [role=group]",
            Self::Heading => "h1, h2, h3, h4, h5, h6, [role=heading]",
            Self::Image => "img, svg, canvas, [role=img], [role=image]",
            Self::Link => "a[href], [role=link]",
            Self::List => "ul, ol, [role=list]",
            Self::ListItem => "li, [role=listitem]",
            Self::Log => "[role=log]",
            Self::Main => "main, [role=main]",
            Self::Region => "section, [role=region]",
            Self::Slider => "input[type=range], [role=slider]",
            Self::Status => "output, [role=status]",
            Self::Table => "table, [role=table]",
            Self::TextBox => "textarea, input, [contenteditable], [role=textbox]",
        }
    }

    /// Whether the browser's word for a role means this one.
    pub(crate) fn is(self, computed: &str) -> bool {
        computed == self.aria_name() || self == Self::Image && computed == "img"
    }
}
