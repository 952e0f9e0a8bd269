// Whoever hands a file in chooses what is in it. Each of these is asked of what is really there, and not only of what the file says.

/** Of the file as it is sent. */
export const FILE_MAX_BYTES = 8 * 1024 * 1024
/** Of all its parts that are looked at, unpacked. A million rows with nothing in them are some fifty. */
export const UNPACKED_MAX_BYTES = 160 * 1024 * 1024
/** Unpacked bytes for each packed one, in what is longer than a few pages. Spreadsheets of people come to ten, of empty rows to a hundred. */
export const RATIO_MAX = 250
export const RATIO_FREE_BYTES = 4 * 1024 * 1024
/** Parts of a package. A workbook has a few dozen. */
export const ENTRIES_MAX = 4_096
/** Rows with something in them. What is beyond them is said to be left. */
export const ROWS_MAX = 20_000
export const COLUMNS_MAX = 256
/** Text of all cells, in UTF-16 units, and of one. */
export const TEXT_MAX = 8 * 1024 * 1024
export const CELL_MAX = 4_000
