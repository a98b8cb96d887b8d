use unicode_width::UnicodeWidthStr;

use crate::sample;

#[test]
fn the_whole_letter_reads_well_in_a_terminal() {
    insta::assert_snapshot!("letter", document::text::render(&sample::document(), 80));
}

#[test]
fn no_line_is_wider_than_asked_except_for_one_long_word() {
    for width in [40, 60, 80, 100] {
        for line in document::text::render(&sample::document(), width).lines() {
            assert!(line.width() <= width || !line.trim().contains(' '), "{width}: {line}");
        }
    }
}
