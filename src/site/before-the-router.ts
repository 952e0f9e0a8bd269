import { type Ready } from '#http'
import { type Numbered } from './numbered-pages.ts'
import { type PageContext } from './page.tsx'
import { type Answered, type Served } from './public-page.ts'

/** Answers by exact address, and nothing else: whatever else is asked, the router knows. */
export interface BeforeTheRouter {
  serve(served: Served): void
  serveNumbered(numbered: Numbered): void
  /** Undefined: this is the router's. */
  answer(request: Request): Answered | undefined
}

/**
 * What is the same for everybody is found by its address alone, before anything else looks at the request. What is thrown is told by `failed`, as
 * the router's own errors are.
 */
export function beforeTheRouter(failed: (context: PageContext, cause: unknown) => Ready): BeforeTheRouter {
  const pages = new Map<string, Served>()
  const numbered = new Map<string, Numbered>()

  const answered = (request: Request, context: PageContext, answer: () => Answered): Answered => {
    try {
      const given = answer()
      return given instanceof Promise ? given.catch((cause) => failed(context, cause).to(request)) : given
    } catch (cause) {
      return failed(context, cause).to(request)
    }
  }

  return {
    serve: (served) => void pages.set(served.at, served),
    serveNumbered: (family) => void numbered.set(family.before, family),
    answer(request) {
      if (request.method !== 'GET' && request.method !== 'HEAD') return undefined
      const address = addressIn(request.url)
      const page = pages.get(address)
      if (page) return answered(request, page.context, () => page.answer(request))
      const at = address.search(NUMBER_AT_END)
      const family = at < 0 ? undefined : numbered.get(address.slice(0, at))
      return (
        family && answered(request, family.context, () => family.answer(request, Number(address.slice(at))))
      )
    },
  }
}

/** As `routes.ts` writes it: path and query. */
function addressIn(url: string): string {
  return url.slice(url.indexOf('/', url.indexOf('//') + 2))
}

const NUMBER_AT_END = /[1-9]\d{0,14}$/
