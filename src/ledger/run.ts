import { setTimeout as delay } from 'node:timers/promises'
import { type Clock } from '#basics'
import { type ClockGuard, clockGuard } from './clock-guard.ts'
import { findHead, findMoments, setTrouble } from './store.ts'
import { type LedgerTrouble } from './error.ts'
import { type LedgerDeps } from './deps.ts'
import { cosignAgain, publish } from './publish.ts'
import { asLedgerError, recover } from './recover.ts'
import { sign } from './sign.ts'
import { stage } from './stage.ts'

const POLL_MS = { least: 200, most: 5_000 }
const BACKOFF_MS = 2_000
const PASSING: ReadonlySet<LedgerTrouble> = new Set(['signer-away', 'database-away'])
/** Witnesses that failed are asked again at most so often. */
const COSIGN_AGAIN_MS = 60_000

/**
 * Take up whatever is due, until it is stopped. Nothing that was in memory is believed after an error: the log is
 * looked at anew, from the database, the signer and the disk, before anything is appended again.
 */
export async function runLedger(deps: LedgerDeps, stop: AbortSignal): Promise<void> {
  const pollMs = Math.min(Math.max((deps.batches.seconds * 1_000) / 4, POLL_MS.least), POLL_MS.most)
  let trouble: LedgerTrouble | null = null
  let said: LedgerTrouble | null = null
  const guard = clockGuard(deps.clock, () => performance.now())
  while (!stop.aborted) {
    try {
      await recover(deps)
      guard(await findMoments(deps.db))
      await setTrouble(deps.db, null, deps.clock())
      if (said) deps.logger.info('ledger.goes-on')
      trouble = said = null
      await followUntilStopped({ ...deps, guard }, pollMs, stop)
    } catch (cause) {
      const error = asLedgerError(cause)
      // Said once for as long as it lasts; and what may be gone in a moment, as at a start, when it is there again.
      if (error.code !== said && (error.code === trouble || !PASSING.has(error.code))) {
        deps.logger.error(`ledger.stopped ${error.code}: ${error.message}`, error.cause)
        said = error.code
      }
      trouble = error.code
      await setTrouble(deps.db, error.code, deps.clock()).catch(() => {})
      await waited(BACKOFF_MS, stop)
    }
  }
}

async function followUntilStopped(
  deps: LedgerDeps & { guard: ClockGuard },
  pollMs: number,
  stop: AbortSignal,
): Promise<void> {
  let askedAt = performance.now()
  while (!stop.aborted) {
    const now = deps.guard(await findMoments(deps.db))
    const did = await sequence(deps, () => now)
    if (did) continue
    if (performance.now() - askedAt > COSIGN_AGAIN_MS) {
      askedAt = performance.now()
      await cosignAgain(deps, await findHead(deps.db))
    }
    await waited(pollMs, stop)
  }
}

/** One batch on its way, as far as it goes; a new one is of `clock`. False when there is nothing to do. */
export async function sequence(deps: LedgerDeps, clock: Clock = deps.clock): Promise<boolean> {
  const signed = await sign(deps)
  const published = await publish(deps, signed.outcome === 'signed' ? signed.grown : undefined)
  if (signed.outcome === 'signed' || published === 'published') return true
  return (await stage({ ...deps, clock })) !== null
}

function waited(delayMs: number, until: AbortSignal): Promise<void> {
  return delay(delayMs, undefined, { signal: until }).catch(() => {})
}
