import { store } from './store.ts'

/** What is said to whoever listens instead of looking. */
export const announced = store('')

export function announce(text: string): void {
  // The same words twice would be said once: an empty moment between makes them news.
  announced.set('')
  setTimeout(() => announced.set(text), 30)
}
