import { type ChildProcess, fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { type RenderedByChild, type ToRender } from './render-child.ts'

export type Rendered = RenderedByChild

export interface Renderer extends AsyncDisposable {
  /** The page of some content (`paperContent`), PDF/A-3a or as a picture. The same content gives the same bytes. */
  render(content: string, as?: ToRender['as']): Promise<Rendered>
}

interface Options {
  /** After so many pages a process is replaced. */
  readonly pages?: number
  /** How long one page may take. */
  readonly patienceMs?: number
  /** The program, for tests of what happens when it does not do as it should. */
  readonly program?: string
}

const PROGRAM = fileURLToPath(
  new URL(import.meta.url.endsWith('.ts') ? 'render-child.ts' : 'render-child.js', import.meta.url),
)

/**
 * Set pages, one after another, in a process that is replaced before it has grown. One that ends or hangs is replaced, and the page
 * tried once more: a page has no state, so trying again can do no harm. A page that fails twice is said to have failed.
 */
export function openRenderer({
  pages = 200,
  patienceMs = 20_000,
  program = PROGRAM,
}: Options = {}): Renderer {
  let child: ChildProcess | null = null
  let left = 0
  let queue: Promise<unknown> = Promise.resolve()

  const current = (): ChildProcess => {
    if (!child || left === 0 || child.exitCode !== null || child.signalCode !== null) {
      child?.kill('SIGKILL')
      // What this process was started with is none of a typesetter's business.
      child = fork(program, {
        env: {},
        serialization: 'advanced',
        execArgv: [],
        stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
      })
      left = pages
    }
    left -= 1
    return child
  }
  const renderOnce = (toRender: ToRender): Promise<Rendered | 'lost'> => {
    const asked = current()
    return new Promise((resolve) => {
      const end = (answer: Rendered | 'lost') => {
        clearTimeout(timer)
        asked.removeAllListeners()
        // Whatever happens to it now has happened between two pages.
        asked.on('error', () => {})
        if (answer === 'lost') asked.kill('SIGKILL')
        resolve(answer)
      }
      const timer = setTimeout(() => end('lost'), patienceMs)
      asked.once('message', (answer: Rendered) => end(answer))
      asked.once('exit', () => end('lost'))
      asked.once('error', () => end('lost'))
      asked.send(toRender, (cause) => cause && end('lost'))
    })
  }
  const renderAtMostTwice = async (toRender: ToRender): Promise<Rendered> => {
    for (let tries = 0; tries < 2; tries += 1) {
      const answer = await renderOnce(toRender)
      if (answer !== 'lost') return answer
      left = 0
    }
    return { outcome: 'failed', why: 'the typesetter ended or did not answer, twice' }
  }
  return {
    render(content, as = 'pdf') {
      const rendered = queue.then(() => renderAtMostTwice({ content, as }))
      // Whatever became of one page, the next one is set.
      queue = rendered.catch(() => {})
      return rendered
    },
    async [Symbol.asyncDispose]() {
      await queue
      child?.kill('SIGKILL')
      child = null
    },
  }
}
