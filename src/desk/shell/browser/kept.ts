import { identityToRecipient } from 'age-encryption'
import { labelOf } from '../../../vault/labels.ts'
import { openText, sealText } from './sealed.ts'

/** What was typed and not sent, by the ids of its fields: where, and about which record. */
export interface Kept {
  readonly path: string
  readonly record: string | null
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
export async function keepTyped(identity: string, record: string | null): Promise<void> {
  const fields = [...typed].filter(
    ({ id, type, value, isConnected }) =>
      id !== '' && type !== 'checkbox' && value.trim() !== '' && isConnected,
  )
  if (fields.length === 0) return
  const kept: Kept = {
    path: location.pathname + location.search,
    record,
    fields: Object.fromEntries(fields.map(({ id, value }) => [id, value])),
  }
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

/** Put the words back into the fields they came from, as if they were typed. Those without their field are what is returned. */
function putBack(fields: Kept['fields']): Kept['fields'] {
  const left = Object.entries(fields).filter(([id, value]) => {
    const field = document.querySelector<Field>(`#${CSS.escape(id)}`)
    if (!field) return true
    field.value = value
    field.dispatchEvent(new Event('input', { bubbles: true }))
    return false
  })
  return Object.fromEntries(left)
}

/** Put them back as soon as their fields are there: the view may still be loading what it shows. */
export function putBackWhenThere(fields: Kept['fields']): void {
  let left = putBack(fields)
  const observer = new MutationObserver(() => {
    left = putBack(left)
    if (Object.keys(left).length === 0) observer.disconnect()
  })
  observer.observe(document.body, { childList: true, subtree: true })
}
