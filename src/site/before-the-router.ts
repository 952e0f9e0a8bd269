import { type Asked, type Ready } from '#http'
import { type Numbered } from './numbered-pages.ts'
import { type PageContext } from './page.tsx'
import { type Answered, type Served } from './public-page.ts'

const NUMBER_AT_END = /[1-9]\d{0,14}$/

/** Answers by exact address, and nothing else: whatever else is asked, the router knows. */
export interface BeforeTheRouter {
  serve(served: Served): void
  serveNumbered(numbered: Numbered): void
  /** By path and query, as `routes.ts` writes them. Undefined: this is the router's. It never rejects. */
  readonly answer: (address: string, asked: Asked) => Answered | undefined
}

/**
 * What is the same for everybody is found by its address alone, before anything else looks at the request. What is thrown is told by `failed`, as
 * the router's own errors are.
 */
export function beforeTheRouter(failed: (context: PageContext, cause: unknown) => Ready): BeforeTheRouter {
  const pages = new Map<string, Served>()
  const numbered = new Map<string, Numbered>()

  const answered = (asked: Asked, context: PageContext, answer: () => Answered): Answered => {
    try {
      const given = answer()
      return given instanceof Promise ? given.catch((cause) => failed(context, cause).to(asked)) : given
    } catch (cause) {
      return failed(context, cause).to(asked)
    }
  }

  return {
    serve: (served) => {
      pages.set(served.at, served)
    },
    serveNumbered: (family) => {
      numbered.set(family.before, family)
    },
    answer(address, asked) {
      if (asked.method !== 'GET' && asked.method !== 'HEAD') return undefined
      const page = pages.get(address)
      if (page) return answered(asked, page.context, () => page.answer(asked))
      const at = address.search(NUMBER_AT_END)
      const family = at < 0 ? undefined : numbered.get(address.slice(0, at))
      return family && answered(asked, family.context, () => family.answer(asked, Number(address.slice(at))))
    },
  }
}
