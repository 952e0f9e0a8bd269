import { found, part } from '../../../html/browser/page.ts'
import { type WireMember } from '../wire.ts'

/** The button with this `data-act`. */
export function act(name: string): HTMLButtonElement {
  return found(document.querySelector<HTMLButtonElement>(`button[data-act="${name}"]`), name)
}

/** A copy of what a template holds. Everything on the page is built from these and from text: no HTML is ever parsed. */
export function copyOf(id: string): HTMLElement {
  const template = found(document.querySelector<HTMLTemplateElement>(`template#${id}`), id)
  return found(template.content.firstElementChild, id).cloneNode(true) as HTMLElement
}

/** The panel of this name. */
export function panel(name: string): HTMLElement {
  return found(document.querySelector<HTMLElement>(`[data-panel="${name}"]`), name)
}

/** Show one panel of the page and hide the others; the keyboard and the reader go to its heading. */
export function showPanel(name: string): void {
  for (const panel of document.querySelectorAll<HTMLElement>('[data-panel]'))
    panel.hidden = panel.dataset['panel'] !== name
  document.querySelector<HTMLElement>(`[data-panel="${name}"] h1[tabindex]`)?.focus({ preventScroll: true })
  scrollTo(0, 0)
}

/** Say something to whoever listens instead of looking. */
export function announce(text: string): void {
  const live = part('live')
  // The same words twice would be said once: an empty moment between makes them news.
  live.textContent = ''
  setTimeout(() => (live.textContent = text), 30)
}

export const language = document.body.dataset['language'] ?? 'en'

/** Who sits here now, in the frame of the page. */
export function showSeat(member: Omit<WireMember, 'state'> | null): void {
  part('nav').hidden = member === null
  part('seat').hidden = member === null
  part('seat-name').textContent = member?.name ?? ''
  for (const notice of document.querySelectorAll<HTMLElement>('[data-one-passkey]'))
    notice.hidden = !member?.onePasskey
  for (const item of document.querySelectorAll<HTMLElement>('[data-roles]')) {
    const asked = item.dataset['roles']?.split(' ') ?? []
    item.hidden = !member?.roles.some(({ role }) => asked.includes(role))
  }
}
