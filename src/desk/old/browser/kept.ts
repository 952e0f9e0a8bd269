import { identityToRecipient } from 'age-encryption'
import { labelOf } from '../../../vault/labels.ts'
import { openText, sealText } from '../../shell/browser/sealed.ts'

/** What was typed on a page and not sent, by the ids of its fields; and the record that it was about. */
export interface Kept {
  readonly record: string
  readonly fields: Readonly<Record<string, string>>
}

type Field = HTMLInputElement | HTMLTextAreaElement

/** In this tab, and gone with it. Sealed to whoever typed: what lies there opens by her touch alone. */
const PLACE = 'exeunt-kept'
const LABEL = labelOf('typed', 'kept')

const typed = new Set<Field>()

/** Remember which fields somebody has typed into: those alone are kept. */
export function watchTyping(): void {
  addEventListener('input', ({ target }) => {
    if (target instanceof HTMLTextAreaElement || target instanceof HTMLInputElement) typed.add(target)
  })
}

/** Seal what is typed, before the page forgets her key and everything that is open. */
export async function keepTyped(identity: string, record: string): Promise<void> {
  const fields = [...typed].filter(
    ({ id, value, isConnected }) => id !== '' && value.trim() !== '' && isConnected,
  )
  if (fields.length === 0) return
  const kept: Kept = { record, fields: Object.fromEntries(fields.map(({ id, value }) => [id, value])) }
  const sealed = await sealText(await identityToRecipient(identity), LABEL, JSON.stringify(kept))
  sessionStorage.setItem(PLACE, sealed)
}

/** What was kept here for this member. What is for somebody else, who sat here before, is left lying sealed. */
export async function takeKept(identity: string): Promise<Kept | null> {
  const sealed = sessionStorage.getItem(PLACE)
  if (sealed === null) return null
  const text = await openText(identity, LABEL, sealed).catch(() => null)
  if (text === null) return null
  sessionStorage.removeItem(PLACE)
  return JSON.parse(text) as Kept
}

/** Put the words back into the fields they came from. */
export function putBack({ fields }: Kept): void {
  for (const [id, value] of Object.entries(fields)) {
    const field = document.querySelector<Field>(`#${CSS.escape(id)}`)
    if (!field) continue
    field.value = value
    typed.add(field)
  }
}
