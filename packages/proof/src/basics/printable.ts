/**
 * A line as a terminal may be given it, whoever wrote parts of it: what would move the cursor, change colours, turn the
 * direction of reading, end the line or show nothing at all is written out, as `\u{1b}`. What letters are joined with stays.
 * No more than two blanks stay together, and a line is cut where none of ours is as long: what wraps over many rows could look
 * like lines of their own.
 */
export function printable(line: string): string {
  const plain = line
    .toWellFormed()
    .replace(UNPRINTABLE, written)
    .replace(/[ \u3000]{3,}/g, '  ')
  return plain.length > MOST ? `${plain.slice(0, MOST)}…` : plain
}

const MOST = 2_000

/**
 * Controls C0 and C1, marks of format and of direction, ends of lines, characters that fonts have no sign for, and blanks that
 * are no blank. Joiners are what Uyghur, Persian and Tibetan names are written with.
 */
const UNPRINTABLE =
  /[[\p{Cc}\p{Cf}\p{Co}\p{Cn}\p{Zl}\p{Zp}\p{Zs}\p{Default_Ignorable_Code_Point}]--[ \u3000]--\p{Join_Control}--\p{Variation_Selector}]/gv

function written(character: string): string {
  return `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`
}
