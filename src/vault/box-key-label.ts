// This file also runs in the reviewer's browser: no import, no API that only Node has.

/**
 * The label of the record in which a box's identity lies, sealed to one holder. It names the box, so that
 * whoever alters `vault.box_key` cannot pass one box's key for another's.
 */
export function boxKeyLabel(box: string) {
  return { recordId: box, field: 'box-key', version: 1 }
}
