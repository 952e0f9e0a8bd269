import { part } from '../../../html/browser/page.ts'
import { ask } from './ask.ts'

/** An alarm is on every administrator's page within a minute, also where one answer is lost. */
const EVERY_MS = 25_000

/** On every page of the desk, for as long as its session lives; asking does not keep it alive. */
export function watchAlarms(): void {
  setInterval(() => void lookForAlarms(), EVERY_MS)
  void lookForAlarms()
}

/** Show that somebody touched a canary, to administrators. */
export async function lookForAlarms(): Promise<void> {
  const banner = part('alarm')
  if (banner.parentElement?.hidden) return
  const reply = await ask<{ open: number }>('alarmsOpen').catch(() => null)
  if (reply) banner.hidden = reply.open === 0
}
