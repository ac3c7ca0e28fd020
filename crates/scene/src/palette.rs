//! Colors by what they mean. The page may replace any of them from its own theme; the tests hold ours to the
//! contrast that text and signs need.

/// A color, red, green and blue.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rgb(pub u8, pub u8, pub u8);

impl Rgb {
    const fn hex(value: u32) -> Self {
        let [_, r, g, b] = value.to_be_bytes();
        Self(r, g, b)
    }

    /// `#rrggbb`.
    pub fn css(self) -> String {
        format!("#{:02x}{:02x}{:02x}", self.0, self.1, self.2)
    }

    /// Reads `#rrggbb` or `#rgb`.
    pub fn parse(text: &str) -> Option<Self> {
        let digits = text.trim().strip_prefix('#')?;
        let value = u32::from_str_radix(digits, 16).ok()?;
        match digits.len() {
            6 => Some(Self::hex(value)),
            3 => {
                let wide = |shift: u32| u8::try_from((value >> shift & 0xf) * 17).ok();
                Some(Self(wide(8)?, wide(4)?, wide(0)?))
            }
            _ => None,
        }
    }
}

/// What a color is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[repr(u8)]
pub enum Role {
    /// The floor under everything.
    Ground,
    /// Cards and panels on it.
    Surface,
    /// Lanes and slots in cards.
    Track,
    /// Hairlines around cards.
    Line,
    /// Text.
    Text,
    /// Text of less weight.
    Muted,
    /// What is selected or focused.
    Accent,
    /// A goroutine that runs.
    Running,
    /// A goroutine that could run.
    Runnable,
    /// A goroutine that waits.
    Waiting,
    /// A goroutine in a system call.
    Syscall,
    /// A value in a channel's buffer, or on its way.
    Value,
    /// A thread.
    Thread,
    /// Something to be aware of: starvation, a slice used up.
    Warn,
    /// Something failed.
    Danger,
    /// Eyes and other signs on filled marks.
    OnMark,
}

impl Role {
    /// How many there are.
    pub const COUNT: usize = 16;

    /// All of them, in order.
    pub const ALL: [Self; Self::COUNT] = [
        Self::Ground,
        Self::Surface,
        Self::Track,
        Self::Line,
        Self::Text,
        Self::Muted,
        Self::Accent,
        Self::Running,
        Self::Runnable,
        Self::Waiting,
        Self::Syscall,
        Self::Value,
        Self::Thread,
        Self::Warn,
        Self::Danger,
        Self::OnMark,
    ];

    /// Its name in style sheets: the page's custom property is `--gp-` and this.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Ground => "ground",
            Self::Surface => "surface",
            Self::Track => "track",
            Self::Line => "line",
            Self::Text => "text",
            Self::Muted => "muted",
            Self::Accent => "accent",
            Self::Running => "running",
            Self::Runnable => "runnable",
            Self::Waiting => "waiting",
            Self::Syscall => "syscall",
            Self::Value => "value",
            Self::Thread => "thread",
            Self::Warn => "warn",
            Self::Danger => "danger",
            Self::OnMark => "on-mark",
        }
    }
}

/// One color for each [`Role`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Palette {
    colors: [Rgb; Role::COUNT],
}

impl Palette {
    /// Dark text on a light floor.
    pub const LIGHT: Self = Self::of([
        0xf3f5f8, 0xffffff, 0xe6eaf0, 0xcfd6df, 0x19212c, 0x526072, 0x0b62d6, 0x0a8a5f, 0x2878d0, 0x7a68b8,
        0xc0561a, 0xac7a00, 0x5b6b80, 0x985a00, 0xc22f36, 0xffffff,
    ]);
    /// Light text on a dark floor.
    pub const DARK: Self = Self::of([
        0x12161c, 0x1b2129, 0x28313c, 0x3a4552, 0xe9edf2, 0xa3afbe, 0x7ab4ff, 0x3fc796, 0x69aef5, 0xab9be6,
        0xf0925a, 0xe4b84a, 0x97a6b8, 0xe9ae4f, 0xf4777c, 0x0e1216,
    ]);
    /// For those who ask for more contrast, light.
    pub const LIGHT_CONTRAST: Self = Self::of([
        0xffffff, 0xffffff, 0xf0f0f0, 0x404040, 0x000000, 0x2b2b2b, 0x0040c0, 0x00593b, 0x00479e, 0x4a2f9c,
        0x8a3200, 0x6b4b00, 0x303a47, 0x6b3f00, 0xa00010, 0xffffff,
    ]);
    /// For those who ask for more contrast, dark.
    pub const DARK_CONTRAST: Self = Self::of([
        0x000000, 0x000000, 0x1c1c1c, 0xc0c0c0, 0xffffff, 0xdcdcdc, 0x9cc9ff, 0x5ff0b8, 0x8fc6ff, 0xcabdff,
        0xffb488, 0xffd56b, 0xc9d6e4, 0xffca7a, 0xff9ea2, 0x000000,
    ]);

