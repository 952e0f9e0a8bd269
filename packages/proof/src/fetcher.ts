import { ProofError } from './proof-error.ts'

/**
 * Reads the files of a log, by paths relative to its prefix: `checkpoint`, `tile/0/000`. It need not be honest.
 * It rejects where it cannot say whether the file is there: no line, no rights.
 */
export interface Fetcher {
  fetch(path: string): Promise<Uint8Array | 'absent'>
}

/** The files behind a web address, with the `fetch` that browsers and Node.js have. */
export function webFetcher(prefix: string): Fetcher {
  const base = prefix.endsWith('/') ? prefix : `${prefix}/`
  return {
    async fetch(path) {
      // No referrer and no cookie: whoever serves the log learns nothing of who audits it.
      const response = await fetch(new URL(path, base), {
        credentials: 'omit',
        referrerPolicy: 'no-referrer',
      })
      if (response.status === 404 || response.status === 410) return 'absent'
      if (!response.ok) throw new Error(`${path}: the server answered ${response.status}`)
      return new Uint8Array(await response.arrayBuffer())
    },
  }
}

/**
 * The same files, with those that will be asked for next on their way already: over a line, one audit would
 * otherwise wait for each of thousands of answers in turn. What cannot be read is thrown as `unreadable`.
 */
export function readAhead(fetcher: Fetcher): Fetcher & { expect(path: string): void } {
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
