// Also runs in a browser.

/** Give this as the value of a message's variable that elements go in the place of; no catalogue and no visitor writes it. */
export const GAP = '\u{e000}'
