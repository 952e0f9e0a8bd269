import { type Child } from 'hono/jsx'
import { type Asked, type Given, type Ready } from '#http'
import { type Language } from '#i18n'
import { bounded } from './bounded.ts'
import { type PageContext } from './page.tsx'
import { errorAnswer } from './pages/error/error-page.tsx'
import { readyPage } from './public-page.ts'

/** Addresses that differ in the number at their end, and whose answers are made for nobody in particular. */
export interface Numbered {
  /** The address up to the number. */
  readonly before: string
  readonly context: PageContext
  readonly answer: (asked: Asked, number: number) => Promise<Given>
}

interface Parts<State, Said> {
  readonly at: (language: Language, number: number) => string
  /** Undefined where there is nothing of this number. */
  readonly read: (number: number, now: State) => Promise<Said | undefined>
  readonly show: (context: PageContext, said: Said, asked: { number: number; now: State }) => Child
}

/** Of a process. What is not asked for goes first, and all of it whenever the state is another. */
const MOST_BYTES = 16 * 1024 * 1024

/**
 * Pages of as many numbers as anybody may ask for, so they are kept as far as they have room. All of them are of one state: when that is
 * another, all of them are gone. Two looks at the state that agree are what a page is kept by: what was read between them is what
 * stood at both. Whoever asks for one that is being made waits for that one.
 */
export function numberedPages<State>(
  state: () => Promise<State>,
  { mostBytes = MOST_BYTES }: { mostBytes?: number } = {},
): <Said>(parts: Parts<State, Said>) => (context: PageContext) => Numbered {
  const memoryOf = (of: State) => ({
    of,
    pages: bounded<Ready>(mostBytes),
    underWay: new Map<string, Promise<Ready | undefined>>(),
  })
  let memory: ReturnType<typeof memoryOf> | undefined

  const pageAt = async (
    address: string,
    make: (now: State) => Promise<Ready | undefined>,
  ): Promise<Ready | undefined> => {
    const now = await state()
    if (memory?.of !== now) memory = memoryOf(now)
    const { pages, underWay } = memory
    const makeAndKeep = async () => {
      const made = await make(now)
      if (made && (await state()) === now) pages.set(address, made)
      return made
    }
    const kept = pages.get(address) ?? underWay.get(address)
    if (kept) return kept
    const making = makeAndKeep().finally(() => underWay.delete(address))
    underWay.set(address, making)
    return making
  }

  return ({ at, read, show }) =>
    (context) => {
      const { language } = context.locale
      return {
        before: at(language, 1).slice(0, -1),
        context,
        async answer(asked, number) {
          const page = await pageAt(at(language, number), async (now) => {
            const said = await read(number, now)
            if (said === undefined) return undefined
            return readyPage(String(show(context, said, { number, now })), { effort: 'often' })
          })
          return (page ?? errorAnswer(context, 'not-found')).to(asked)
        },
      }
    }
}
