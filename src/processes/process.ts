import { type Clock, type Logger, stderrLogger, systemClock } from '#basics'
import { type Config } from '#config'

export type ProcessName = 'site' | 'desk' | 'work' | 'ledger' | 'signer' | 'issue'
export const PROCESSES: readonly ProcessName[] = ['desk', 'work', 'signer', 'ledger', 'issue', 'site']

/** A process that was started. Dispose of it to stop it cleanly. */
export interface Running extends AsyncDisposable {
  /** Where it listens; 0 for a process that does not. */
  readonly port: number
}

export interface ProcessOptions {
  readonly config: Config
  readonly logger?: Logger
  readonly clock?: Clock
  /** Of the site: it is one of several that listen on its port. */
  readonly sharesPort?: boolean
}

/** What each process is built with. Whatever it opens goes on the stack, and is closed with it. */
export interface Parts {
  readonly config: Config
  readonly logger: Logger
  readonly clock: Clock
  readonly stack: AsyncDisposableStack
}

/** Build a process: if a part of it does not open, none stays open. `build` returns the port that it listens on. */
export async function openProcess(
  { config, logger = stderrLogger, clock = systemClock }: ProcessOptions,
  build: (parts: Parts) => Promise<number | void>,
): Promise<Running> {
  await using stack = new AsyncDisposableStack()
  const port = (await build({ config, logger, clock, stack })) ?? 0
  const opened = stack.move()
  return { port, [Symbol.asyncDispose]: () => opened.disposeAsync() }
}

/** Go on with something until the process stops, and stop only when it has come to an end of its own. */
export function keepGoing({ stack }: Parts, work: (stop: AbortSignal) => Promise<unknown>): void {
  const stop = new AbortController()
  const going = work(stop.signal)
  stack.defer(async () => {
    stop.abort()
    await going
  })
}
