import { ProofError } from '../basics/proof-error.ts'

/**
 * Reads the files of a log, by paths relative to its prefix: `checkpoint`, `tile/0/000`. It need not be honest.
 * It rejects where it cannot say whether the file is there: no line, no rights.
 */
export interface Fetcher {
  fetch(path: string): Promise<Uint8Array | 'absent'>
  /** That this file will be asked for soon: who is able to sends for it already. */
  expect?(path: string): void
}

/** Files of a kind that are read one after the other, by their numbers: from `start` up to but without `end`. */
export interface InOrder {
  readonly start: number
  readonly end: number
}

/** Those to be sent for where `index` is read next: at first all of the window, later the one that enters it. */
export function* comingUp(index: number, { start, end }: InOrder): Generator<number> {
  const first = index === start ? index : index + AHEAD - 1
  for (let next = first; next < Math.min(index + AHEAD, end); next++) yield next
}

/** Files of a kind that are on their way at a time. It bounds what whoever serves them can fill memory with. */
const AHEAD = 16

/** The files behind a web address, with the `fetch` that browsers and Node.js have. */
export function webFetcher(prefix: string): Fetcher {
  const base = prefix.endsWith('/') ? prefix : `${prefix}/`
  return {
    async fetch(path) {
      // No referrer and no cookie: whoever serves the log learns nothing of who audits it. And nowhere else: who is
      // sent on could be sent anywhere.
      const response = await fetch(new URL(path, base), {
        credentials: 'omit',
        referrerPolicy: 'no-referrer',
        redirect: 'manual',
        signal: AbortSignal.timeout(PATIENCE_MS),
      })
      if (response.status === 404 || response.status === 410) return 'absent'
      if (!response.ok)
        throw new Error(`${path}: the server answered ${response.status || 'with a redirect'}`)
      if (!response.body) return new Uint8Array(0)
      return readAtMost(response.body, mostBytesOf(path))
    },
  }
}

/** A whole file over a slow line; whoever only drips must not hold an audit for ever. */
const PATIENCE_MS = 120_000
/** Entries have some hundred bytes, and never more than 4096. */
const MOST_TILE_BYTES = 256 * 2 ** 13
/** For files that grow with the centre: a day of a hundred thousand people, the list of days. */
export const MOST_FILE_BYTES = 2 ** 28

/** A little that was sent may unpack to more than there is memory for: what no honest file has is not read. */
export function mostBytesOf(path: string): number {
  return path.startsWith('tile/') ? MOST_TILE_BYTES : MOST_FILE_BYTES
}

/** All of it. Throws where there is more. */
export async function readAtMost(stream: ReadableStream<Uint8Array>, most: number): Promise<Uint8Array> {
  const parts: Uint8Array[] = []
  let length = 0
  const reader = stream.getReader()
  for (;;) {
    const { done, value } = await reader.read()
    if (done) break
    length += value.length
    if (length > most) {
      await reader.cancel()
      throw new Error(`more than ${most} bytes`)
    }
    parts.push(value)
  }
  const whole = new Uint8Array(length)
  let at = 0
  for (const part of parts) {
    whole.set(part, at)
    at += part.length
  }
  return whole
}

/**
 * The same files, with those that will be asked for next on their way already: over a line, one audit would
 * otherwise wait for each of thousands of answers in turn. What cannot be read is thrown as `unreadable`.
 */
export function readAhead(fetcher: Fetcher): Required<Fetcher> {
  const coming = new Map<string, Promise<Uint8Array | 'absent'>>()
  return {
    expect(path) {
      const answer = read(path)
      // It is looked at when it is asked for, not before; until then it must not count as unhandled.
      answer.catch(() => {})
      coming.set(path, answer)
    },
    async fetch(path) {
      const answer = coming.get(path)
      coming.delete(path)
      return answer ?? read(path)
    },
  }

  async function read(path: string): Promise<Uint8Array | 'absent'> {
    try {
      return await fetcher.fetch(path)
    } catch {
      throw new ProofError('unreadable', 'A file could not be read, and not because it is not there.', path)
    }
  }
}
