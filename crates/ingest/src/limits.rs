//! What the readers will take at most, so that a hostile or broken file costs a message and not the machine.
//!
//! The largest file published today is 6 MB as text (one register) and 641,000 rows; the limits leave room for
//! a tenfold and more of that.

/// Bytes of one file as it lies on the disk, or of one entry of an archive once inflated. Text is held in memory
/// whole, once, so this is also what a text file may cost.
pub const FILE_BYTES: u64 = 512 * 1024 * 1024;

/// Bytes of all parts of a workbook (a zip archive itself) once inflated. The largest seen inflates to 1.2 MB;
/// the reader of shared strings holds them all.
pub const WORKBOOK_BYTES: u64 = 256 * 1024 * 1024;

/// How many times larger than its compressed form a part of an archive may be. Sheets of repeated words reach
/// about 60; a bomb of zeros reaches 1,000.
pub const INFLATION: u64 = 400;

/// Parts smaller than this may be inflated by any ratio: they can do no harm.
pub const INFLATION_FREE_BYTES: u64 = 1024 * 1024;

/// Entries of one archive.
pub const ARCHIVE_ENTRIES: usize = 10_000;

/// Rows of one table.
pub const ROWS: u32 = 20_000_000;

/// Columns of one table. The widest seen has 85; Excel allows 16,384.
pub const COLUMNS: usize = 4_096;

/// Bytes of one cell. The longest seen (an indicator's methodology) has 32,767, Excel's own limit.
pub const CELL_BYTES: usize = 256 * 1024;

/// Cells of one workbook that are held in memory, empty ones within a row included (24 bytes each).
pub const WORKBOOK_CELLS: usize = 8_000_000;

/// Bytes of the stream of an old workbook (`.xls`). The largest seen has 1 MB.
pub const OLD_WORKBOOK_BYTES: u64 = 64 * 1024 * 1024;

/// Cells of all sheets of an old workbook, counted as rectangles: the library lays each sheet out whole, so two
/// values in opposite corners cost 16 million cells.
pub const OLD_WORKBOOK_CELLS: u64 = 2_000_000;

/// Records of an old workbook, counted again for each sheet that points at them.
pub const OLD_WORKBOOK_RECORDS: u64 = 10_000_000;

/// Sheets of one workbook.
pub const SHEETS: usize = 500;

/// How deep the elements of a workbook's XML may be nested; a cell with formatted text reaches 8.
pub const XML_DEPTH: usize = 64;

/// Distinct texts a workbook may claim to share before they are read.
pub const SHARED_STRINGS: u64 = 4_000_000;

/// Rows looked at to find the headings, and the most that a description may ask for.
pub const HEADING_ROWS: usize = 60;

/// Rejections listed for one file, one by one; the rest are counted by reason.
pub const REJECTIONS_LISTED: usize = 10_000;

/// Different unmatched names, odd values and the like listed in one note.
pub const EXAMPLES_IN_A_NOTE: usize = 12;

/// Files of one import, archives' entries included.
pub const FILES: usize = 20_000;

/// How deep a folder walk goes; published collections are two deep.
pub const FOLDER_DEPTH: usize = 12;
