import { keepTyped } from './kept.ts'
import { forget, heldKey } from './session.ts'

/** What lies open, where something does: a case, an entry. What is typed about it is kept under its name. */
let open: () => string | null = () => null

/** Say what lies open in this view, for as long as it is shown. */
export function lyingOpen(which: () => string | null): () => void {
  open = which
  return () => {
    open = () => null
  }
}

export function openRecord(): string | null {
  return open()
}

/** Key and whatever is open go with the page. What was typed is there again after the next touch. */
export async function leave(): Promise<void> {
  const key = heldKey()
  if (key) await keepTyped(key.identity, open()).catch(() => {})
  forget()
  location.reload()
}