    const fn of(hex: [u32; Role::COUNT]) -> Self {
        let mut colors = [Rgb(0, 0, 0); Role::COUNT];
        let mut i = 0;
        while i < Role::COUNT {
            colors[i] = Rgb::hex(hex[i]);
            i += 1;
        }
        Self { colors }
    }

    /// The color of `role`.
    pub fn get(&self, role: Role) -> Rgb {
        self.colors[role as usize]
    }

    /// Gives `role` another color.
    pub fn set(&mut self, role: Role, color: Rgb) {
        self.colors[role as usize] = color;
    }
}

/// The contrast ratio of two colors, 1 to 21 (WCAG 2, relative luminance).
pub fn contrast(a: Rgb, b: Rgb) -> f64 {
    let (a, b) = (luminance(a), luminance(b));
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

fn luminance(color: Rgb) -> f64 {
    let linear = |c: u8| {
        let c = f64::from(c) / 255.0;
        if c <= 0.04045 { c / 12.92 } else { ((c + 0.055) / 1.055).powf(2.4) }
    };
    0.2126 * linear(color.0) + 0.7152 * linear(color.1) + 0.0722 * linear(color.2)
}

#[cfg(test)]
mod tests {
    use super::{Palette, Rgb, Role, contrast};

    const PALETTES: [(&str, Palette, f64); 4] = [
        ("light", Palette::LIGHT, 4.5),
        ("dark", Palette::DARK, 4.5),
        ("light contrast", Palette::LIGHT_CONTRAST, 7.0),
        ("dark contrast", Palette::DARK_CONTRAST, 7.0),
    ];

    #[test]
    fn text_can_be_read_on_every_ground() {
        for (name, palette, least) in PALETTES {
            for text in [Role::Text, Role::Muted, Role::Accent, Role::Warn, Role::Danger] {
                for ground in [Role::Ground, Role::Surface] {
                    let ratio = contrast(palette.get(text), palette.get(ground));
                    assert!(ratio >= least, "{name}: {} on {} is {ratio:.2}", text.name(), ground.name());
                }
            }
            let ratio = contrast(palette.get(Role::Muted), palette.get(Role::Track));
            assert!(ratio >= 4.5, "{name}: muted on track is {ratio:.2}");
        }
    }

    #[test]
    fn signs_stand_out_from_what_they_lie_on() {
        let marks = [Role::Running, Role::Runnable, Role::Waiting, Role::Syscall, Role::Value, Role::Thread];
        for (name, palette, _) in PALETTES {
            for mark in marks {
                for ground in [Role::Ground, Role::Surface, Role::Track] {
                    let ratio = contrast(palette.get(mark), palette.get(ground));
                    assert!(ratio >= 3.0, "{name}: {} on {} is {ratio:.2}", mark.name(), ground.name());
                }
                let eyes = contrast(palette.get(Role::OnMark), palette.get(mark));
                assert!(eyes >= 3.0, "{name}: eyes on {} are {eyes:.2}", mark.name());
            }
        }
    }

    #[test]
    fn colors_are_read_as_style_sheets_write_them() {
        assert_eq!(Rgb::parse("#0a8a5f"), Some(Rgb(10, 138, 95)));
        assert_eq!(Rgb::parse(" #fff "), Some(Rgb(255, 255, 255)));
        assert_eq!(Rgb::parse("red"), None);
        assert_eq!(Palette::LIGHT.get(Role::Text).css(), "#19212c");
    }
}
